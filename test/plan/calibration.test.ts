import { describe, expect, test } from 'vitest';
import { makeRunPlan, makeSuitePlan } from '../../lib/plan/make-plan.ts';

const directories = '/mnt/share';
const told = (plan: ReturnType<typeof makeSuitePlan>): string[] =>
  plan.calibration.map(({ ioengine, bs, iodepth }) => `${ioengine} ${String(bs)} ${String(iodepth)}`);

describe('a suite calibrates', () => {
  test('the loop and each engine once, in the shape of its runs', () => {
    expect(told(makeSuitePlan({ directories }))).toEqual([
      ...['null 4096 1', 'null 4096 16'],
      ...['psync 4096 1', 'mmap 4096 1', 'libaio 4096 16', 'io_uring 4096 16'],
    ]);
    expect(told(makeSuitePlan({ directories, ioengine: 'psync', bs: '64k', direct: 1 }))).toEqual([
      ...['null 65536 1', 'psync 65536 1'],
    ]);
  });

  test('unless told otherwise', () => {
    expect(makeSuitePlan({ directories, calibrate: false }).calibration).toEqual([]);
  });

  test('within the estimated time, and without another hash', () => {
    const plain = makeSuitePlan({ directories, calibrate: false, budget: '10m' });
    const calibrating = makeSuitePlan({ directories, budget: '10m' });
    expect(calibrating.hash).toBe(plain.hash);
    expect(calibrating.estimatedMs - plain.estimatedMs).toBe(6 * 600);
  });
});

describe('a run calibrates', () => {
  const job = { directory: '/mnt/share', size: '1m', rw: 'read', ioengine: 'libaio', iodepth: 4 } as const;

  test('only where that is asked for', () => {
    expect(makeRunPlan(job).calibration).toEqual([]);
    expect(told(makeRunPlan({ ...job, calibrate: true }))).toEqual(['null 4096 4', 'libaio 4096 4']);
  });

  test('the null engine as what it is: the loop', () => {
    expect(told(makeRunPlan({ ...job, ioengine: 'null', calibrate: true }))).toEqual(['null 4096 4']);
  });
});
