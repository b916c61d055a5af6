import type { Range } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

const rangeText = /^([^:-]+)[:-]([^:-]+)$/;

/** `lo-hi` or `lo:hi`; written the other way round it is the same (fio-semantics 1.6). */
export function parseRange(text: string, parseEnd: (text: string) => Parsed<number>): Parsed<Range> {
  const [, from, to] = rangeText.exec(text) ?? [];
  if (from === undefined || to === undefined) return refused('is not a range');
  const low = parseEnd(from.trim());
  const high = parseEnd(to.trim());
  if (!low.ok) return low;
  if (!high.ok) return high;
  return parsed({ low: Math.min(low.value, high.value), high: Math.max(low.value, high.value) });
}

/** As {@link parseRange}; a single value is a range as well. */
export function parseRangeOrOne(text: string, parseEnd: (text: string) => Parsed<number>): Parsed<Range> {
  if (rangeText.test(text)) return parseRange(text, parseEnd);
  const only = parseEnd(text);
  return only.ok ? parsed({ low: only.value, high: only.value }) : only;
}
