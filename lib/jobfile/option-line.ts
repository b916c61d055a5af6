/** From a line of a job file to an option of the registry, checked by itself: the name, and the value. */
import type { VfloadError } from '../errors.ts';
import { closest } from '../options/did-you-mean.ts';
import { expectedValue } from '../options/expected-value.ts';
import { parseGiven } from '../options/parse-given.ts';
import type { RawOption } from '../options/raw-option.ts';
import { findOption, jobOptionTable, optionNames, vfloadOptionTable } from '../options/registry.ts';
import type { UnsupportedEntry } from '../options/unsupported-entry.ts';
import { isDefault, unsupportedOptionTable } from '../options/unsupported-options.ts';
import type { Dialect, ValueForm } from '../options/value-form.ts';
import type { OptionLine } from './lines.ts';
import { errorAt, positionText, quoted } from './source-position.ts';
import { substituted } from './substitution.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * @returns the option by its canonical name, with its place as origin
 * @throws VfloadError ERR_VFLOAD_UNKNOWN_OPTION, ERR_VFLOAD_OPTION_UNSUPPORTED, ERR_VFLOAD_OPTION_VALUE
 */
export function optionOf(
  line: OptionLine,
  surroundings: Surroundings,
  dialect: Dialect = 'vfload',
): RawOption {
  const { name, value, at, valueAt } = substituted(line, surroundings);
  const taken = findOption(jobOptionTable, name);
  const unsupported = findOption(unsupportedOptionTable, name);
  const found = taken ?? unsupported;
  if (found === undefined) throw noSuchOption({ ...line, name });
  if (value === undefined && !mayBeBare(found.entry)) {
    throw errorAt(at, `option ${name} has no value.`, {
      code: 'ERR_VFLOAD_OPTION_VALUE',
      remedy: `Expected ${name}= and ${expectedValue(found.entry)}.`,
    });
  }
  const origin = `${positionText(valueAt)}: option ${name}`;
  const option = {
    ...{ name: found.name, value: value ?? (found.entry.kind === 'flag' ? '1' : ''), origin },
    ...(value === undefined ? { isBare: true as const } : {}),
  };
  if (taken !== undefined) parseGiven(taken.entry, option, dialect);
  else if (unsupported !== undefined && !isDefault(unsupported.entry, option)) {
    throw notCarriedOut({ ...line, name }, unsupported.entry);
  }
  return option;
}

/** The name alone is enough for flags, and for texts that have a default of their own (fio-semantics 1.1). */
function mayBeBare(form: ValueForm): boolean {
  return form.kind === 'flag' || (form.kind === 'string' && form.valueIsOptional === true);
}

function noSuchOption({ name, at }: OptionLine): VfloadError {
  const code = 'ERR_VFLOAD_UNKNOWN_OPTION';
  const bare = name.replace(/^-+/, '');
  if (Object.hasOwn(vfloadOptionTable, bare)) {
    return errorAt(at, `${bare} is an option of vfload, and of no job.`, {
      code,
      remedy: `Give it on the command line: --${bare}.`,
    });
  }
  if (bare !== name && findOption(jobOptionTable, bare) !== undefined) {
    return errorAt(at, `option ${quoted(name)}: dashes are for the command line.`, {
      code,
      remedy: `Did you mean ${bare}?`,
    });
  }
  return errorAt(at, `option ${quoted(name)}: there is no such option.`, { code, remedy: meant(name) });
}

function notCarriedOut({ name, at }: OptionLine, { reason }: UnsupportedEntry): VfloadError {
  return errorAt(at, `option ${name}: ${reason}.`, {
    code: 'ERR_VFLOAD_OPTION_UNSUPPORTED',
    cause: 'fio has the option; a run without it would be another one',
    remedy: 'Remove the line if its effect does not matter here, or run this job with fio.',
  });
}

function meant(name: string): string {
  const [word = ''] = name.split(/\s/);
  if (word !== name && findOption(jobOptionTable, word) !== undefined) {
    return `Did you mean ${word}=${name.slice(word.length).trim().slice(0, 40)}?`;
  }
  // A long line is no slip of the finger, and comparing takes time by its length.
  const suggestion =
    name.length > 64
      ? undefined
      : closest(name, [...optionNames(jobOptionTable), ...optionNames(unsupportedOptionTable)]);
  return suggestion === undefined ? 'See vfload run --help for all options.' : `Did you mean ${suggestion}?`;
}
