/** Puts in what a line refers to: `${NAME}`, `$pagesize`, `$ncpus`, `$mb_memory`, and what follows from them (fio-semantics 1.2). */
import { evaluate, isArithmetic } from './arithmetic.ts';
import type { OptionLine } from './lines.ts';
import { errorAt, quoted } from './source-position.ts';
import type { Surroundings } from './surroundings.ts';

/** A text to which variables add more than that is refused. */
const longestText = 65536;

/**
 * A variable that is not set is empty, as in fio. Only where a keyword was replaced is a value calculated: `numjobs=$ncpus/2` is,
 * `filename=a-1` is not.
 *
 * @throws VfloadError for what cannot be calculated, and for a line that grows without end
 */
export function substituted(line: OptionLine, surroundings: Surroundings): OptionLine {
  if (line.value !== undefined) {
    const name = withVariables(line.name, line, surroundings);
    return { ...line, name, value: calculated(line.value, line, surroundings) };
  }
  // `${OPTION}` may stand for both sides of a line.
  const whole = withVariables(line.name, line, surroundings);
  const equals = whole.indexOf('=');
  if (equals <= 0) return { ...line, name: whole };
  const value = calculated(whole.slice(equals + 1).trim(), line, surroundings);
  return { ...line, name: whole.slice(0, equals).trim(), value };
}

function calculated(text: string, line: OptionLine, surroundings: Surroundings): string {
  const expanded = withVariables(text, line, surroundings);
  const replaced = withKeywords(expanded, surroundings);
  // Without a keyword a value stays what it is: a date, a path, a range.
  if (replaced === expanded || !isArithmetic(replaced) || !/[+\-*/]/.test(replaced)) return replaced;
  const result = evaluate(replaced);
  if (result.ok) return String(result.value);
  throw errorAt(line.valueAt, `option ${line.name}: ${quoted(replaced)} ${result.problem}.`, {
    code: 'ERR_VFLOAD_OPTION_VALUE',
    remedy: 'Expected whole numbers with + - * / and brackets, such as $ncpus*2.',
  });
}

function withKeywords(text: string, { pageSizeBytes, cpuCount, memoryMiB }: Surroundings): string {
  return text
    .replaceAll('$pagesize', String(pageSizeBytes))
    .replaceAll('$ncpus', String(cpuCount))
    .replaceAll('$mb_memory', String(memoryMiB));
}

/** Once, from left to right: what a variable holds is not looked through again. An unclosed `${` is left alone. */
function withVariables(text: string, line: OptionLine, { variables }: Surroundings): string {
  let done = '';
  let rest = 0;
  for (;;) {
    const start = text.indexOf('${', rest);
    const end = start < 0 ? -1 : text.indexOf('}', start);
    if (end < 0) return done + text.slice(rest);
    done += text.slice(rest, start) + (variables[text.slice(start + 2, end)] ?? '');
    rest = end + 1;
    if (done.length > longestText) {
      throw errorAt(line.at, 'the line is too long with what its variables hold.', {
        remedy: 'Look at the environment variables that it names.',
      });
    }
  }
}
