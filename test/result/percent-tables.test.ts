import { expect, test } from 'vitest';
import { batchTable, depthLevelTable, latencyTables, meanDepth } from '../../lib/result/percent-tables.ts';

test('depth levels are percents of the I/Os issued, never shown below 0.1', () => {
  const table = depthLevelTable([1, 6, 12, 4075, 0, 0, 0], 4096);
  expect(table).toEqual({
    1: 0.1,
    2: 0.146484375,
    4: 0.29296875,
    8: 99.4873046875,
    16: 0,
    32: 0,
    '>=64': 0,
  });
});

test('depth levels count syncs too and may exceed 100 percent', () => {
  expect(depthLevelTable([102, 0, 0, 0, 0, 0, 0], 100)['1']).toBe(102);
});

test('batches are percents of the calls', () => {
  expect(batchTable([0, 4090, 1, 0, 0, 0, 0])).toEqual({
    0: 0,
    4: (100 * 4090) / 4091,
    8: 0.1,
    16: 0,
    32: 0,
    64: 0,
    '>=64': 0,
  });
});

test('a table of nothing is zeros', () => {
  expect(new Set(Object.values(batchTable([0, 0, 0, 0, 0, 0, 0])))).toEqual(new Set([0]));
  expect(new Set(Object.values(depthLevelTable([], 0)))).toEqual(new Set([0]));
});

test('latency classes have keys of their unit and are never shown below 0.01', () => {
  const counts = new Array<number>(32).fill(0);
  counts[9] = 1;
  counts[10] = 50_000;
  counts[31] = 2;
  const { ns, us, ms } = latencyTables(counts, 100_000);
  expect(Object.keys(ns)).toEqual(['2', '4', '10', '20', '50', '100', '250', '500', '750', '1000']);
  expect(Object.keys(ms).slice(-3)).toEqual(['1000', '2000', '>=2000']);
  expect([ns['1000'], us['2'], ms['>=2000'], ms['2000']]).toEqual([0.01, 50, 0.01, 0]);
});

test('the mean depth takes a level for its middle, and the highest for the depth asked for', () => {
  expect(meanDepth([10, 0, 0, 0, 0, 0, 0], 16)).toBe(1);
  expect(meanDepth([0, 0, 0, 0, 100, 0, 0], 16)).toBe(16);
  expect(meanDepth([50, 0, 0, 50, 0, 0, 0], 16)).toBe((1 + 11.5) / 2);
  expect(meanDepth([0, 0, 0, 0, 0, 0, 7], 128)).toBe(96);
  expect(meanDepth([0, 0, 0, 0, 0, 0, 0], 16)).toBe(0);
});
