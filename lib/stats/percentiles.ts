/** Percentiles as fio defines them (fio-semantics 4.5). */
import { bucketValue } from './buckets.ts';

/** fio's default list. */
export const defaultPercentiles: readonly number[] = [
  1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.5, 99.9, 99.95, 99.99,
];

/**
 * The rank of a percentile among `count` values: the smallest whole number that is at least `percentile / 100 * count`.
 *
 * Exact in the double that `percentile` is: 99.9 is stored as a little more than 99.9, so of 1000 values it is the
 * 1000th. fio computes in long double and comes to the same; computing in doubles gives the 999th.
 */
export function percentileRank(percentile: number, count: number): bigint {
  let numerator = percentile;
  let denominator = 100n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  const product = BigInt(numerator) * BigInt(count);
  return (product + denominator - 1n) / denominator;
}

/**
 * Values (ns, bucket middles) of the percentiles, in ascending order of percentile: for each the smallest bucket whose
 * cumulative count reaches the percentile's rank. Empty if nothing was counted.
 */
export function percentiles(
  counts: ArrayLike<number>,
  wanted: readonly number[] = defaultPercentiles,
): { percentile: number; valueNs: number }[] {
  let total = 0;
  for (let index = 0; index < counts.length; index += 1) total += counts[index] ?? 0;
  if (total === 0) return [];

  const found: { percentile: number; valueNs: number }[] = [];
  let index = 0;
  let cumulative = counts[0] ?? 0;
  for (const percentile of [...wanted].sort((a, b) => a - b)) {
    const rank = Number(percentileRank(percentile, total));
    while (cumulative < rank && index < counts.length - 1) {
      index += 1;
      cumulative += counts[index] ?? 0;
    }
    found.push({ percentile, valueNs: bucketValue(index) });
  }
  return found;
}
