import { expect, test } from 'vitest';
import { jobBlock } from '../../lib/report/fio/normal/job-block.ts';
import { fioSteadyState } from '../../lib/result/fio-steady-state.ts';
import { finished, reader } from '../report/fio/finished-run.ts';

const percent = {
  measure: 'iops',
  isSlope: false,
  isPercent: true,
  limit: 20,
  samples: 3,
  rampMs: 0,
} as const;
const finding = {
  attained: true,
  maxDeviation: 4.666667,
  slope: 0,
  criterion: 0.233489,
  iops: [2001, 2001, 1994],
  bytesPerSecond: [8200183, 8196100, 8167424],
};

test('the member is what fio 3.33 writes of such rates', () => {
  expect(fioSteadyState(percent, finding)).toEqual({
    ss: 'iops:20.000000%',
    duration: 3,
    attained: 1,
    criterion: '0.233489%',
    max_deviation: 4.666667,
    slope: 0,
    data: {
      bw_mean: 8187902,
      iops_mean: 1998,
      iops: [2001, 2001, 1994],
      bw: [8200183, 8196100, 8167424],
    },
  });
});

test('limits of bandwidth are in bytes per second, and criteria floats, as in fio', () => {
  const asked = { ...percent, measure: 'bw', isSlope: true, isPercent: false, limit: 20_971_520 } as const;
  expect(fioSteadyState(asked, { ...finding, criterion: 59_234_146 })).toMatchObject({
    ss: 'bw_slope:20971520.000000',
    criterion: '59234144.000000',
  });
});

test.each([
  [percent, 1_681_000, 6_722_560 * 1024, 1.657, 'bw=6565MiB/s (6723MB/s), iops=1681k, iops mean dev=1.657%'],
  [
    { ...percent, measure: 'bw', isSlope: true, isPercent: false } as const,
    ...([2001, 8_196_100, 4100, 'bw=8004KiB/s (8004kB/s), iops=2001, bw slope=4100.000'] as const),
  ],
])('the line of normal output reads as in fio 3.33', (asked, iops, bytesPerSecond, criterion, text) => {
  const samples = { iops: [iops], bytesPerSecond: [bytesPerSecond] };
  const steadystate = fioSteadyState(asked, { ...finding, ...samples, criterion });
  const result = finished([reader([1000])]);
  const [job] = result.jobs;
  const [facts] = result.vfload.fioOutput?.entries ?? [];
  if (job === undefined || facts === undefined) throw new Error('no entry');
  expect(jobBlock(result, { ...job, steadystate }, facts).at(-1)).toBe(
    `  steadystate  : attained=yes, ${text}`,
  );
});
