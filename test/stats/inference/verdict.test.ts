import { describe, expect, test } from 'vitest';
import type { Estimate } from '../../../lib/stats/inference/estimate.ts';
import { judgeFamily } from '../../../lib/stats/inference/verdict.ts';

const settings = { adjustment: 'holm', equivalence: 0.02, isLargerBetter: true } as const;

function ratio(value: number, standardError: number): Estimate {
  return { value: Math.log(value), standardError, degreesOfFreedom: 9 };
}

const verdictOf = (estimate: Estimate, given = {}) =>
  judgeFamily([estimate], { ...settings, ...given })[0]?.verdict;

describe('a ratio', () => {
  test('beyond chance is faster or slower', () => {
    expect(verdictOf(ratio(1.1, 0.02))).toBe('faster');
    expect(verdictOf(ratio(0.9, 0.02))).toBe('slower');
  });

  test('of latencies is slower where it is larger', () => {
    expect(verdictOf(ratio(1.1, 0.02), { isLargerBetter: false })).toBe('slower');
    expect(verdictOf(ratio(0.9, 0.02), { isLargerBetter: false })).toBe('faster');
  });

  test('within chance is undecided, however near to 1 it is, unless it is shown to be near', () => {
    expect(verdictOf(ratio(1.1, 0.2))).toBe('undecided');
    expect(verdictOf(ratio(1, 0.02))).toBe('undecided');
    expect(verdictOf(ratio(1, 0.005))).toBe('same');
  });

  test('that surely differs and surely not by much is the same', () => {
    expect(verdictOf(ratio(1.01, 0.001))).toBe('same');
    expect(verdictOf(ratio(1.01, 0.001), { equivalence: 0.005 })).toBe('faster');
  });

  test('has a pointwise interval on its own scale', () => {
    // 2.262157: the 97.5 % point of Student's t with 9 degrees of freedom.
    const [judged] = judgeFamily([ratio(1.1, 0.02)], settings);
    expect(judged?.ratio).toBeCloseTo(1.1, 12);
    expect(judged?.interval.low).toBeCloseTo(1.1 * Math.exp(-2.262157 * 0.02), 7);
    expect(judged?.interval.high).toBeCloseTo(1.1 * Math.exp(2.262157 * 0.02), 7);
  });
});

test('in a large family more is asked of each, and intervals stay as they are', () => {
  const tested = ratio(1.06, 0.02);
  const [alone] = judgeFamily([tested], settings);
  const family = judgeFamily([tested, ...Array.from({ length: 31 }, () => ratio(1, 0.02))], settings);
  expect(alone?.verdict).toBe('faster');
  expect(family[0]?.verdict).toBe('undecided');
  expect(family[0]?.p).toBe(alone?.p);
  expect(family[0]?.adjustedP).toBeCloseTo(32 * (alone?.p ?? NaN), 12);
  expect(family[0]?.interval).toEqual(alone?.interval);
  expect(judgeFamily([tested, tested], { ...settings, adjustment: 'none' })[0]?.verdict).toBe('faster');
});
