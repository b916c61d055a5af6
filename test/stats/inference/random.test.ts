import { expect, test } from 'vitest';
import { seededRandom } from '../../../lib/stats/inference/random.ts';

const drawn = (seed: number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

test('the same seed gives the same numbers, another one others, also beyond 32 bits', () => {
  expect(drawn(7, 5)).toEqual(drawn(7, 5));
  expect(drawn(7, 5)).not.toEqual(drawn(8, 5));
  expect(drawn(7, 5)).not.toEqual(drawn(7 + 2 ** 32, 5));
});

test('numbers are spread evenly from 0 to below 1', () => {
  const bins = new Array<number>(10).fill(0);
  for (const value of drawn(1, 10_000)) {
    const bin = Math.floor(value * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  expect(bins).toHaveLength(10);
  // Chi-square with 9 degrees of freedom exceeds 27.88 once in a thousand.
  expect(bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.88);
});
