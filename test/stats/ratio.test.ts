import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ratioToNumber } from '../../lib/stats/ratio.ts';

test('a ratio of doubles is what dividing them gives, which IEEE 754 rounds correctly', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      (numerator, denominator) => {
        expect(ratioToNumber(BigInt(numerator), BigInt(denominator))).toBe(numerator / denominator);
      },
    ),
  );
});

test('a ratio does not change when both sides grow far beyond a double', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.bigInt({ min: 1n, max: 1n << 1200n }),
      (numerator, denominator, factor) => {
        const ratio = ratioToNumber(BigInt(numerator) * factor, BigInt(denominator) * factor);
        expect(ratio).toBe(numerator / denominator);
      },
    ),
  );
});

test('a quotient just above a tie is rounded up', () => {
  // 2^53 + 1 lies between two doubles; a hair more must not be taken for the tie.
  const hair = 2n ** 200n;
  expect(ratioToNumber((2n ** 53n + 1n) * hair, hair)).toBe(2 ** 53);
  expect(ratioToNumber((2n ** 53n + 1n) * hair + 1n, hair)).toBe(2 ** 53 + 2);
});

test('a negative numerator gives the negative ratio', () => {
  expect(ratioToNumber(-3n, 4n)).toBe(-0.75);
});
