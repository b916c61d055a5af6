/** Which of many options count. */
import type { OptionTable } from './option-entry.ts';
import { isPerDirection } from './parse-value.ts';
import type { RawOption } from './raw-option.ts';

/**
 * One of each name, so that what many sections repeat does not grow. In the order of the last ones, which decides between an
 * option and its inverse. Of `bs=4k` and a later `bs=,8k` both count.
 *
 * @param options - by canonical name
 */
export function lastOfEach(table: OptionTable, options: readonly RawOption[]): RawOption[] {
  const last = new Map<string, RawOption>();
  for (const option of options) {
    const key = `${option.name}${saidDirections(table, option)}`;
    if (key === option.name) {
      // It says all there is to say.
      for (const other of last.keys()) if (other.startsWith(`${option.name} `)) last.delete(other);
    }
    last.delete(key);
    last.set(key, option);
  }
  return [...last.values()];
}

/** Of `bs=,8k`, after which reads are as before: which directions it is about. Of most options nothing. */
function saidDirections(table: OptionTable, { name, value }: RawOption): string {
  const entry = table[name];
  const parts = entry !== undefined && isPerDirection(entry) ? value.split(',') : [];
  return parts.some((part) => part.trim() === '')
    ? ` ${parts.map((part) => (part.trim() === '' ? '-' : '+')).join('')}`
    : '';
}
