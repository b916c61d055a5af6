import { describe, expect, test } from 'vitest';
import { adjusted } from '../../../lib/stats/inference/adjust.ts';
import { thrombolysis } from '../published-data.ts';

describe('the example of Benjamini and Hochberg (1995)', () => {
  test('has four findings at a false discovery rate of 5 %', () => {
    const values = adjusted(thrombolysis, 'fdr');
    expect(values.filter((p) => p <= 0.05)).toHaveLength(4);
    const expected = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.5811818,
      0.714875, 0.7532308, 0.8132143, 1,
    ];
    values.forEach((p, index) => {
      expect(p).toBeCloseTo(expected[index] ?? NaN, 7);
    });
  });

  test("has three findings where none may be false (Holm's)", () => {
    const values = adjusted(thrombolysis, 'holm');
    expect(values.filter((p) => p <= 0.05)).toHaveLength(3);
    [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278].forEach((p, index) => {
      expect(values[index]).toBeCloseTo(p, 7);
    });
  });

  test('has nine where each is judged for itself', () => {
    expect(adjusted(thrombolysis, 'none').filter((p) => p <= 0.05)).toHaveLength(9);
  });
});

test.each(['holm', 'fdr', 'none'] as const)('%s keeps the order of the tests, and a family of one', (how) => {
  const values = adjusted([0.9, 0.001, 0.02], how);
  expect(values[1]).toBeLessThan(values[2] ?? NaN);
  expect(values[2]).toBeLessThan(values[0] ?? NaN);
  expect(adjusted([0.04], how)).toEqual([0.04]);
  expect(adjusted([], how)).toEqual([]);
});
