import { describe, expect, test } from 'vitest';
import { completeJob } from '../../../lib/options/complete-job.ts';
import type { JobOptions } from '../../../lib/options/job-options.ts';
import { nativeSchedule, startedJobs } from '../../../lib/run/native-job/schedule.ts';
import { nativeJob } from '../../addon/native-job.mjs';
import type { NativeSchedule } from '../../../lib/run/native.ts';

function jobOf(name: string, options: Record<string, string> = {}): JobOptions {
  const raw = Object.entries({ name, size: '1m', ...options });
  return completeJob(
    raw.map(([option, value]) => ({ name: option, value, origin: option })),
    { filename: name },
  );
}

function schedulesOf(...jobs: JobOptions[]): NativeSchedule[] {
  return jobs.map((job, index) => nativeSchedule(jobs, index, job));
}

describe('the schedule of a job', () => {
  test('without any option: it begins with the others, and ends alone', () => {
    expect(schedulesOf(jobOf('a'))).toEqual([
      {
        ...{ shortestDelayMs: 0, longestDelayMs: 0, awaitedFirst: 0, awaitedCount: 0, group: 0 },
        ...{ onEnd: 'none', onError: 'none', steadyUnit: 0 },
      },
    ]);
  });

  test('has its delay, or a range of delays', () => {
    expect(
      schedulesOf(jobOf('a', { startdelay: '2' }), jobOf('b', { startdelay: '3s-500ms' })),
    ).toMatchObject([
      { shortestDelayMs: 2000, longestDelayMs: 2000 },
      { shortestDelayMs: 500, longestDelayMs: 3000 },
    ]);
  });

  test('names all clones of the job that is waited for', () => {
    const clone = jobOf('b', { numjobs: '2' });
    const schedules = schedulesOf(jobOf('a'), clone, clone, jobOf('c', { wait_for: 'b' }));
    expect(schedules.at(-1)).toMatchObject({ awaitedFirst: 1, awaitedCount: 2 });
  });

  test('waits for nobody where that job was in an earlier run', () => {
    expect(schedulesOf(jobOf('c', { wait_for: 'b' }))).toMatchObject([{ awaitedCount: 0 }]);
  });

  test('has groups counted within the run', () => {
    const jobs = [jobOf('a', { new_group: '1' }), jobOf('b'), jobOf('c', { new_group: '1' })];
    expect(schedulesOf(...jobs).map(({ group }) => group)).toEqual([0, 0, 1]);
  });

  test.each([
    [{ exitall: '1' }, { onEnd: 'group', onError: 'none' }],
    [
      { exitall: '1', exit_what: 'stonewall' },
      { onEnd: 'stonewall', onError: 'none' },
    ],
    [
      { exitall_on_error: '1', exit_what: 'all' },
      { onEnd: 'none', onError: 'all' },
    ],
    [{ exit_what: 'all' }, { onEnd: 'none', onError: 'none' }],
  ])('says whom its end ends: %o', (options, expected) => {
    expect(schedulesOf(jobOf('a', options))).toMatchObject([expected]);
  });
});

test('of jobs of which some cannot be started, nobody waits for those', () => {
  const jobs = ['a', 'b', 'b', 'c', 'd'].map((name) =>
    jobOf(name, { c: { wait_for: 'b' }, d: { wait_for: 'a' } }[name]),
  );
  const native = jobs.map((job, index) =>
    nativeJob({ name: job.name, schedule: nativeSchedule(jobs, index, job) }),
  );
  const started = startedJobs(native, (index) => index !== 0 && index !== 1);
  expect(started.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
  expect(started.map(({ schedule }) => [schedule.awaitedFirst, schedule.awaitedCount])).toEqual([
    [0, 0],
    [0, 1],
    [0, 0],
  ]);
});
