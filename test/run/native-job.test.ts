import path from 'node:path';
import { expect, it } from 'vitest';
import type { RunOptions } from '../../lib/options/api-options.ts';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';
import { type NativeRun, toNativeRun } from '../../lib/run/native-job.ts';

function nativeRun(options: RunOptions): NativeRun {
  const [run] = makeRunPlan({ directory: '/somewhere', size: '1m', ...options }).runs;
  if (run === undefined) throw new Error('a plan without a run');
  return toNativeRun(run, 'current');
}

it('numbers jobs from 1, in their order', () => {
  expect(nativeRun({ numjobs: 3 }).jobs.map((job) => job.jobNumber)).toEqual([1, 2, 3]);
});

it('gives times in milliseconds and sizes in bytes', () => {
  const [job] = nativeRun({ runtime: 2, ramp_time: '500ms', bs: '8k', offset: '4k' }).jobs;
  expect(job).toMatchObject({ runtimeMs: 2000, rampTimeMs: 500, bs: 8192, size: 1048576, offset: 4096 });
});

it('leaves the seed to the core where none is given, and reports the default', () => {
  const { jobs, seed } = nativeRun({});
  expect(jobs[0]).toMatchObject({ randseed: undefined, randrepeat: true });
  expect(seed).toBe('137');
});

it('passes a given seed on', () => {
  const { jobs, seed } = nativeRun({ randseed: '18446744073709551615' });
  expect(jobs[0]?.randseed).toBe(18446744073709551615n);
  expect(seed).toBe('18446744073709551615');
});

it('draws one fresh seed for all jobs with randrepeat=0, and reports it', () => {
  const first = nativeRun({ randrepeat: 0, numjobs: 2 });
  const second = nativeRun({ randrepeat: 0, numjobs: 2 });
  expect(first.jobs[0]?.randseed).toBe(first.jobs[1]?.randseed);
  expect(first.seed).toBe(String(first.jobs[0]?.randseed));
  expect(second.seed).not.toBe(first.seed);
});

it('takes one completion at a time, and registers nothing, where nothing else is asked for', () => {
  const [job] = nativeRun({ ioengine: 'io_uring' }).jobs;
  expect(job).toMatchObject({ iodepthBatchCompleteMin: 1, iodepthBatchCompleteMax: 0 });
  expect(job).toMatchObject({ registerfiles: false, fixedbufs: false });
});

it('passes batches and what is to be registered on', () => {
  const batches = { iodepth_batch_complete: 2, iodepth_batch_complete_max: 16 };
  const [job] = nativeRun({ ioengine: 'io_uring', ...batches, registerfiles: true, fixedbufs: true }).jobs;
  expect(job).toMatchObject({ iodepthBatchCompleteMin: 2, iodepthBatchCompleteMax: 16 });
  expect(job).toMatchObject({ registerfiles: true, fixedbufs: true });
});

it.each([
  [{}, 'scramble'],
  [{ scramble_buffers: 0 }, 'fixed'],
  [{ refill_buffers: 1 }, 'refill'],
  [{ zero_buffers: 1 }, 'zero'],
] as const)('fills buffers as %o says', (options, fill) => {
  expect(nativeRun(options).jobs[0]?.bufferFill).toBe(fill);
});

it('makes log paths absolute, since the jobs work in another directory', () => {
  const [job] = nativeRun({ write_iolog: 'io.log', write_lat_log: 'lat' }).jobs;
  expect(job?.writeIolog).toBe(path.resolve('io.log'));
  expect(job?.logs?.latencyPrefix).toBe(path.resolve('lat'));
});

it('gives jobs that name the same I/O log one each', () => {
  const { jobs } = nativeRun({ write_iolog: '/tmp/io.log', numjobs: 2 });
  expect(jobs.map((job) => job.writeIolog)).toEqual(['/tmp/io.log.1', '/tmp/io.log.2']);
});

it('names logs after the job where their option has no value', () => {
  const [job] = nativeRun({ name: 'a job', write_bw_log: '', write_hist_log: 'h' }).jobs;
  expect(job?.logs).toMatchObject({
    bandwidthPrefix: path.resolve('a job'),
    histogramPrefix: path.resolve('h'),
    latencyPrefix: undefined,
  });
});

it('writes no logs where none are asked for', () => {
  expect(nativeRun({ log_avg_msec: 100 }).jobs[0]?.logs).toBeUndefined();
});

it.each([
  [{ write_bw_log: 'x', log_avg_msec: 300 }, 300, 500],
  [{ write_iops_log: 'x', log_avg_msec: 700 }, 500, 700],
  [{ write_bw_log: 'x', write_iops_log: 'x', log_avg_msec: 300, bwavgtime: 200 }, 200, 300],
  [{ write_lat_log: 'x', log_avg_msec: 300 }, 500, 500],
  [{ write_bw_log: 'x' }, 500, 500],
])(
  'samples bandwidth and IOPS as logs of their averages ask for: %o',
  (options, bwavgtimeMs, iopsavgtimeMs) => {
    expect(nativeRun(options).jobs[0]).toMatchObject({ bwavgtimeMs, iopsavgtimeMs });
  },
);

it('calls sync_file_range after every write where no number is given, and never where it is 0', () => {
  const [every, second, never] = ['write', 'wait_before,wait_after:2', 'write:0'].map(
    (sync_file_range) => nativeRun({ rw: 'write', sync_file_range }).jobs[0]?.syncRange,
  );
  expect(every).toEqual({ every: 1, waitBefore: false, write: true, waitAfter: false });
  expect(second).toEqual({ every: 2, waitBefore: true, write: false, waitAfter: true });
  expect(never).toBeUndefined();
});

it('has logs tell the time of log_alternate_epoch before that of log_unix_epoch', () => {
  const clockOf = (options: RunOptions) =>
    nativeRun({ write_bw_log: 'x', ...options }).jobs[0]?.logs?.epochClock;
  expect(clockOf({})).toBeUndefined();
  expect(clockOf({ log_alternate_epoch_clock_id: 7 })).toBeUndefined();
  expect(clockOf({ log_unix_epoch: true })).toBe(0);
  expect(clockOf({ log_unix_epoch: true, log_alternate_epoch: true, log_alternate_epoch_clock_id: 7 })).toBe(
    7,
  );
});
