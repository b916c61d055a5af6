import { describe, expect, test } from 'vitest';
import { interval } from '../../../lib/stats/inference/estimate.ts';
import {
  type LogRatio,
  pairedLogRatio,
  type Replicate,
  unpairedLogRatio,
} from '../../../lib/stats/inference/log-ratio.ts';
import { counted, normalNumbers } from '../simulated.ts';

const trueRatio = 0.85;

/** How often the 95 % interval of a simulated study holds the true ratio. */
function coverage(simulate: () => LogRatio | undefined, studies = 1000): number {
  const held = counted(studies).filter(() => {
    const found = simulate();
    if (found === undefined) throw new Error('no estimate');
    const { low, high } = interval(found.estimate);
    return low <= Math.log(trueRatio) && Math.log(trueRatio) <= high;
  });
  return held.length / studies;
}

/** Values of one side: a level, what its block or session adds to it, and chance. */
function side(
  level: number,
  { cv, shared, session }: { cv: number; shared: readonly number[]; session: (block: number) => string },
  normal: () => number,
): Replicate[] {
  return shared.map((offset, block) => ({
    value: level * (1 + offset) * (1 + cv * normal()),
    block: block + 1,
    session: session(block),
  }));
}

describe.each([0.016, 0.05, 0.1])('with a coefficient of variation of %d', (cv) => {
  test.each([3, 5, 10])(
    '92.7 to 97.0 %% of 1000 intervals from ratios within %d blocks hold the true ratio',
    (blocks) => {
      const normal = normalNumbers(blocks);
      const held = coverage(() => {
        // Blocks differ by much more than repeats do.
        const shared = counted(blocks).map(() => 0.2 * Math.tanh(normal()));
        const one = { cv, shared, session: () => 'a' };
        return pairedLogRatio(side(1000, one, normal), side(1000 * trueRatio, one, normal));
      });
      expect(held).toBeGreaterThanOrEqual(0.927);
      expect(held).toBeLessThanOrEqual(0.97);
    },
  );

  test.each([3, 5, 10])('from %d repeats a side at different times they do as well', (repeats) => {
    const normal = normalNumbers(100 + repeats);
    const shared = counted(repeats).map(() => 0);
    const one = { cv, shared, session: () => 'a' };
    const held = coverage(
      () =>
        unpairedLogRatio(side(1000, one, normal), side(1000 * trueRatio, { ...one, cv: 1.5 * cv }, normal)),
      // Welch's intervals of three values are somewhat wide (96.2 % hold it): of 1000, chance alone may pass 97 %.
      5000,
    );
    expect(held).toBeGreaterThanOrEqual(0.927);
    expect(held).toBeLessThanOrEqual(0.97);
  });

  test('from sessions that differ as much as repeats they do as well', () => {
    const normal = normalNumbers(200);
    const held = coverage(() => {
      const ofSessions = (name: string) => {
        const offsets = counted(4).map(() => 2 * cv * normal());
        return {
          cv,
          shared: counted(12).map((block) => offsets[Math.floor(block / 3)] ?? 0),
          session: (block: number) => `${name}${Math.floor(block / 3)}`,
        };
      };
      return pairedLogRatio(
        side(1000, ofSessions('a'), normal),
        side(1000 * trueRatio, ofSessions('b'), normal),
      );
    });
    expect(held).toBeGreaterThanOrEqual(0.927);
    expect(held).toBeLessThanOrEqual(0.97);
  });
});
