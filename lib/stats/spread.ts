/** How much repeats of the same run differ. */

export interface Spread {
  count: number;
  mean: number;
  min: number;
  max: number;
  /** Of a sample (n-1); 0 for fewer than two values. */
  stddev: number;
  /** Coefficient of variation: stddev / mean; undefined for fewer than two values or a mean of 0. */
  variation: number | undefined;
}

/** Spread of a few doubles; undefined of nothing. */
export function spread(values: readonly number[]): Spread | undefined {
  const count = values.length;
  if (count === 0) return undefined;
  const average = values.reduce((sum, value) => sum + value, 0) / count;
  // Two passes: with three values there is no reason to be clever.
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const stddev = count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  return {
    count,
    mean: average,
    min: Math.min(...values),
    max: Math.max(...values),
    stddev,
    variation: count < 2 || average === 0 ? undefined : stddev / average,
  };
}
