import type { Dialect } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** 0 or 1, as fio; vfload's own face also takes `true` and `false`, which is what scripts and YAML have. */
export function parseBool(text: string, dialect: Dialect): Parsed<boolean> {
  if (text === '1' || (dialect === 'vfload' && text === 'true')) return parsed(true);
  if (text === '0' || (dialect === 'vfload' && text === 'false')) return parsed(false);
  return refused('is neither 0 nor 1');
}

/** As a bool; fio takes any number for a flag, and everything but 0 for yes (`thread=2`). */
export function parseFlag(text: string, dialect: Dialect): Parsed<boolean> {
  const number = dialect === 'fio' ? /^-?(?:0x[0-9a-f]+|\d+)/i.exec(text)?.[0] : undefined;
  return number === undefined ? parseBool(text, dialect) : parsed(Number(number) !== 0);
}
