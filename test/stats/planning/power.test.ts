import { describe, expect, test } from 'vitest';
import { differenceDetector } from '../../../lib/stats/planning/detectable.ts';
import { detectableDistance, tTestPower } from '../../../lib/stats/planning/power.ts';

describe('the power of a t test is', () => {
  test("R's power.t.test(n = 20, delta = 1, sd = 1)", () => {
    expect(tTestPower(Math.sqrt(20 / 2), 38, 0.05)).toBeCloseTo(0.8689528, 6);
  });

  test("that of the package pwr's example: d = 0.2, n = 60, one sample, 10 %", () => {
    expect(tTestPower(0.2 * Math.sqrt(60), 59, 0.1)).toBeCloseTo(0.4555818, 6);
  });

  test("G*Power's for the common plans of d = 0.5 and 0.8", () => {
    expect(tTestPower(0.5 * Math.sqrt(64 / 2), 126, 0.05)).toBeCloseTo(0.8014596, 6);
    expect(tTestPower(0.8 * Math.sqrt(26 / 2), 50, 0.05)).toBeCloseTo(0.8074866, 6);
    expect(tTestPower(0.5 * Math.sqrt(34), 33, 0.05)).toBeCloseTo(0.8077775, 6);
  });

  test('alpha where there is no difference, down to one degree of freedom', () => {
    for (const degreesOfFreedom of [1, 2, 5, 40, 400]) {
      expect(tTestPower(0, degreesOfFreedom, 0.05)).toBeCloseTo(0.05, 5);
    }
  });
});

test('what is detectable has the power that was asked for', () => {
  for (const degreesOfFreedom of [1, 2, 9, 100]) {
    const distance = detectableDistance(degreesOfFreedom, 0.05, 0.8);
    expect(tTestPower(distance, degreesOfFreedom, 0.05)).toBeCloseTo(0.8, 3);
  }
});

test('a detectable difference is a ratio, and grows with the error and with a smaller alpha', () => {
  const logRatio = { value: 3, standardError: 0.02, degreesOfFreedom: 9 };
  const found = differenceDetector({ alpha: 0.05, power: 0.8 })(logRatio);
  expect(found).toBeCloseTo(Math.exp(0.02 * detectableDistance(9, 0.05, 0.8)) - 1, 12);
  expect(found).toBeGreaterThan(0.05);
  expect(found).toBeLessThan(0.07);
  expect(differenceDetector({ alpha: 0.05 / 32, power: 0.8 })(logRatio)).toBeGreaterThan(found);
});
