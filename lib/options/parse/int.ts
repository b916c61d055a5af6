import type { Dialect } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import { parseSize } from './size.ts';

/**
 * A whole number, decimal or hexadecimal with `0x`; bounds tell whether it may be negative.
 *
 * @param dialect - fio: with the suffixes of sizes, `1k` is 1024 (fio-semantics 1.6)
 */
export function parseInteger(text: string, dialect: Dialect = 'vfload'): Parsed<number> {
  const isNegative = text.startsWith('-');
  const digits = isNegative ? text.slice(1) : text;
  const number = dialect === 'fio' ? parseSize(digits, 'fio') : plainNumber(digits);
  if (!number.ok) return refused('is not a whole number');
  if (!Number.isSafeInteger(number.value)) return refused('is too large');
  return parsed(isNegative && number.value !== 0 ? -number.value : number.value);
}

function plainNumber(text: string): Parsed<number> {
  return /^(?:\d+|0x[0-9a-f]+)$/i.test(text) ? parsed(Number(text)) : refused('is not a whole number');
}

/** A whole number of percent; the sign may be written. */
export function parsePercent(text: string): Parsed<number> {
  return parseInteger(text.endsWith('%') ? text.slice(0, -1) : text);
}
