import { describe, expect, test } from 'vitest';
import {
  chiSquareQuantile,
  normalCdf,
  normalQuantile,
  relativeDeviationDensity,
  tQuantile,
  tUpperTail,
} from '../../../lib/stats/inference/distributions.ts';

describe('as the tables of the NIST/SEMATECH e-Handbook (1.3.6.7)', () => {
  test.each([
    [1, 6.314, 12.706, 63.657],
    [2, 2.92, 4.303, 9.925],
    [3, 2.353, 3.182, 5.841],
    [5, 2.015, 2.571, 4.032],
    [9, 1.833, 2.262, 3.25],
    [30, 1.697, 2.042, 2.75],
    [100, 1.66, 1.984, 2.626],
  ])("Student's t with %d degrees of freedom", (degreesOfFreedom, at95, at975, at995) => {
    expect(tQuantile(0.95, degreesOfFreedom)).toBeCloseTo(at95, 3);
    expect(tQuantile(0.975, degreesOfFreedom)).toBeCloseTo(at975, 3);
    expect(tQuantile(0.995, degreesOfFreedom)).toBeCloseTo(at995, 3);
    expect(tUpperTail(tQuantile(0.975, degreesOfFreedom), degreesOfFreedom)).toBeCloseTo(0.025, 9);
  });

  test.each([
    [1, 0.016, 3.841],
    [4, 1.064, 9.488],
    [9, 4.168, 16.919],
    [30, 20.599, 43.773],
  ])('chi-square with %d degrees of freedom', (degreesOfFreedom, at10, at95) => {
    expect(chiSquareQuantile(0.1, degreesOfFreedom)).toBeCloseTo(at10, 3);
    expect(chiSquareQuantile(0.95, degreesOfFreedom)).toBeCloseTo(at95, 3);
  });

  test('the normal distribution', () => {
    expect(normalCdf(1)).toBeCloseTo(0.841345, 6);
    expect(normalCdf(-1.96)).toBeCloseTo(0.024998, 6);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6);
  });
});

describe('of values far out', () => {
  test('tails keep their digits', () => {
    // Of one degree of freedom the tail is arctan(1/t)/π, Cauchy's.
    expect(tUpperTail(1e6, 1) / (Math.atan(1e-6) / Math.PI)).toBeCloseTo(1, 6);
    expect(tUpperTail(-1e6, 1)).toBeCloseTo(1, 6);
  });

  test('an infinite t has no tail', () => {
    expect([tUpperTail(Infinity, 3), tUpperTail(-Infinity, 3)]).toEqual([0, 1]);
  });
});

test.each([1, 2, 4, 30, 200])('densities of deviations add up to 1 with %d degrees of freedom', (df) => {
  const step = 1e-3;
  const density = relativeDeviationDensity(df);
  let sum = 0;
  for (let w = step / 2; w < 10; w += step) sum += density(w) * step;
  expect(sum).toBeCloseTo(1, 6);
});
