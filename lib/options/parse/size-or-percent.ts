import type { Dialect, Share } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import { parseSize } from './size.ts';

/**
 * Bytes, or a whole number of percent.
 *
 * @param dialect - vfload: 100 % at most. fio: more is a value, too, and what follows the sign does not count.
 */
export function parseSizeOrPercent(text: string, dialect: Dialect): Parsed<number | Share> {
  const share = (dialect === 'fio' ? /^(\d+)%/ : /^(\d+)%$/).exec(text)?.[1];
  if (share === undefined) return parseSize(text, dialect);
  const percent = Number(share);
  return percent > 100 && dialect === 'vfload' ? refused('is more than 100%') : parsed({ percent });
}
