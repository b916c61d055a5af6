import type { Dialect } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** 0 or 1, as fio; vfload's own face also takes `true` and `false`, which is what scripts and YAML have. */
export function parseBool(text: string, dialect: Dialect): Parsed<boolean> {
  if (text === '1' || (dialect === 'vfload' && text === 'true')) return parsed(true);
  if (text === '0' || (dialect === 'vfload' && text === 'false')) return parsed(false);
  return refused('is neither 0 nor 1');
}
