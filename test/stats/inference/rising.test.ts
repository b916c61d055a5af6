import { expect, test } from 'vitest';
import { riseOf } from '../../../lib/stats/inference/rising.ts';
import { tuna } from '../published-data.ts';

test("is R's cor.test(method = 'kendall', alternative = 'greater') of tuna's scores by lightness", () => {
  const byLightness = tuna.score
    .map((score, index) => ({ score, lightness: tuna.lightness[index] ?? NaN }))
    .sort((a, b) => a.lightness - b.lightness);
  const rise = riseOf(byLightness.map(({ score }) => score));
  expect(rise.risingPairs).toBe(26);
  expect(rise.tau).toBeCloseTo(0.4444444, 7);
  expect(rise.p).toBeCloseTo(0.05972, 5);
});

test('six values that rise all the way do so once in 720 orders', () => {
  expect(riseOf([1, 2, 3, 4, 5, 6]).p).toBeCloseTo(1 / 720, 12);
  expect(riseOf([6, 5, 4, 3, 2, 1])).toMatchObject({
    risingPairs: 0,
    tau: -1,
    p: expect.closeTo(1, 12) as number,
  });
});

test('equal values are no rise', () => {
  expect(riseOf([1, 1, 1, 1])).toMatchObject({ risingPairs: 0, tau: 0, p: expect.closeTo(1, 12) as number });
});

test('one value has no order', () => {
  expect(riseOf([1])).toEqual({ risingPairs: 0, tau: 0, p: 1 });
});
