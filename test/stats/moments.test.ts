import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean, squaredDeviations, standardDeviation } from '../../lib/stats/moments.ts';
import { addSums, emptySums, sumsOf } from '../../lib/stats/sums.ts';

/** Latencies from a few ns to some seconds. */
const latencies = fc.array(fc.integer({ min: 1, max: 5_000_000_000 }), { minLength: 2, maxLength: 300 });

/** Welford's running mean and deviations, as fio keeps them (fio-semantics 4.4). */
function welford(values: readonly number[]): { mean: number; stddev: number } {
  let average = 0;
  let squares = 0;
  for (const [index, value] of values.entries()) {
    const delta = value - average;
    average += delta / (index + 1);
    squares += delta * (value - average);
  }
  return { mean: average, stddev: Math.sqrt(squares / (values.length - 1)) };
}

/** Relative distance of `actual` squared from a ratio, in exact integers but for the last step. */
function distanceOfSquare(actual: number, numerator: bigint, denominator: bigint): number {
  let mantissa = actual;
  let scale = 1n;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    scale *= 2n;
  }
  const left = BigInt(mantissa) ** 2n * denominator;
  const right = numerator * scale * scale;
  const difference = left > right ? left - right : right - left;
  return right === 0n ? Number(difference) : Number((difference * 10n ** 18n) / right) / 1e18;
}

test('mean and deviation agree with a running computation', () => {
  fc.assert(
    fc.property(latencies, (values) => {
      const oracle = welford(values);
      const sums = sumsOf(values);
      expect(Math.abs(mean(sums) - oracle.mean)).toBeLessThanOrEqual(1e-9 * oracle.mean);
      const allowed = 1e-9 * Math.max(oracle.stddev, oracle.mean * 1e-3);
      expect(Math.abs(standardDeviation(sums) - oracle.stddev)).toBeLessThanOrEqual(allowed);
    }),
  );
});

test('the deviation squared is the exact rational up to the rounding of a double', () => {
  fc.assert(
    fc.property(latencies, (values) => {
      const exact = values.map(BigInt);
      const count = BigInt(values.length);
      const sum = exact.reduce((total, value) => total + value, 0n);
      // n·Σ(v - mean)² · n, without a division.
      const numerator = exact.reduce((total, value) => total + (count * value - sum) ** 2n, 0n);
      const denominator = count * count * (count - 1n);
      const distance = distanceOfSquare(standardDeviation(sumsOf(values)), numerator, denominator);
      expect(distance).toBeLessThan(1e-15);
    }),
  );
});

test('nearly equal large values keep their deviation', () => {
  // In doubles the squares of these differ only beyond the last digit.
  const values = [9_000_000_000_001, 9_000_000_000_002, 9_000_000_000_003];
  expect(standardDeviation(sumsOf(values))).toBe(1);
  expect(squaredDeviations(sumsOf(values))).toBe(2);
});

test('one value has no deviation and nothing has a mean of 0', () => {
  expect(standardDeviation(sumsOf([42]))).toBe(0);
  expect(mean(sumsOf([42]))).toBe(42);
  expect(mean(emptySums())).toBe(0);
  expect(standardDeviation(emptySums())).toBe(0);
  expect(squaredDeviations(emptySums())).toBe(0);
});

test('sums of parts are those of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.maxSafeNat(), { maxLength: 20 }), { maxLength: 8 }), (parts) => {
      expect(addSums(parts.map((part) => sumsOf(part)))).toEqual(sumsOf(parts.flat()));
    }),
  );
});
