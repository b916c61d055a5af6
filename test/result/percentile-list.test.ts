import { expect, test } from 'vitest';
import { fioDirection } from '../../lib/result/fio-direction.ts';
import { percentileLines } from '../../lib/report/fio/normal/latency-lines.ts';
import {
  defaultWantedPercentiles,
  type WantedPercentiles,
  wantedPercentiles,
} from '../../lib/result/wanted-percentiles.ts';
import { options } from './outcome-fixture.ts';
import { direction } from './statistics-fixture.ts';

const of = (wanted: Partial<WantedPercentiles>): WantedPercentiles => ({
  ...defaultWantedPercentiles,
  ...wanted,
});
const group = { bytesPerSecond: 0 };
const latencies = Array.from({ length: 100 }, (_, index) => index + 1);

test('the percentiles asked for are told, in ascending order', () => {
  const { clat_ns } = fioDirection([direction(latencies)], group, of({ clat: [99.9, 50] }));
  expect(Object.keys(clat_ns.percentile ?? {})).toEqual(['50.000000', '99.900000']);
});

test('text for people has as many digits as the finest of them needs', () => {
  const { clat_ns } = fioDirection([direction(latencies)], group, of({ clat: [1, 99.9999] }));
  expect(percentileLines('clat', clat_ns)[1]).toMatch(
    /^ {5}\| {2}1\.0000th=\[ +\d+\], 99\.9999th=\[ +\d+\]$/,
  );
});

test('each latency has its own, where they were asked for and counted', () => {
  const slatBuckets = new BigUint64Array(1856);
  slatBuckets[5] = 7n;
  const counted = { ...direction(latencies), slatBuckets };
  const found = fioDirection([counted], group, of({ slat: [50], clat: [], lat: [50] }));
  expect(found.slat_ns.percentile).toEqual({ '50.000000': 5 });
  expect(found.clat_ns.percentile).toBeUndefined();
  expect(found.lat_ns.percentile).toBeUndefined();
});

test.each([
  [{}, { slat: 0, clat: 17, lat: 0, sync: 17 }],
  [{ clat_percentiles: false }, { slat: 0, clat: 0, lat: 0, sync: 0 }],
  [
    { clat_percentiles: false, lat_percentiles: true },
    { slat: 0, clat: 0, lat: 17, sync: 17 },
  ],
  [
    { slat_percentiles: true, percentile_list: [50, 99] },
    { slat: 2, clat: 2, lat: 0, sync: 2 },
  ],
  [{ percentile_list: [50, 0] }, { slat: 0, clat: 0, lat: 0, sync: 0 }],
] as const)('%o asks for so many of each: %o', (given, counts) => {
  const { slat, clat, lat, sync } = wantedPercentiles(options(given));
  expect({ slat: slat.length, clat: clat.length, lat: lat.length, sync: sync.length }).toEqual(counts);
});
