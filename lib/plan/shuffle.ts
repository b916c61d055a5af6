import { createHash } from 'node:crypto';

/**
 * The items in an order that depends on the key alone: by the SHA-256 of the key and each item's place. The same key gives the
 * same order on every machine and in every version, and every order is as likely as any other.
 */
export function shuffled<T>(items: readonly T[], key: string): T[] {
  return items
    .map((item, index) => ({ item, rank: digest(`${key}/${String(index)}`).toString('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : Number(a.rank > b.rank)))
    .map(({ item }) => item);
}

/** @returns 64 bits that depend on the key alone. */
export function keyedSeed(key: string): bigint {
  return digest(key).readBigUInt64BE();
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
