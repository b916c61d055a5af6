import type { Dialect } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

const decimalText = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/i;

/**
 * Numbers with colons between them, in the order given.
 *
 * @param most - longest list
 * @param dialect - vfload: each a number, and no more than that. fio: what follows a number does not count (`50%` and `50,60`
 * are 50), nor does an empty part, or what is too much.
 */
export function parseDecimals(text: string, most: number, dialect: Dialect): Parsed<readonly number[]> {
  const numbers: number[] = [];
  for (const part of text.split(':')) {
    const digits = decimalText.exec(part.trim())?.[0];
    if (digits === undefined && dialect === 'fio' && part.trim() === '') continue;
    if (digits === undefined || (dialect === 'vfload' && digits !== part.trim())) {
      return refused(part === text ? 'is not a number' : `has "${part}", which is not a number`);
    }
    numbers.push(Number(digits));
  }
  if (numbers.length === 0) return refused('has no number');
  if (numbers.length > most && dialect === 'vfload') return refused(`has more than ${most} numbers`);
  return parsed(numbers.slice(0, most));
}
