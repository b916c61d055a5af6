/**
 * Exact integer sums of a series: everything that mean and standard deviation need, without the rounding that a
 * running mean collects. The generator keeps them; here they are only added up.
 */
export interface Sums {
  count: number;
  /** undefined while count is 0. */
  min: number | undefined;
  max: number;
  sum: bigint;
  /** Sum of squares. */
  squares: bigint;
}

/** Sums of nothing. */
export function emptySums(): Sums {
  return { count: 0, min: undefined, max: 0, sum: 0n, squares: 0n };
}

/** Sums of a series of whole numbers. */
export function sumsOf(values: Iterable<number>): Sums {
  const sums = emptySums();
  for (const value of values) {
    const exact = BigInt(value);
    sums.count += 1;
    sums.min = sums.min === undefined ? value : Math.min(sums.min, value);
    sums.max = Math.max(sums.max, value);
    sums.sum += exact;
    sums.squares += exact * exact;
  }
  return sums;
}

/** Sums of the union of several series: exact, in any order. */
export function addSums(parts: Iterable<Sums>): Sums {
  const total = emptySums();
  for (const part of parts) {
    if (part.count === 0) continue;
    total.count += part.count;
    total.min = Math.min(total.min ?? Infinity, part.min ?? Infinity);
    total.max = Math.max(total.max, part.max);
    total.sum += part.sum;
    total.squares += part.squares;
  }
  return total;
}
