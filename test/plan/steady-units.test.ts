import { describe, expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import { steadyUnits } from '../../lib/plan/steady-units.ts';

function jobOf(options: Readonly<Record<string, string>>): JobOptions {
  const raw = Object.entries({ name: 'a', size: '1m', ...options });
  return completeJob(
    raw.map(([name, value]) => ({ name, value, origin: name })),
    { filename: 'a' },
  );
}

const asked = { steadystate: 'iops:1%', ss_dur: '2' };
const grouped = { ...asked, group_reporting: '1' };

describe('in a steady state end together', () => {
  test('the jobs of a reporting group, and others alone', () => {
    const jobs = [grouped, asked, grouped, asked, { new_group: '1' }].map(jobOf);
    expect(steadyUnits(jobs)).toMatchObject({ units: { length: 3 }, ofJobs: [1, 2, 1, 3, 0] });
  });

  test('not those of another group', () => {
    const jobs = [grouped, { ...grouped, new_group: '1' }, grouped].map(jobOf);
    expect(steadyUnits(jobs).ofJobs).toEqual([1, 2, 2]);
  });
});

test.each([
  [grouped, { ...grouped, ss_dur: '3' }],
  [{ group_reporting: '1' }, grouped],
  [asked, {}],
])('jobs of a group cannot be judged differently: %o', (first, second) => {
  expect(() => steadyUnits([jobOf(first), jobOf(second)])).toThrow(
    expect.objectContaining({ code: 'ERR_VFLOAD_OPTION_CONFLICT' }),
  );
});
