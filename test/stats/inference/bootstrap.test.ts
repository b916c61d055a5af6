import { describe, expect, test } from 'vitest';
import { bootstrap, percentileInterval } from '../../../lib/stats/inference/bootstrap.ts';
import { momentsOf } from '../../../lib/stats/inference/means.ts';
import { lawSchools } from '../published-data.ts';

type Pair = readonly [number, number];

function correlation(pairs: readonly Pair[]): number {
  const [x, y] = [momentsOf(pairs.map(([a]) => a)), momentsOf(pairs.map(([, b]) => b))];
  const product = pairs.reduce((sum, [a, b]) => sum + (a - x.mean) * (b - y.mean), 0) / (pairs.length - 1);
  return product / Math.sqrt(x.variance * y.variance);
}

describe("Efron's law schools", () => {
  const settings = { seed: 1979, resamples: 3200 };
  const drawn = bootstrap([lawSchools], ([pairs = []]) => correlation(pairs), settings);

  test('correlate with 0.776, with a standard error of 0.132 by 3200 samples drawn again', () => {
    expect(correlation(lawSchools)).toBeCloseTo(0.776, 3);
    // Efron and Tibshirani (1993), table 6.1; of 3200 samples the error is known to about one percent.
    expect(Math.sqrt(momentsOf([...drawn]).variance)).toBeCloseTo(0.132, 2);
  });

  test('are drawn the same with the same seed, and otherwise with another', () => {
    const again = bootstrap([lawSchools], ([pairs = []]) => correlation(pairs), settings);
    const other = bootstrap([lawSchools], ([pairs = []]) => correlation(pairs), { ...settings, seed: 2 });
    expect(again).toEqual(drawn);
    expect(other).not.toEqual(drawn);
  });
});

test('two groups are drawn from apart', () => {
  const sums = bootstrap([[1, 1, 1], [10]], ([a = [], b = []]) => a.length * 100 + b.length + (b[0] ?? 0), {
    seed: 1,
    resamples: 10,
  });
  expect([...new Set(sums)]).toEqual([311]);
});

test('an interval leaves out the same share on either side', () => {
  const ascending = Float64Array.from({ length: 101 }, (_, index) => index);
  expect(percentileInterval(ascending, 0.9)).toEqual({
    low: expect.closeTo(5, 9) as number,
    high: expect.closeTo(95, 9) as number,
  });
});
