import { expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import { steadyStateOf } from '../../lib/options/steady-state.ts';

function jobOf(options: Readonly<Record<string, string>>): JobOptions {
  const raw = Object.entries({ name: 'a', size: '1m', ...options });
  return completeJob(
    raw.map(([name, value]) => ({ name, value, origin: name })),
    { filename: 'a' },
  );
}

test.each([
  ['iops:20%', { measure: 'iops', isSlope: false, isPercent: true, limit: 20 }],
  ['iops:20.5', { measure: 'iops', isSlope: false, isPercent: false, limit: 20.5 }],
  ['iops_slope:0.1%', { measure: 'iops', isSlope: true, isPercent: true, limit: 0.1 }],
  ['bw:1.5%', { measure: 'bw', isSlope: false, isPercent: true, limit: 1.5 }],
  ['bw_slope:20m', { measure: 'bw', isSlope: true, isPercent: false, limit: 20_971_520 }],
  // As in fio 3.33, whose limits of bandwidth are whole.
  ['bw_slope:0.5', { measure: 'bw', isSlope: true, isPercent: false, limit: 0 }],
])('steadystate=%s is read', (steadystate, expected) => {
  const job = jobOf({ steadystate, ss_dur: '3', ss_ramp: '500ms' });
  expect(steadyStateOf(job)).toEqual({ ...expected, samples: 3, rampMs: 500 });
});

test('a duration alone looks at the slope of IOPS, as in fio', () => {
  expect(steadyStateOf(jobOf({ ss_dur: '2' }))).toMatchObject({
    measure: 'iops',
    isSlope: true,
    limit: 0.01,
  });
});

test.each([{ steadystate: 'iops:1%' }, { steadystate: 'iops:1%', ss_dur: '500ms' }, {}])(
  'without a second at least nothing is looked at: %o',
  (options) => {
    expect(steadyStateOf(jobOf(options))).toBeUndefined();
  },
);

test.each(['iops', 'iops:', 'iops:x', 'bw:x', 'bw:%', 'lat:1%', 'iops:-1'])(
  'steadystate=%s is refused',
  (steadystate) => {
    expect(() => jobOf({ steadystate })).toThrow(
      expect.objectContaining({ code: 'ERR_VFLOAD_OPTION_VALUE' }),
    );
  },
);
