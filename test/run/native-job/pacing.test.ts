import { describe, expect, test } from 'vitest';
import { completeJob } from '../../../lib/options/complete-job.ts';
import { nativePacing } from '../../../lib/run/native-job/pacing.ts';

function pacingOf(options: Record<string, string>): ReturnType<typeof nativePacing> {
  const given = { name: 'paced', filename: 'data', size: '1m', ...options };
  const raw = Object.entries(given).map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
  return nativePacing(completeJob(raw), '3.33');
}

describe('pacing as the addon takes it', () => {
  test('a job that goes as fast as it can has none', () => {
    expect(pacingOf({})).toBeUndefined();
    expect(pacingOf({ rate: '0', thinktime: '0', thinktime_blocks: '4' })).toBeUndefined();
  });

  test('rates of I/Os become rates of bytes', () => {
    expect(pacingOf({ rate_iops: '10,5', bs: '8k' })?.rates.map((rate) => rate.bytesPerSecond)).toEqual([
      81920, 40960, 40960,
    ]);
  });

  test('trims have rates of their own, which concern no other job', () => {
    const trims = pacingOf({ rw: 'trim', ioengine: 'falloc', rate: ',,1m' });
    expect(trims?.rates.map((rate) => rate.bytesPerSecond)).toEqual([0, 0, 1048576]);
    expect(pacingOf({ rw: 'write', rate: ',,1m' })).toBeUndefined();
  });

  test('minimums stay what they are', () => {
    expect(pacingOf({ rate_min: '1m', bs: '8k' })?.rates[1]).toEqual({
      bytesPerSecond: 0,
      minBytesPerSecond: 1048576,
      minIosPerSecond: 0,
    });
  });

  test('thinktime counts microseconds', () => {
    const pacing = pacingOf({ thinktime: '250', thinktime_spin: '1ms' });
    expect(pacing).toMatchObject({ thinktimeUs: 250, thinktimeSpinUs: 1000, thinktimeIotimeUs: 0 });
  });

  test.each([
    [{}, 1],
    [{ thinktime_blocks: '0' }, 1],
    [{ thinktime_blocks: '8' }, 8],
    [{ thinktime_iotime: '2' }, 0],
    [{ thinktime_iotime: '2', thinktime_blocks: '8' }, 8],
  ])('with %j a pause comes after so many I/Os: %i', (options, blocks) => {
    expect(pacingOf({ thinktime: '1', ...options })?.thinktimeBlocks).toBe(blocks);
  });

  test.each([
    { rate: '1m', rate_iops: '5' },
    { rate_min: '1m', rate_iops_min: '5' },
    { rate: '1k', rate_min: '2k' },
    { rate_iops: '1', rate_iops_min: '2' },
  ])('%j is refused', (options) => {
    expect(() => pacingOf(options)).toThrow(expect.objectContaining({ code: 'ERR_VFLOAD_OPTION_CONFLICT' }));
  });
});
