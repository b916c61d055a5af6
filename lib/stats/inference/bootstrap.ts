/** Intervals without an assumption about the distribution: of a statistic of samples drawn again from those there are. */
import type { Interval } from './estimate.ts';
import { seededRandom } from './random.ts';

export interface BootstrapSettings {
  seed: number;
  /** How often is drawn. */
  resamples: number;
}

/**
 * The statistic of samples drawn with replacement from each group, ascending (Efron 1979). The same seed gives the same.
 *
 * @param groups - each is drawn from for itself: one of pairs or blocks, or two of independent samples
 */
export function bootstrap<Value>(
  groups: readonly (readonly Value[])[],
  statistic: (samples: readonly (readonly Value[])[]) => number,
  { seed, resamples }: BootstrapSettings,
): Float64Array {
  const random = seededRandom(seed);
  const found = new Float64Array(resamples);
  for (let index = 0; index < resamples; index += 1) {
    const samples = groups.map((group) =>
      // The index is within the group, which is not empty where there is anything to draw.
      group.map(() => group[Math.floor(random() * group.length)] as Value),
    );
    found[index] = statistic(samples);
  }
  return found.sort();
}

/** What lies between the percentiles that leave out (1 - level) / 2 on either side. */
export function percentileInterval(ascending: Float64Array, level = 0.95): Interval {
  const at = (share: number): number => {
    const place = share * (ascending.length - 1);
    const below = ascending[Math.floor(place)] ?? NaN;
    const above = ascending[Math.ceil(place)] ?? NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}
