import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bandwidth,
  duration,
  iops,
  latency,
  mebibytesPerSecond,
  size,
  variation,
} from '../../lib/report/quantities.ts';

test.each([
  [0, '0ns'],
  [640.4, '640ns'],
  [999.6, '1.00µs'],
  [13_400, '13.4µs'],
  [99_960, '100µs'],
  [999_600, '1.00ms'],
  [1_254_000, '1.25ms'],
  [2_100_000_000, '2.10s'],
  [17_112_760_320, '17.1s'],
])('%d ns are told as %s', (valueNs, told) => {
  expect(latency(valueNs)).toBe(told);
});

test.each([
  [0, '0'],
  [985.4, '985'],
  [999.7, '1.00k'],
  [24_600, '24.6k'],
  [999_600, '1.00M'],
  [1_254_000, '1.25M'],
])('%d I/Os a second are told as %s', (value, told) => {
  expect(iops(value)).toBe(told);
});

test.each([
  [0, '0.00'],
  [98.6 * 2 ** 20, '98.6'],
  [9.994 * 2 ** 20, '9.99'],
  [9.996 * 2 ** 20, '10.0'],
  [99.96 * 2 ** 20, '100'],
  [2281.1 * 2 ** 20, '2281'],
])('%d B/s are told as %s MiB/s', (bytesPerSecond, told) => {
  expect(mebibytesPerSecond(bytesPerSecond)).toBe(told);
});

test('no latency and no rate is wider than its column', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1.8e10, noNaN: true }), (value) => {
      expect(latency(value).length).toBeLessThanOrEqual(6);
      expect(iops(value).length).toBeLessThanOrEqual(6);
      expect(mebibytesPerSecond(value * 50).length).toBeLessThanOrEqual(6);
    }),
  );
});

test('sizes, rates and times have their unit', () => {
  expect([size(4096), size(2 ** 30), size(1000), size(1536)]).toEqual([
    '4 KiB',
    '1 GiB',
    '1000 bytes',
    '1.50 KiB',
  ]);
  expect(bandwidth(98.6 * 2 ** 20)).toBe('98.6 MiB/s');
  expect([duration(500), duration(3000), duration(2500)]).toEqual(['500 ms', '3 s', '2.5 s']);
});

test('a variation is told in percent, where there is one', () => {
  expect([variation(0.016), variation(0.0996), variation(1.04), variation(undefined)]).toEqual([
    '1.6%',
    '10%',
    '104%',
    '-',
  ]);
});
