/** fio's log-linear latency buckets (fio-semantics 4.5): 29 groups of 64, the last one open. */

export const bucketCount = 1856;

/** Buckets of one group: six bits below the leading one. */
const groupSize = 64;
const groupBits = 6;

/**
 * The value that bucket `index` stands for, in ns: its middle. It may exceed the largest value measured.
 *
 * @throws RangeError for an index outside of the table
 */
export function bucketValue(index: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= bucketCount) {
    throw new RangeError(`bucket ${index.toString()} of ${bucketCount.toString()}`);
  }
  if (index < 2 * groupSize) return index;
  const exponent = Math.floor(index / groupSize) - 1;
  return 2 ** (exponent + groupBits) + Math.floor(((index % groupSize) + 0.5) * 2 ** exponent);
}

/** The bucket that a latency is counted in: whole ns; whatever is longer than all is in the last one. */
export function bucketIndex(valueNs: number): number {
  if (valueNs < 2 * groupSize) return Math.max(0, Math.floor(valueNs));
  const exponent = Math.floor(Math.log2(valueNs)) - groupBits;
  // The logarithm of a number just below a power of two may be rounded up to it.
  const exact = 2 ** (exponent + groupBits) > valueNs ? exponent - 1 : exponent;
  const within = Math.floor(valueNs / 2 ** exact) % groupSize;
  return Math.min(bucketCount - 1, (exact + 1) * groupSize + within);
}

/**
 * Counts of several tables added up, bucket by bucket, as doubles (exact below 2^53).
 * The words are read in halves: a BigInt for each of 64 jobs' buckets would cost more than everything else here.
 */
export function addCounts(tables: readonly BigUint64Array[], length: number): Float64Array {
  const total = new Float64Array(length);
  for (const table of tables) {
    const halves = new Uint32Array(table.buffer, table.byteOffset, table.length * 2);
    for (let index = 0; index < length; index += 1) {
      total[index] = (total[index] ?? 0) + (halves[2 * index] ?? 0) + (halves[2 * index + 1] ?? 0) * 2 ** 32;
    }
  }
  return total;
}
