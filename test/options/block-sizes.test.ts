import { describe, expect, test } from 'vitest';
import { blockLengths, longestBlock, ownBlockUnits, shortestBlock } from '../../lib/options/block-sizes.ts';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';

function jobOf(options: Readonly<Record<string, string>>): JobOptions {
  const all = { name: 'a', filename: 'f', size: '1m', ...options };
  return completeJob(Object.entries(all).map(([name, value]) => ({ name, value, origin: `Option ${name}` })));
}

describe('the lengths of a direction', () => {
  test('are one, bs, each its own', () => {
    const job = jobOf({ bs: '4k,8k' });
    expect(blockLengths(job, 'read')).toEqual({ min: 4096, max: 4096, split: [] });
    expect(blockLengths(job, 'write')).toEqual({ min: 8192, max: 8192, split: [] });
  });

  test('are those of bsrange where it says something, wherever bs is', () => {
    const job = jobOf({ bsrange: '1k-4k,', bs: '16k' });
    expect(blockLengths(job, 'read')).toEqual({ min: 1024, max: 4096, split: [] });
    expect(blockLengths(job, 'write')).toEqual({ min: 16384, max: 16384, split: [] });
  });

  test('are those of bssplit above all, small shares first, what is left over in equal parts', () => {
    const job = jobOf({ bsrange: '1k-4k', bssplit: '64k/50:4k:8k:2k/10' });
    expect(blockLengths(job, 'read')).toEqual({
      min: 2048,
      max: 65536,
      split: [
        { bytes: 2048, percent: 10 },
        { bytes: 4096, percent: 20 },
        { bytes: 8192, percent: 20 },
        { bytes: 65536, percent: 50 },
      ],
    });
  });
});

test('shortest and longest are those of all directions, also of those that the job does not have', () => {
  const job = jobOf({ rw: 'read', bs: '8k,4k,16k' });
  expect([shortestBlock(job), longestBlock(job)]).toEqual([4096, 16384]);
});

test.each([
  [{ rw: 'read', bs: '8k,3k' }, [8192, 8192]],
  [{ rw: 'read', bsrange: '4k-10k' }, [4096, 10240]],
  [{ rw: 'read', bsrange: '4k-10k', bs_unaligned: '1' }, [1]],
  [{ rw: 'write', bssplit: '4k/50:6k/50', bs_unaligned: '1' }, [4096, 6144]],
])('what the I/Os of %o are multiples of', (options, units) => {
  expect(ownBlockUnits(jobOf(options))).toEqual(units);
});

test.each([
  [{ bssplit: '4k/50:8k/50', bsrange: '1k-2k' }, 'bsrange cannot come after bssplit'],
  [{ rw: 'write', bs: '4k,2m' }, 'size (1m) is less than bs (2m)'],
])('%o is refused', (options, message) => {
  expect(() => jobOf(options)).toThrow(message);
});
