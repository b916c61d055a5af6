/**
 * Stein's two-stage rule (1945): how many values an interval of a given width needs, from a first stage, so that the interval
 * keeps its level. Going on until an interval looks narrow enough would not: it stops where the deviation happens to look small.
 */
import { tQuantile } from '../inference/distributions.ts';
import type { Interval } from '../inference/estimate.ts';
import { momentsOf } from '../inference/means.ts';

/**
 * @param first - values of the first stage, two at least
 * @param halfWidth - that the interval is to have, in the unit of the values
 * @returns how many values are needed in all, those of the first stage included
 */
export function steinTotal(first: readonly number[], halfWidth: number, level = 0.95): number {
  const { count, variance } = momentsOf(first);
  const t = tQuantile((1 + level) / 2, count - 1);
  return Math.max(count, Math.ceil((t * t * variance) / halfWidth ** 2));
}

/**
 * The interval of the mean of all values, with the deviation of the first stage alone: that of all of them has had a say in
 * how many there are.
 */
export function steinInterval(values: readonly number[], firstCount: number, level = 0.95): Interval {
  const { count, mean } = momentsOf(values);
  const { variance } = momentsOf(values.slice(0, firstCount));
  const reach = tQuantile((1 + level) / 2, firstCount - 1) * Math.sqrt(variance / count);
  return { low: mean - reach, high: mean + reach };
}
