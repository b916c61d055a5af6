import { describe, expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import { accessZones, holeBytes, randomEvery, skewValues } from '../../lib/options/offset-choice.ts';
import { transferBytes } from '../../lib/options/transfer.ts';
import type { Dialect } from '../../lib/options/value-form.ts';

function jobOf(options: Readonly<Record<string, string>>, dialect: Dialect = 'vfload'): JobOptions {
  const all = { name: 'a', filename: 'f', size: '1m', ...options };
  const raw = Object.entries(all).map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
  return completeJob(raw, {}, dialect);
}

describe('what makes no sense, and what fio refuses as well, is refused:', () => {
  test.each([
    [{ rw: 'randread:0' }, 'has no number of I/Os above 0'],
    [{ random_distribution: 'zipf:1.0' }, 'has a theta of 1'],
    [{ random_distribution: 'pareto:1.2' }, 'not between 0 and 1'],
    [{ random_distribution: 'normal:100' }, 'not from 0 to below 100 %'],
    [{ random_distribution: 'zipf:1.2:1.5' }, 'a center outside of the range'],
    [{ random_distribution: 'zipf:x' }, 'not a number'],
    [{ file_service_type: 'zipf:1' }, 'has a theta of 1'],
    [{ random_distribution: 'zoned' }, 'is no zone'],
    [{ random_distribution: 'zoned:50/50' }, 'of the I/Os of 50 % together'],
    [{ random_distribution: 'zoned:50/60:50/60' }, 'of the range of 120 % together'],
    [{ random_distribution: 'zoned:60/10:40/90,50/50:50/50' }, 'which'],
    [{ random_distribution: 'zoned_abs:60/64k:40/2m' }, 'and size is 1m'],
    [{ zonesize: '16k' }, 'zonesize needs zonemode=strided'],
    [{ zonemode: 'strided' }, 'needs zonesize'],
    [{ zonemode: 'strided', zonesize: '2k' }, 'no I/O fits in a zone'],
    [{ zonemode: 'strided', zonesize: '16k', zonerange: '2m' }, 'is more than size'],
    [{ zonemode: 'zbd' }, 'not supported: vfload measures files'],
    [{ io_size: '150%' }, 'more than 100'],
    [{ percentage_random: '101' }, 'is more than 100'],
    [{ ba: '0' }, 'is less than 1'],
    [{ rw: 'read:x' }, 'is not a size'],
  ])('%o', (options, message) => {
    expect(() => jobOf(options)).toThrow(message);
    expect(() => jobOf(options, 'fio')).toThrow();
  });
});

describe('what follows a word', () => {
  test('is how often offsets are random, or what is left out between sequential ones', () => {
    expect([randomEvery(jobOf({ rw: 'randrw:8' })), holeBytes(jobOf({ rw: 'randrw:8' }))]).toEqual([8, 0]);
    expect([randomEvery(jobOf({ rw: 'write:-8k' })), holeBytes(jobOf({ rw: 'write:-8k' }))]).toEqual([
      1, -8192,
    ]);
    expect(randomEvery(jobOf({ rw: 'randread:2k' }, 'fio'))).toBe(2);
  });

  test("of a distribution is fio's default where there is nothing", () => {
    expect(skewValues(jobOf({ random_distribution: 'zipf' }).random_distribution)).toEqual({ value: 1.1 });
    expect(skewValues(jobOf({ file_service_type: 'gauss:20:0.3' }).file_service_type)).toEqual({
      value: 20,
      center: 0.3,
    });
  });

  test('of zoned is a list of zones, of which those without a size share what is left', () => {
    expect(accessZones(jobOf({ random_distribution: 'zoned:50/10:30:20/20' }))).toEqual([
      { accessPercent: 50, size: 10 },
      { accessPercent: 30, size: 70 },
      { accessPercent: 20, size: 20 },
    ]);
    expect(accessZones(jobOf({ random_distribution: 'zoned_abs:60/64k:40' }))).toEqual([
      { accessPercent: 60, size: 65536 },
      { accessPercent: 40, size: 0 },
    ]);
  });
});

test.each([
  [{}, 1048576],
  [{ loops: '3' }, 3145728],
  [{ loops: '0' }, 1048576],
  [{ io_size: '50%', loops: '2' }, 1048576],
  [{ io_size: '3m' }, 3145728],
  [{ number_ios: '10', bs: '4k,8k', loops: '2' }, 10 * 2 * 8192],
])('a job with %o transfers so many bytes', (options, bytes) => {
  expect(transferBytes(jobOf(options))).toBe(bytes);
});
