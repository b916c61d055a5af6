/** What values an option takes, in words. */
import type { SizeForm, ValueForm } from './value-form.ts';
import { isPerDirection } from './parse-value.ts';

/** @returns the end of "expected …". */
export function expectedValue(form: ValueForm): string {
  const one = expectedSingle(form);
  return isPerDirection(form) ? `${one}; up to three with commas, for reads, writes and trims` : one;
}

function expectedSingle(form: ValueForm): string {
  switch (form.kind) {
    case 'size':
      return expectedSize(form);
    case 'duration':
      return `a time, such as 500ms, 20s or 2m (${bareUnitText(form)})`;
    case 'bool':
    case 'flag':
      return '0 or 1';
    case 'int':
      return `a whole number${boundsText(form)}`;
    case 'percent':
      return `a whole number${boundsText({ min: form.min ?? 0, max: form.max ?? 100 })}`;
    case 'enum':
      return listWords(form.choices);
    case 'enum-list':
      return `${listWords(form.choices)}, or several with commas`;
    case 'postfixed':
      return listWords(form.choices.map((word) => `${word}${postfixWords[form.postfixes[word] ?? 'none']}`));
    case 'postfixed-list':
      return `${listWords(form.choices)}, or several with commas, and :N after the last`;
    case 'string':
      return form.valueName === undefined ? 'a text' : `a ${form.valueName}`;
    case 'names':
      return 'names with colons between them, such as a:b';
    case 'pattern':
      return `bytes to repeat, such as "text", 0xcafe, 12${form.takesOffsets === true ? ', %o' : ''} or 'file'`;
    case 'cpu-list':
      return 'CPU numbers and ranges, such as 0-3,5';
    case 'seed':
      return 'a whole number of at most 64 bits';
    case 'size-range':
      return 'a range of bytes, such as 1k-4k';
    case 'size-or-range':
      return 'bytes or a range of bytes, such as 64k or 16k-64k';
    case 'duration-range':
      return `a time or a range of times, such as 20s or 5-10 (${bareUnitText(form)})`;
    case 'size-split':
      return 'sizes with their shares in percent, such as 4k/20:8k/30:64k/50';
    case 'decimals':
      return form.most === 1
        ? `a number${boundsText(form)}`
        : `numbers${boundsText(form)} with colons between them, such as 50:99:99.9; at most ${form.most}`;
  }
}

function expectedSize({ unit, takesPercent }: SizeForm): string {
  if (unit === 'IOPS') return 'a number of I/Os per second, such as 500 or 10k';
  const bytes = `bytes${unit === 'bytes/s' ? ' per second' : ''}, such as 4096, 4k or 512MiB`;
  return takesPercent === true ? `${bytes}; or a share, such as 50%` : bytes;
}

const postfixWords = { none: '', int: '[:N]', size: '[:SIZE]', decimals: '[:NUMBER]', text: '[:…]' } as const;

const bareUnitWords = { us: 'microseconds', ms: 'milliseconds', s: 'seconds' } as const;

function bareUnitText({ bareUnit }: { bareUnit: keyof typeof bareUnitWords }): string {
  return `without a suffix: ${bareUnitWords[bareUnit]}`;
}

function boundsText(form: { min?: number; max?: number }): string {
  if (form.min !== undefined && form.max !== undefined) return ` from ${form.min} to ${form.max}`;
  if (form.min !== undefined) return ` of at least ${form.min}`;
  return form.max === undefined ? '' : ` of at most ${form.max}`;
}

/** @returns `a, b or c`. */
function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
