import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';

/** AT_PAGESZ in getauxval(3). */
const pageSizeKey = 6n;
const fallbackBytes = 4096;

let cached: number | undefined;

/** @returns the size of a memory page, which Node does not tell: from the auxiliary vector, 4096 where it cannot be read. */
export function pageSizeBytes(): number {
  cached ??= readPageSize();
  return cached;
}

function readPageSize(): number {
  try {
    return pageSizeIn(readFileSync('/proc/self/auxv')) ?? fallbackBytes;
  } catch {
    return fallbackBytes;
  }
}

/** @returns AT_PAGESZ of an auxiliary vector of 64-bit pairs of key and value. */
function pageSizeIn(vector: Buffer): number | undefined {
  const words = new DataView(vector.buffer, vector.byteOffset, vector.byteLength);
  const little = endianness() === 'LE';
  for (let at = 0; at + 16 <= words.byteLength; at += 16) {
    if (words.getBigUint64(at, little) === pageSizeKey) return Number(words.getBigUint64(at + 8, little));
  }
  return undefined;
}
