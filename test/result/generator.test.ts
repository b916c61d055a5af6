import { describe, expect, test } from 'vitest';
import { everyDirection } from '../../lib/options/parse/directions.ts';
import type { CalibratedEngine, Calibration } from '../../lib/result/calibration.ts';
import { generatorFacts } from '../../lib/result/generator.ts';
import { buildRunResult } from '../../lib/result/run-result.ts';
import { environment, job, jobEnd, options, outcome } from './outcome-fixture.ts';
import { direction, statistics } from './statistics-fixture.ts';

const page = { bs: 4096, waits: false };
const engines: CalibratedEngine[] = [
  { ...page, ioengine: 'null', iodepth: 1, nsPerIo: 30 },
  { ...page, ioengine: 'null', iodepth: 16, nsPerIo: 40 },
  { ...page, ioengine: 'psync', iodepth: 1, nsPerIo: 400 },
  { ...page, ioengine: 'libaio', iodepth: 16, nsPerIo: 800 },
  { ...page, ioengine: 'mmap', iodepth: 1, nsPerIo: 60 },
  { ...page, ioengine: 'io_uring', iodepth: 16, nsPerIo: 3000, waits: true },
];
const calibration: Calibration = { fileSystem: 'tmpfs', engines };
const tmpfs = { source: 'none', mountPoint: '/t', type: 'tmpfs', options: 'rw', superOptions: 'rw' };

/** A job of a second with so many I/Os. */
function worker(ios: number, given: Parameters<typeof options>[0] = {}) {
  const read = direction([], { completed: ios, bytes: ios * 4096, runtimeNs: 1e9 });
  return job({ options: options(given), end: jobEnd({ statistics: statistics({ read }) }) });
}

function facts(jobs: ReturnType<typeof worker>[], given: Parameters<typeof outcome>[0] = {}) {
  return generatorFacts(outcome({ jobs, calibration, ...given }));
}

test('a job that is as slow as a disk is far above the floor', () => {
  expect(facts([worker(10_000)])).toEqual({
    ...{ loopNsPerIo: 30, floorNsPerIo: 400, nsPerIo: 100_000, share: 0.004, bound: false },
    calibratedOn: 'tmpfs',
  });
});

test('a job that is as fast as the engine on a resident block is bound', () => {
  expect(facts([worker(2_000_000, { ioengine: 'libaio' })])).toMatchObject({
    ...{ loopNsPerIo: 40, floorNsPerIo: 800, nsPerIo: 500, share: 1, bound: true },
  });
});

describe('several jobs', () => {
  const four = Array.from({ length: 4 }, () => worker(500_000));

  test('share the CPUs of the process', () => {
    expect(facts(four, { environment: { ...environment, affinity: '0-1' } })).toMatchObject({
      nsPerIo: 1000,
      share: 0.4,
    });
  });

  test('that may use one CPU share that one', () => {
    const pinned = Array.from({ length: 4 }, () => worker(500_000, { cpus_allowed: [1] }));
    expect(facts(pinned)).toMatchObject({ nsPerIo: 500 });
  });

  test('have no more than the quota of their control group', () => {
    expect(facts(four, { environment: { ...environment, cgroupCpuQuota: 1.5 } })).toMatchObject({
      nsPerIo: 750,
    });
  });

  test('with several engines have the floor of what they completed', () => {
    const both = [worker(300_000), worker(100_000, { ioengine: 'libaio' })];
    expect(facts(both)).toMatchObject({ floorNsPerIo: 500, loopNsPerIo: 32.5 });
  });
});

describe('the share is not known', () => {
  test('of an engine that could not be calibrated: the reason is told', () => {
    const without = {
      ...calibration,
      engines: engines.map((engine) =>
        engine.ioengine === 'libaio' ? { ...engine, reason: 'there is no libaio' } : engine,
      ),
    };
    expect(facts([worker(10, { ioengine: 'libaio' })], { calibration: without })).toEqual({
      reason: 'there is no libaio',
    });
  });

  test('of another block size than was calibrated', () => {
    expect(facts([worker(10, { bs: everyDirection(8192) })])).toEqual({ reason: 'psync was not calibrated' });
  });

  test('of io_uring where kernel workers did its I/O on another file system', () => {
    const uring = [worker(10, { ioengine: 'io_uring' })];
    expect(facts(uring)).toEqual({
      reason: 'io_uring was calibrated on tmpfs, where kernel workers do its I/O',
    });
    expect(facts(uring, { mount: tmpfs })).toMatchObject({ floorNsPerIo: 3000 });
  });

  test.each([
    ['nothing was calibrated', { calibration: undefined }],
    ['nothing was completed', { jobs: [job()] }],
    ['the job left nothing', { jobs: [job({ end: undefined })] }],
  ])('and nothing is said where %s', (_, given) => {
    expect(facts([worker(10)], given)).toBeUndefined();
    expect(buildRunResult(outcome(given)).vfload).not.toHaveProperty('generator');
  });
});

test('what failed has no share', () => {
  const reason = { kind: 'error', operation: 'read', message: 'a', cause: 'b', remedy: 'c' } as const;
  const { vfload } = buildRunResult(
    outcome({ jobs: [worker(10)], calibration, verdict: { outcome: 'failed', reason } }),
  );
  expect(vfload).not.toHaveProperty('generator');
});
