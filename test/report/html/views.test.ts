import { expect, test } from 'vitest';
import { reportModel } from '../../../lib/report/html/model/model.ts';
import { latencyCurve, pageData } from '../../../lib/report/html/views.ts';
import { inputOf, plainStudy } from './html-fixture.ts';

test('a latency curve rises from the first latency to all I/Os at the last one', () => {
  const { latenciesNs, shares } = latencyCurve([
    { valueNs: 100, count: 1 },
    { valueNs: 200, count: 2 },
    { valueNs: 900, count: 1 },
  ]);
  expect(latenciesNs).toEqual([100, 200, 900]);
  expect(shares).toEqual([0.25, 0.75, 1]);
});

test('a latency curve of many buckets keeps its shape and its tail in few points', () => {
  const bins = Array.from({ length: 1500 }, (_none, index) => ({ valueNs: 1000 + index, count: 1 }));
  bins.push({ valueNs: 1e9, count: 1 });
  const { latenciesNs, shares } = latencyCurve(bins);
  expect(latenciesNs.length).toBeLessThan(500);
  expect(latenciesNs.at(-1)).toBe(1e9);
  const half = latenciesNs.findIndex((_value, index) => (shares[index] ?? 0) >= 0.5);
  expect(latenciesNs[half]).toBeGreaterThan(1740);
  expect(latenciesNs[half]).toBeLessThan(1760);
});

test('nothing is drawn of no latencies', () => {
  expect(latencyCurve([])).toEqual({ latenciesNs: [], shares: [] });
});

test('there is a view for each row, with a line for each configuration that was measured', () => {
  const { configurations, views } = pageData(reportModel(inputOf(plainStudy())));
  expect(configurations).toEqual(['none', 'auto']);
  expect(views.map(({ lines }) => lines.map(({ configuration }) => configuration))).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(views[0]?.lines[1]?.repeats[0]).toEqual({
    position: 0,
    repeat: 1,
    bytesPerSecond: 200_000 * 1024,
    iops: 50_000,
  });
});
