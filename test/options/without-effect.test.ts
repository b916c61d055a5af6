import { describe, expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { RawOption } from '../../lib/options/raw-option.ts';
import { optionsWithoutEffect } from '../../lib/options/without-effect.ts';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';

function raw(options: Readonly<Record<string, string>>): RawOption[] {
  return Object.entries(options).map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
}

const least = { name: 'a', filename: 'f', size: '64m' };

describe('an option without effect', () => {
  test('is among the options as given, and in no job', () => {
    const job = completeJob(raw({ ...least, unique_filename: '0' }));
    expect(job.given).toHaveProperty('unique_filename', '0');
    expect(job).not.toHaveProperty('unique_filename');
  });

  test('leaves the plan the same, whose hash decides what may be compared', () => {
    const plain = makeRunPlan({ size: '1m', directory: '/mnt/a' });
    const given = makeRunPlan({
      size: '1m',
      directory: '/mnt/a',
      unique_filename: false,
      clocksource: 'cpu',
    });
    expect(given.hash).toBe(plain.hash);
  });

  test.each([
    [{ unique_filename: '2' }, 'ERR_VFLOAD_OPTION_VALUE', '"2" is neither 0 nor 1'],
    [{ clocksource: 'sundial' }, 'ERR_VFLOAD_OPTION_VALUE', '"sundial" is not known'],
    [{ log_entries: '10' }, 'ERR_VFLOAD_OPTION_VALUE', '"10" is less than 1024'],
    [{ userspace_reap: '1' }, 'ERR_VFLOAD_OPTION_CONFLICT', 'psync has no userspace_reap'],
  ])('is checked all the same: %o', (option, code, message) => {
    expect(() => completeJob(raw({ ...least, ...option }))).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });

  test('is told once for all jobs of a run, with the reason', () => {
    const jobs = [
      { given: { bs: '4k', unique_filename: '0' } },
      { given: { unique_filename: '1', threads: '1' } },
    ];
    expect(optionsWithoutEffect(jobs)).toEqual([
      {
        name: 'unique_filename',
        reason: expect.stringContaining('is not driven over the network') as string,
      },
      { name: 'threads', reason: expect.stringContaining('numjobs') as string },
    ]);
  });
});
