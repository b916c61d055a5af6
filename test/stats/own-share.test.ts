import { describe, expect, test } from 'vitest';
import { cellNsPerIo, engineCost, isGeneratorBound, meanFloor, ownShare } from '../../lib/stats/own-share.ts';

describe('the cost of an engine', () => {
  const run = { runtimeNs: 500e6, ios: 1e6, cpuNs: 400e6, sleeps: 3 };

  test('is its CPU time per I/O: what a neighbour takes of the CPU is not its own', () => {
    expect(engineCost(run)).toEqual({ nsPerIo: 400, waits: false });
  });

  test('is never more than the time that passed', () => {
    expect(engineCost({ ...run, cpuNs: 501e6 })?.nsPerIo).toBe(500);
  });

  test('is the time that passed where the job sleeps for its completions', () => {
    expect(engineCost({ ...run, sleeps: 20_000 })).toEqual({ nsPerIo: 500, waits: true });
  });

  test('is unknown without an I/O', () => {
    expect(engineCost({ ...run, ios: 0 })).toBeUndefined();
  });
});

describe('the time per I/O of a cell', () => {
  test.each([
    ['one job', { jobs: 1, cpus: 2 }, 1000],
    ['two jobs on two CPUs', { jobs: 2, cpus: 2 }, 2000],
    ['four jobs on two CPUs', { jobs: 4, cpus: 2 }, 2000],
    ['one job that may use half a CPU', { jobs: 1, cpus: 0.5 }, 500],
  ])('of %s is that of the CPUs they can keep busy', (_, who, ns) => {
    expect(cellNsPerIo({ ...who, runtimeNs: 1e9, ios: 1e6 })).toBe(ns);
  });
});

test('the floor of several engines is weighted by their I/Os', () => {
  expect(
    meanFloor([
      { ios: 3, nsPerIo: 100 },
      { ios: 1, nsPerIo: 500 },
    ]),
  ).toBe(200);
});

test.each([
  [400, 400, 1, true],
  [400, 390, 1, true],
  [400, 1000, 0.4, true],
  [400, 1999, 400 / 1999, true],
  [400, 2000, 0.2, false],
  [400, 80_000, 0.005, false],
])('with a floor of %d ns, %d ns per I/O are a share of %d: bound is %s', (floor, ns, share, bound) => {
  expect(ownShare(floor, ns)).toBeCloseTo(share, 10);
  expect(isGeneratorBound(ownShare(floor, ns))).toBe(bound);
});
