import { describe, expect, test } from 'vitest';
import {
  binaryBytes,
  decimalBytes,
  fixed,
  iopsText,
  latencyText,
} from '../../../lib/report/fio/number-text.ts';

describe('decimals', () => {
  test.each([
    [3.125, 2, '3.12'],
    [9.375, 2, '9.38'],
    [0.5, 6, '0.500000'],
    [0.15, 1, '0.1'],
    [0.45, 1, '0.5'],
    [2.5e-7, 6, '0.000000'],
    [5e-7, 6, '0.000000'],
    [15490270887, 2, '15490270887.00'],
  ])(
    '%f with %i of them is %s: a tie goes to the even digit, the rest to the nearer one',
    (value, count, text) => {
      expect(fixed(value, count)).toBe(text);
    },
  );
});

// As fio 3.33 printed them for I/Os of such sizes (test/parity/fio-numbers.test.ts asks it again).
describe('bytes', () => {
  test.each([
    [0, '0B'],
    [9999, '9999B'],
    [10_000, '9.77KiB'],
    [10_239, '10.00KiB'],
    [10_240, '10.0KiB'],
    [10_496, '10.2KiB'],
    [102_349, '100.0KiB'],
    [102_400, '100KiB'],
    [102_911, '100KiB'],
    [102_912, '101KiB'],
    [1_048_576, '1024KiB'],
    [10_239_999, '10000KiB'],
    [104_805_172, '99.9MiB'],
    [104_857_599, '100.0MiB'],
    [10 * 2 ** 30, '10.0GiB'],
    [2 ** 53 - 1, '8192TiB'],
  ])('%i are %s', (bytes, text) => {
    expect(binaryBytes(bytes)).toBe(text);
  });

  test.each([
    [9_999_000, '9999kB'],
    [96_150_000, '96.1MB'],
    [96_450_000, '96.5MB'],
    [99_950_000, '99.9MB'],
    [99_951_000, '100.0MB'],
    [100_500_000, '101MB'],
    [10_005_000_000, '10.0GB'],
  ])('%i in powers of 1000 are %s', (bytes, text) => {
    expect(decimalBytes(bytes)).toBe(text);
  });
});

test.each([
  [941, '941'],
  [9999, '9999'],
  [10_700, '10.7k'],
  [128_500, '129k'],
  [3_740_000, '3740k'],
  [12_345_678, '12.3M'],
])('%i IOPS are %s', (iops, text) => {
  expect(iopsText(iops)).toBe(text);
});

test.each([
  [829, '829'],
  [363_584, '363584'],
  [1_920_712, '1920.7k'],
  [12_345_678, '12346k'],
  [15_490_270_887, '15490M'],
])('a latency of %i is %s', (latency, text) => {
  expect(latencyText(latency)).toBe(text);
});
