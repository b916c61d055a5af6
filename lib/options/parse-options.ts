/** From texts to values: the names are looked up, values parsed, inverse options resolved. */
import { VfloadError } from '../errors.ts';
import { closest } from './did-you-mean.ts';
import type { Dialect, OptionEntry, OptionTable, OptionValue } from './option-entry.ts';
import { expectedValue, parseValue } from './parse-value.ts';
import type { RawOption } from './raw-option.ts';
import { findOption, optionNames } from './registry.ts';
import { unsupportedAtDefault, unsupportedOptionTable } from './unsupported-options.ts';

/** Values of some options, and their texts as given, both by canonical name. */
export interface GivenOptions {
  values: Map<string, OptionValue>;
  given: Map<string, string>;
}

/**
 * Parses options of one table; of one option given several times the last counts, also between an option and its inverse.
 *
 * @throws {@link VfloadError} ERR_VFLOAD_UNKNOWN_OPTION, ERR_VFLOAD_OPTION_UNSUPPORTED, ERR_VFLOAD_OPTION_VALUE
 */
export function parseOptions(
  table: OptionTable,
  raw: Iterable<RawOption>,
  dialect: Dialect = 'vfload',
): GivenOptions {
  const values = new Map<string, OptionValue>();
  const given = new Map<string, string>();
  for (const option of raw) {
    const found = findOption(table, option.name);
    if (found === undefined) {
      const unsupported = unsupportedAtDefault(option);
      if (unsupported === undefined) throw unknownOption(option, optionNames(table));
      given.set(unsupported, option.value);
      continue;
    }
    const value = parseGiven(found.entry, option, dialect);
    const target = found.entry.inverseOf ?? found.name;
    values.set(target, found.entry.inverseOf === undefined ? value : inverse(value));
    forgetSiblings(table, target, given);
    given.set(found.name, option.value);
  }
  return { values, given };
}

/** The value of one option. @throws {@link VfloadError} ERR_VFLOAD_OPTION_VALUE */
export function parseGiven(entry: OptionEntry, option: RawOption, dialect: Dialect = 'vfload'): OptionValue {
  const result = parseValue(entry, option.value, dialect);
  if (result.ok) return result.value;
  const remedy = result.remedy === undefined ? '' : ` ${result.remedy}`;
  const message = onOneLine(`${option.origin}: "${option.value}" ${result.problem}.`);
  throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', message, {
    remedy: `Expected ${expectedValue(entry)}.${remedy}`,
  });
}

/** Values may have any character, and terminals obey some: control characters are told as \u0007. */
function onOneLine(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `buffered=1` is `direct=0`; `rwmixwrite=30` is `rwmixread=70` (fio-semantics 1.6). */
function inverse(value: OptionValue): OptionValue {
  return typeof value === 'number' ? 100 - value : !value;
}

/** What was given for an option and its inverses no longer counts. */
function forgetSiblings(table: OptionTable, target: string, given: Map<string, string>): void {
  given.delete(target);
  for (const name of [...given.keys()]) {
    if (table[name]?.inverseOf === target) given.delete(name);
  }
}

/**
 * The error for a name that no option has.
 *
 * @param candidates - what it may have been meant to be, besides the options of fio's that are not carried out
 */
export function unknownOption(option: RawOption, candidates: readonly string[]): VfloadError {
  const suggestion = closest(option.name, [...candidates, ...optionNames(unsupportedOptionTable)]);
  return new VfloadError('ERR_VFLOAD_UNKNOWN_OPTION', `${option.origin}: there is no such option.`, {
    remedy: suggestion === undefined ? 'See vfload --help for all options.' : `Did you mean ${suggestion}?`,
  });
}

/** The error for an option that exists, but not here. */
export function misplacedOption(option: RawOption): VfloadError {
  return new VfloadError('ERR_VFLOAD_UNKNOWN_OPTION', `${option.origin}: this option cannot be given here.`, {
    remedy: 'Leave it out; vfload run takes all options of a job.',
  });
}
