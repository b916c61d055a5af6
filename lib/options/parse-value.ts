/** From a text to the value that it means for an option, by the option's form; bounds checked. */
import type { Dialect, Directions, OptionValue, SingleValue, ValueForm } from './value-form.ts';
import { formatSingle } from './format-value.ts';
import { parseBool, parseFlag } from './parse/bool.ts';
import { parseCpuList } from './parse/cpu-list.ts';
import { parseDecimals } from './parse/decimals.ts';
import { parseDirections } from './parse/directions.ts';
import { parseDuration } from './parse/duration.ts';
import { parseEnum } from './parse/enum.ts';
import { parseEnumList } from './parse/enum-list.ts';
import { parseInteger, parsePercent } from './parse/int.ts';
import { parseNames } from './parse/names.ts';
import { type Parsed, refused } from './parse/parsed.ts';
import { parsePatternText } from './parse/pattern.ts';
import { parsePostfixed, parsePostfixedList } from './parse/postfixed.ts';
import { parseRange, parseRangeOrOne } from './parse/range.ts';
import { parseSeed } from './parse/seed.ts';
import { parseSize } from './parse/size.ts';
import { parseSizeOrPercent } from './parse/size-or-percent.ts';
import { parseSizeSplit } from './parse/size-split.ts';
import { parseText } from './parse/text.ts';

/** The value that a text means for an option, or what is wrong with it. */
export function parseValue(form: ValueForm, text: string, dialect: Dialect): Parsed<OptionValue> {
  if (!isPerDirection(form)) return parseSingle(form, text, dialect);
  const rules = { separators: separatorsOf(form, dialect), ignoresMore: dialect === 'fio' };
  return parseDirections(text, rules, (each) => parseSingle(form, each, dialect));
}

/** @returns whether an option has a value for each of reads, writes and trims. */
export function isPerDirection(form: ValueForm): boolean {
  return 'perDirection' in form;
}

/** fio has more of them where a value is a plain number (fio-semantics 1.6). */
function separatorsOf({ kind }: ValueForm, dialect: Dialect): RegExp {
  const isNumber = kind === 'size' || kind === 'int' || kind === 'percent';
  return dialect === 'fio' && isNumber ? /[,:-]/ : /,/;
}

function parseSingle(form: ValueForm, text: string, dialect: Dialect): Parsed<SingleValue> {
  const result = parseByKind(form, text, dialect);
  return result.ok ? withinBounds(form, result.value) : result;
}

function parseByKind(form: ValueForm, text: string, dialect: Dialect): Parsed<SingleValue> {
  switch (form.kind) {
    case 'size':
      return form.takesPercent === true ? parseSizeOrPercent(text, dialect) : parseSize(text, dialect);
    case 'duration':
      return parseDuration(text, form, dialect);
    case 'bool':
      return parseBool(text, dialect);
    case 'flag':
      return parseFlag(text, dialect);
    case 'int':
      return parseInteger(text, dialect);
    case 'percent':
      return parsePercent(text);
    case 'enum':
      return parseEnum(text, form);
    case 'enum-list':
      return parseEnumList(text, form);
    case 'string':
      return parseText(text, form.valueIsOptional);
    case 'pattern':
      return parsePatternText(text, form.takesOffsets === true);
    case 'cpu-list':
      return parseCpuList(text);
    case 'seed':
      return parseSeed(text);
    default:
      return parseCompound(form, text, dialect);
  }
}

type CompoundKind =
  | 'postfixed'
  | 'postfixed-list'
  | 'names'
  | 'size-range'
  | 'size-or-range'
  | 'duration-range'
  | 'size-split'
  | 'decimals';

/** Values of several parts. */
function parseCompound(
  form: Extract<ValueForm, { kind: CompoundKind }>,
  text: string,
  dialect: Dialect,
): Parsed<SingleValue> {
  switch (form.kind) {
    case 'postfixed':
      return parsePostfixed(text, form, dialect);
    case 'postfixed-list':
      return parsePostfixedList(text, form, dialect);
    case 'names':
      return parseNames(text);
    case 'size-range':
      return parseRange(text, (end) => parseSize(end, dialect));
    case 'size-or-range':
      return parseRangeOrOne(text, (end) => parseSize(end, dialect));
    case 'duration-range':
      return parseRangeOrOne(text, (end) => parseDuration(end, form, dialect));
    case 'size-split':
      return parseSizeSplit(text, dialect);
    case 'decimals':
      return parseDecimals(text, form.most, dialect);
  }
}

function withinBounds(form: ValueForm, value: SingleValue): Parsed<SingleValue> {
  const { min = -Infinity, max = Infinity } = boundsOf(form);
  for (const number of numbersOf(value)) {
    if (number < min) return refused(`is less than ${formatSingle(form, min)}`);
    if (number > max) return refused(`is more than ${formatSingle(form, max)}`);
  }
  return { ok: true, value };
}

/** @returns the least and the greatest number of a value, undefined where there is no limit. */
export function boundsOf(form: ValueForm): { min?: number | undefined; max?: number | undefined } {
  return {
    min: 'min' in form ? form.min : undefined,
    max: 'max' in form ? form.max : undefined,
  };
}

/** What bounds are for. */
function numbersOf(value: SingleValue): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object') return [];
  if ('low' in value) return [value.low, value.high];
  if (!Array.isArray(value)) return [];
  return (value as readonly (number | string | { bytes: number })[]).flatMap((part) =>
    typeof part === 'object' ? part.bytes : typeof part === 'number' ? part : [],
  );
}

/** @returns a value for each direction, if it is one. */
export function asDirections(
  form: ValueForm,
  value: OptionValue | undefined,
): Directions<SingleValue | undefined> | undefined {
  return isPerDirection(form) ? (value as Directions<SingleValue | undefined> | undefined) : undefined;
}
