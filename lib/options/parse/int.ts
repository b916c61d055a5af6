import { type Parsed, parsed, refused } from './parsed.ts';

/** A whole number, decimal or hexadecimal with `0x`. */
export function parseInteger(text: string): Parsed<number> {
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(text)) return refused('is not a whole number');
  const value = Number(text);
  return Number.isSafeInteger(value) ? parsed(value) : refused('is too large');
}

/** A whole number of percent; the sign may be written. */
export function parsePercent(text: string): Parsed<number> {
  return parseInteger(text.endsWith('%') ? text.slice(0, -1) : text);
}
