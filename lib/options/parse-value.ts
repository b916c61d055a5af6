import type { Dialect, OptionEntry, OptionValue } from './option-entry.ts';
import { formatValue } from './format-value.ts';
import { parseBool } from './parse/bool.ts';
import { parseCpuList } from './parse/cpu-list.ts';
import { parseDuration } from './parse/duration.ts';
import { parseEnum } from './parse/enum.ts';
import { parseEnumList } from './parse/enum-list.ts';
import { parseInteger, parsePercent } from './parse/int.ts';
import { type Parsed, refused } from './parse/parsed.ts';
import { parseSeed } from './parse/seed.ts';
import { parseSize } from './parse/size.ts';
import { parseText } from './parse/text.ts';

/** The value that a text means for an option, bounds checked. */
export function parseValue(entry: OptionEntry, text: string, dialect: Dialect): Parsed<OptionValue> {
  const result = parseByKind(entry, text, dialect);
  return result.ok && typeof result.value === 'number' ? withinBounds(entry, result.value) : result;
}

function parseByKind(entry: OptionEntry, text: string, dialect: Dialect): Parsed<OptionValue> {
  switch (entry.kind) {
    case 'size':
      return parseSize(text, dialect);
    case 'duration':
      return parseDuration(text, entry.bareUnit, dialect);
    case 'bool':
    case 'flag':
      return parseBool(text, dialect);
    case 'int':
      return parseInteger(text);
    case 'percent':
      return parsePercent(text);
    case 'enum':
      return parseEnum(text, entry);
    case 'enum-list':
      return parseEnumList(text, entry);
    case 'string':
      return parseText(text);
    case 'cpu-list':
      return parseCpuList(text);
    case 'seed':
      return parseSeed(text);
  }
}

function withinBounds(entry: OptionEntry, value: number): Parsed<number> {
  if (!('unit' in entry) && entry.kind !== 'int') return { ok: true, value };
  if (entry.min !== undefined && value < entry.min) {
    return refused(`is less than ${formatValue(entry, entry.min)}`);
  }
  if (entry.max !== undefined && value > entry.max) {
    return refused(`is more than ${formatValue(entry, entry.max)}`);
  }
  return { ok: true, value };
}

/** @returns what values an option takes, as the end of "expected …". */
export function expectedValue(entry: OptionEntry): string {
  switch (entry.kind) {
    case 'size':
      return 'bytes, such as 4096, 4k or 512MiB';
    case 'duration':
      return `a time, such as 500ms, 20s or 2m (without a suffix: ${bareUnitWords[entry.bareUnit]})`;
    case 'bool':
    case 'flag':
      return '0 or 1';
    case 'int':
      return `a whole number${boundsText(entry)}`;
    case 'percent':
      return 'a whole number from 0 to 100';
    case 'enum':
      return listWords(entry.choices);
    case 'enum-list':
      return `${listWords(entry.choices)}, or several with commas`;
    case 'string':
      return entry.valueName === undefined ? 'a text' : `a ${entry.valueName}`;
    case 'cpu-list':
      return 'CPU numbers and ranges, such as 0-3,5';
    case 'seed':
      return 'a whole number of at most 64 bits';
  }
}

const bareUnitWords = { us: 'microseconds', ms: 'milliseconds', s: 'seconds' } as const;

function boundsText(entry: { min?: number; max?: number }): string {
  if (entry.min !== undefined && entry.max !== undefined) return ` from ${entry.min} to ${entry.max}`;
  if (entry.min !== undefined) return ` of at least ${entry.min}`;
  return entry.max === undefined ? '' : ` of at most ${entry.max}`;
}

/** @returns `a, b or c`. */
function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
