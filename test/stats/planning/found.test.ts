import { expect, test } from 'vitest';
import { type Estimate, twoSidedP } from '../../../lib/stats/inference/estimate.ts';
import { differenceEstimate, meanEstimate, momentsOf } from '../../../lib/stats/inference/means.ts';
import {
  type Design,
  plannedLevel,
  repeatsFor,
  upperDeviation,
} from '../../../lib/stats/planning/repeats.ts';
import { counted, normalNumbers } from '../simulated.ts';

const studies = 200;

test.each<[Design, number]>([
  ['paired', 0.016],
  ['paired', 0.05],
  ['paired', 0.1],
  ['unpaired', 0.016],
  ['unpaired', 0.05],
  ['unpaired', 0.1],
])(
  'planned %s, with a coefficient of variation of %d, a true difference of 10 %% is found in 80 %% of the studies',
  (design, cv) => {
    const normal = normalNumbers(Math.round(1000 * cv));
    const logs = (level: number, count: number): number[] =>
      counted(count).map(() => Math.log(level * (1 + cv * normal())));
    const ratios = (count: number): number[] => {
      const [reference, other] = [logs(1000, count), logs(1100, count)];
      return other.map((value, index) => value - (reference[index] ?? NaN));
    };
    const study = (repeats: number): Estimate | undefined =>
      design === 'paired'
        ? meanEstimate(ratios(repeats))
        : differenceEstimate(logs(1000, repeats), logs(1100, repeats));
    const found = counted(studies).filter(() => {
      const pilot = momentsOf(design === 'paired' ? ratios(5) : logs(1000, 5));
      const deviation = upperDeviation(
        { deviation: Math.sqrt(pilot.variance), degreesOfFreedom: pilot.count - 1 },
        plannedLevel,
      );
      const repeats = repeatsFor(deviation, { difference: 0.1, alpha: 0.05, power: 0.8, design });
      const estimate = study(repeats ?? NaN);
      return estimate !== undefined && estimate.value > 0 && twoSidedP(estimate) <= 0.05;
    });
    expect(found.length / studies).toBeGreaterThanOrEqual(0.8);
  },
);
