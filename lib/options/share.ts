/** Sizes that are a share of a file whose size is not known before it is looked at. */
import type { Share } from './value-form.ts';

export function isShare(value: number | Share): value is Share {
  return typeof value === 'object';
}

/** @returns bytes; 0 where they depend on the file. */
export function bytesIn(value: number | Share): number {
  return isShare(value) ? 0 : value;
}
