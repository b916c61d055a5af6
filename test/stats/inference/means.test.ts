import { describe, expect, test } from 'vitest';
import { equivalenceP, interval, twoSidedP } from '../../../lib/stats/inference/estimate.ts';
import { differenceEstimate, meanEstimate } from '../../../lib/stats/inference/means.ts';
import { mtcars, sleep, toothGrowth } from '../published-data.ts';

/** What both sides are told as. */
function tTest(estimate: ReturnType<typeof meanEstimate>) {
  if (estimate === undefined) throw new Error('no estimate');
  const { low, high } = interval(estimate);
  const { value, standardError, degreesOfFreedom } = estimate;
  return { t: value / standardError, degreesOfFreedom, p: twoSidedP(estimate), low, high };
}

describe("R's t.test", () => {
  test('of the sleep data, paired', () => {
    const gains = sleep.first.map((gain, index) => gain - (sleep.second[index] ?? NaN));
    const { t, degreesOfFreedom, p, low, high } = tTest(meanEstimate(gains));
    expect(t).toBeCloseTo(-4.0621, 4);
    expect(degreesOfFreedom).toBe(9);
    expect(p).toBeCloseTo(0.002833, 6);
    expect([low, high]).toEqual([expect.closeTo(-2.4598858, 7), expect.closeTo(-0.7001142, 7)]);
  });

  test('of the sleep data, as two samples', () => {
    const { t, degreesOfFreedom, p, low, high } = tTest(differenceEstimate(sleep.second, sleep.first));
    expect(t).toBeCloseTo(-1.8608, 4);
    expect(degreesOfFreedom).toBeCloseTo(17.776, 3);
    expect(p).toBeCloseTo(0.07939, 5);
    expect([low, high]).toEqual([expect.closeTo(-3.3654832, 7), expect.closeTo(0.2054832, 7)]);
  });

  test('of cars with automatic and manual transmission', () => {
    const { t, degreesOfFreedom, p, low, high } = tTest(differenceEstimate(mtcars.manual, mtcars.automatic));
    expect(t).toBeCloseTo(-3.7671, 4);
    expect(degreesOfFreedom).toBeCloseTo(18.332, 3);
    expect(p).toBeCloseTo(0.001374, 6);
    expect([low, high]).toEqual([expect.closeTo(-11.280194, 6), expect.closeTo(-3.209684, 6)]);
  });

  test('of the growth of teeth', () => {
    const { orangeJuice, ascorbicAcid } = toothGrowth;
    const { t, degreesOfFreedom, p, low, high } = tTest(differenceEstimate(ascorbicAcid, orangeJuice));
    expect(t).toBeCloseTo(1.9153, 4);
    expect(degreesOfFreedom).toBeCloseTo(55.309, 3);
    expect(p).toBeCloseTo(0.06063, 5);
    expect([low, high]).toEqual([expect.closeTo(-0.1710156, 6), expect.closeTo(7.5710156, 6)]);
  });
});

describe('with next to nothing', () => {
  test('one value has no estimate', () => {
    expect(meanEstimate([1])).toBeUndefined();
    expect(differenceEstimate([1], [1, 2])).toBeUndefined();
    expect(differenceEstimate([1, 2], [])).toBeUndefined();
  });

  test('values that do not differ leave no doubt', () => {
    const different = differenceEstimate([1, 1], [2, 2]);
    const equal = differenceEstimate([1, 1], [1, 1]);
    expect(different && twoSidedP(different)).toBe(0);
    expect(equal && twoSidedP(equal)).toBe(1);
    expect(different && interval(different)).toEqual({ low: 1, high: 1 });
  });
});

describe('two one-sided tests', () => {
  const around = { value: 0.1, standardError: 0.5, degreesOfFreedom: 10 };

  test('come to 5 % where the 90 % interval ends at a bound', () => {
    const { high } = interval(around, 0.9);
    expect(equivalenceP(around, { low: -high, high })).toBeCloseTo(0.05, 9);
    expect(equivalenceP(around, { low: -high, high: 2 * high })).toBeLessThan(0.05);
  });

  test('are as far from showing equivalence as their worse side', () => {
    // 1.812 is the 95 % point of Student's t with 10 degrees of freedom.
    const bounds = { low: -100, high: 0.1 + 1.812 * 0.5 };
    expect(equivalenceP(around, bounds)).toBeCloseTo(0.05, 4);
    expect(equivalenceP(around, { low: 0.2, high: 100 })).toBeGreaterThan(0.5);
  });

  test('show it at once where nothing varies', () => {
    const exact = { value: 0, standardError: 0, degreesOfFreedom: 2 };
    expect(equivalenceP(exact, { low: -0.01, high: 0.01 })).toBe(0);
    expect(equivalenceP({ ...exact, value: 1 }, { low: -0.01, high: 0.01 })).toBe(1);
  });
});
