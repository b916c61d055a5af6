import { expect, test } from 'vitest';
import { fioDirection } from '../../lib/result/fio-direction.ts';
import { percentileLines } from '../../lib/report/fio/normal/latency-lines.ts';
import { direction } from './statistics-fixture.ts';

const group = { bytesPerSecond: 0 };
const latencies = Array.from({ length: 100 }, (_, index) => index + 1);

test('the percentiles asked for are told, in ascending order', () => {
  const { clat_ns } = fioDirection([direction(latencies)], group, [99.9, 50]);
  expect(Object.keys(clat_ns.percentile ?? {})).toEqual(['50.000000', '99.900000']);
});

test('text for people has as many digits as the finest of them needs', () => {
  const { clat_ns } = fioDirection([direction(latencies)], group, [1, 99.9999]);
  expect(percentileLines('clat', clat_ns)[1]).toMatch(
    /^ {5}\| {2}1\.0000th=\[ +\d+\], 99\.9999th=\[ +\d+\]$/,
  );
});
