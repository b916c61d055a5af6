import { type Parsed, parsed, refused } from './parsed.ts';

const largestSeed = 0xffffffffffffffffn;

/** An unsigned 64-bit number, decimal or hexadecimal with `0x`. */
export function parseSeed(text: string): Parsed<bigint> {
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(text)) return refused('is not a whole number');
  const value = BigInt(text);
  return value <= largestSeed ? parsed(value) : refused('has more than 64 bits');
}
