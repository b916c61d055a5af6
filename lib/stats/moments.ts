/**
 * Mean and standard deviation out of exact sums (fio-semantics 4.4). fio keeps a running mean (Welford); both are the
 * same figures, these without accumulated rounding: only the last division and the root are rounded.
 */
import { ratioToNumber } from './ratio.ts';
import type { Sums } from './sums.ts';

/** Arithmetic mean, correctly rounded; 0 of nothing, as fio prints it. */
export function mean(sums: Sums): number {
  return sums.count === 0 ? 0 : ratioToNumber(sums.sum, BigInt(sums.count));
}

/** Sum of squared deviations from the mean (Welford's S), correctly rounded. */
export function squaredDeviations(sums: Sums): number {
  if (sums.count === 0) return 0;
  const count = BigInt(sums.count);
  return ratioToNumber(count * sums.squares - sums.sum * sums.sum, count);
}

/** Standard deviation of a sample (divided by n-1); 0 for fewer than two values. */
export function standardDeviation(sums: Sums): number {
  if (sums.count < 2) return 0;
  const count = BigInt(sums.count);
  return Math.sqrt(ratioToNumber(count * sums.squares - sums.sum * sums.sum, count * (count - 1n)));
}
