/** From texts to values: the names are looked up, values parsed, inverse options resolved. */
import { VfloadError } from '../errors.ts';
import { closest } from './did-you-mean.ts';
import type { OptionEntry, OptionTable } from './option-entry.ts';
import type { Dialect, OptionValue } from './value-form.ts';
import { formatValue } from './format-value.ts';
import { mergedDirections } from './parse/directions.ts';
import { parseGiven } from './parse-given.ts';
import { asDirections } from './parse-value.ts';
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
      const unsupported = unsupportedAtDefault(option, dialect);
      if (unsupported === undefined) throw unknownOption(option, optionNames(table));
      given.set(unsupported, option.value);
      continue;
    }
    const target = found.entry.inverseOf ?? found.name;
    const parsed = parseGiven(found.entry, option, dialect);
    const value = withBefore(found.entry, values.get(target), parsed);
    values.set(target, found.entry.inverseOf === undefined ? value : inverse(value));
    forgetSiblings(table, target, given);
    given.set(found.name, value === parsed ? option.value : formatValue(found.entry, value));
  }
  return { values, given };
}

/** Directions that a value says nothing about are as before: `bs=,8k` leaves reads alone. */
function withBefore(entry: OptionEntry, before: OptionValue | undefined, value: OptionValue): OptionValue {
  const earlier = asDirections(entry, before);
  const later = asDirections(entry, value);
  if (earlier === undefined || later === undefined) return value;
  return Object.values(later).includes(undefined) ? mergedDirections(earlier, later) : value;
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
