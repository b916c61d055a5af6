import type { Dialect } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

const powers = 'kmgtp';
const wholeNumber = /^(?:0x[0-9a-f]+|\d+)/i;
const sizeText = /^(0x[0-9a-f]+|\d+(?:\.\d+)?|\.\d+)([a-z]*)$/i;
/** k, kb, ki and kib alike. */
const suffixText = /^([kmgtp])(?:b|i|ib)?$/i;

/** Bytes of a size with a suffix. vfload: `4k`, `4KB` and `4KiB` are all 4096. fio: see {@link parseFioSize}. */
export function parseSize(text: string, dialect: Dialect): Parsed<number> {
  if (dialect === 'fio') return parseFioSize(text);
  if (text.endsWith('%')) {
    return refused('is a share of a file whose size is not known in advance', 'Give bytes, such as 512m.');
  }
  const match = sizeText.exec(text);
  if (match === null) return refused('is not a size');
  const [, digits = '', suffix = ''] = match;
  const power = powerOf(suffix);
  if (power === undefined) return refused(`has the unknown suffix "${suffix}"`);
  const bytes = Number(digits) * 1024 ** power;
  if (!Number.isInteger(bytes)) return refused('is not a whole number of bytes');
  return inRange(bytes);
}

/** @returns the power of 1024 that a suffix means, undefined for none that is known. */
function powerOf(suffix: string): number | undefined {
  if (suffix === '' || suffix.toLowerCase() === 'b') return 0;
  const letter = suffixText.exec(suffix)?.[1];
  return letter === undefined ? undefined : powers.indexOf(letter.toLowerCase()) + 1;
}

/**
 * Bytes as fio reads them with its default kb_base of 1024 (fio-semantics 1.6): only the first letters of a suffix matter
 * (`4kfoo` is 4096), an unknown one counts nothing (`4q` and `4*1024` are 4), so does one after a hexadecimal number,
 * fractions are cut off (`1.5k` is 1), and `KiB`, `MiB`, … are powers of 1000.
 */
function parseFioSize(text: string): Parsed<number> {
  const digits = wholeNumber.exec(text)?.[0];
  if (digits === undefined) return refused('is not a size');
  const suffix = digits.startsWith('0x') ? '' : text.slice(digits.length).toLowerCase();
  const power = suffix === '' ? 0 : powers.indexOf(suffix.charAt(0)) + 1;
  const base = suffix.slice(1, 3) === 'ib' ? 1000 : 1024;
  return inRange(Number(digits) * base ** power);
}

/** Sizes go through doubles: whole numbers are exact up to 2^53. */
function inRange(bytes: number): Parsed<number> {
  return Number.isSafeInteger(bytes) ? parsed(bytes) : refused('is more than 8 PiB');
}
