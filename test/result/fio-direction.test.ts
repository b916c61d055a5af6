import { expect, test } from 'vitest';
import { fioDirection, groupBandwidth } from '../../lib/result/fio-direction.ts';
import { sumsOf } from '../../lib/stats/sums.ts';
import { direction } from './statistics-fixture.ts';

const noGroup = { bytesPerSecond: 0 };

test('runtime is whole microseconds rounded up to ms', () => {
  const runtime = (runtimeNs: number): number =>
    fioDirection([direction([100], { runtimeNs })], noGroup).runtime;
  expect(runtime(2_000_000_999)).toBe(2000);
  expect(runtime(2_000_001_000)).toBe(2001);
});

test('a direction without a byte has no runtime', () => {
  expect(fioDirection([direction([], { runtimeNs: 5e9 })], noGroup).runtime).toBe(0);
});

test('bandwidth is cut off twice, in bytes and then in KiB', () => {
  const side = fioDirection([direction([], { bytes: 8159232, issued: 1992, runtimeNs: 15e6 })], noGroup);
  expect(side).toMatchObject({ io_kbytes: 7968, bw_bytes: 543948800, bw: 531200, iops: 132800 });
});

test('bandwidth of more bytes than a product of doubles can hold is exact', () => {
  const bytes = 9_007_199_254_740_991;
  const side = fioDirection([direction([], { bytes, runtimeNs: 3000e6 })], noGroup);
  expect(side.bw_bytes).toBe(3_002_399_751_580_330);
});

test('jobs of a group add their bytes and I/Os over the longest runtime', () => {
  const group = [
    direction([], { bytes: 4096_000, issued: 1000, runtimeNs: 1e9, shortIos: 1 }),
    direction([], { bytes: 8192_000, issued: 2000, runtimeNs: 2e9, shortIos: 2 }),
  ];
  expect(fioDirection(group, noGroup)).toMatchObject({
    io_bytes: 12_288_000,
    total_ios: 3000,
    short_ios: 3,
    runtime: 2000,
    bw_bytes: 6_144_000,
    iops: 1500,
  });
});

test('iops counts what was issued, bandwidth what was completed', () => {
  const side = fioDirection([direction([100, 100], { issued: 4 })], noGroup);
  expect(side).toMatchObject({ total_ios: 4, iops: 4, io_bytes: 8192, bw_bytes: 8192 });
});

test('latencies of jobs merge exactly, with percentiles of the union', () => {
  const merged = fioDirection([direction([10, 20]), direction([30, 1000])], noGroup);
  expect(merged.clat_ns).toMatchObject({ min: 10, max: 1000, mean: 265, N: 4 });
  expect(merged.clat_ns.percentile).toMatchObject({ '50.000000': 20, '70.000000': 30, '99.000000': 1004 });
  expect(merged.lat_ns).toEqual({ min: 30, max: 1020, mean: 285, stddev: merged.clat_ns.stddev, N: 4 });
});

test('only completion latency has percentiles', () => {
  const side = fioDirection([direction([10], { slat: sumsOf([5]) })], noGroup);
  expect(side.slat_ns).toEqual({ min: 5, max: 5, mean: 5, stddev: 0, N: 1 });
  expect(side.lat_ns).not.toHaveProperty('percentile');
});

test("the share of the group's bandwidth takes the mean of the samples as whole KiB/s", () => {
  // fio 3.33's own figures of four jobs merged.
  const side = direction([], { bytes: 233308160, runtimeNs: 3000.5e6, bwSamples: sumsOf([75918, 75919]) });
  const group = groupBandwidth([side]);
  expect(group.bytesPerSecond).toBe(77743472);
  expect(fioDirection([side], group).bw_agg.toFixed(6)).toBe('99.995575');
});

test('the share is at most 100, and 100 of a group that is too slow to tell', () => {
  const side = direction([], { bytes: 4096, bwSamples: sumsOf([4, 5000]) });
  expect(fioDirection([side], groupBandwidth([side])).bw_agg).toBe(100);
  expect(fioDirection([side], { bytesPerSecond: 1024 }).bw_agg).toBe(100);
});

test('without samples there is no share', () => {
  expect(fioDirection([direction([10])], { bytesPerSecond: 4096 }).bw_agg).toBe(0);
});

test('an unused direction is all zeros, without percentiles', () => {
  const { slat_ns, clat_ns, lat_ns, ...figures } = fioDirection([], noGroup);
  expect(new Set(Object.values(figures))).toEqual(new Set([0]));
  for (const latency of [slat_ns, clat_ns, lat_ns]) {
    expect(latency).toEqual({ min: 0, max: 0, mean: 0, stddev: 0, N: 0 });
  }
});
