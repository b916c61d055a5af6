import { describe, expect, test } from 'vitest';
import { planRepeats, repeatsFor, upperDeviation } from '../../../lib/stats/planning/repeats.ts';

/** A difference that is `d` deviations of 0.1. */
function wanted(d: number, design: 'paired' | 'unpaired', power = 0.8) {
  return { difference: Math.expm1(d * 0.1), alpha: 0.05, power, design };
}

describe('repeats for a known deviation', () => {
  test("are R's power.t.test(power = .90, delta = 1): n = 22.02110", () => {
    expect(repeatsFor(0.1, wanted(1, 'unpaired', 0.9))).toBe(23);
  });

  test("are those of Cohen's small, middle and large effects", () => {
    expect(repeatsFor(0.1, wanted(0.2, 'unpaired'))).toBe(394);
    expect(repeatsFor(0.1, wanted(0.5, 'unpaired'))).toBe(64);
    expect(repeatsFor(0.1, wanted(0.8, 'unpaired'))).toBe(26);
    expect(repeatsFor(0.1, wanted(0.5, 'paired'))).toBe(34);
  });

  test('are two where nothing varies, and none that can be done where all does', () => {
    expect(repeatsFor(0, wanted(0.5, 'paired'))).toBe(2);
    expect(repeatsFor(50, { difference: 0.001, alpha: 0.05, power: 0.8, design: 'paired' })).toBeUndefined();
  });
});

test('a deviation of five values may truly be 1.56 times as large', () => {
  // 1.649: the 20 % point of chi-square with 4 degrees of freedom.
  expect(upperDeviation({ deviation: 1, degreesOfFreedom: 4 }, 0.8)).toBeCloseTo(Math.sqrt(4 / 1.649), 3);
});

test('a plan says what it assumes, and how far off it may be', () => {
  const pilot = { deviation: 0.05, degreesOfFreedom: 4 };
  const request = { difference: 0.1, alpha: 0.05, power: 0.8, design: 'paired' } as const;
  const plan = planRepeats(pilot, request);
  expect(plan).toMatchObject(request);
  expect(plan.repeats).toBe(repeatsFor(upperDeviation(pilot, 0.8), request));
  expect(plan.range.low).toBe(repeatsFor(0.05, request));
  expect(plan.range.low).toBeLessThan(plan.repeats ?? NaN);
  expect(plan.range.high).toBeGreaterThan(plan.repeats ?? NaN);
});
