import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../../lib/options/api-options.ts';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';
import { checkMemory, jobMemoryBytes } from '../../lib/run/check-memory.ts';
import { readSystemFile } from '../../lib/result/system-files.ts';
import { addon } from '../addon/supervised-work.ts';

const gibibyte = 2 ** 30;

function runsOf(options: Partial<RunOptions>): ReturnType<typeof makeRunPlan>['runs'] {
  return makeRunPlan({ directory: '/measured', rw: 'read', size: '16g', ...options }).runs;
}

function bytesOf(options: Partial<RunOptions>): number {
  const [job] = runsOf(options).flatMap(({ jobs }) => jobs);
  return job === undefined ? 0 : jobMemoryBytes(job, addon.engines());
}

/** Checks a run on a machine with so much memory. */
function checkWith(options: Partial<RunOptions>, files: Record<string, string>): void {
  checkMemory(runsOf(options), addon.engines(), (path) => files[path]);
}

const meminfo = (bytes: number): string =>
  `MemTotal:  99999999 kB\nMemAvailable:  ${String(bytes / 1024)} kB\n`;

describe('the memory of a job', () => {
  it('grows with block size and depth, where the engine has one', () => {
    expect(bytesOf({ ioengine: 'io_uring', iodepth: 1024, bs: '16m' }) / gibibyte).toBeCloseTo(16, 2);
    expect(bytesOf({ ioengine: 'psync', iodepth: 1024, bs: '16m' }) / 2 ** 24).toBeCloseTo(1, 2);
    expect(bytesOf({ ioengine: 'mmap', iodepth: 1024, bs: '16m' }) / 2 ** 24).toBeCloseTo(1, 2);
  });

  it('grows with the blocks of the file where random offsets are kept in a map', () => {
    expect(bytesOf({ rw: 'randread', size: '1t' }) / 2 ** 20).toBeCloseTo(32.5, 1);
    expect(bytesOf({ rw: 'randread', size: '1t', bs: 512 }) / 2 ** 20).toBeCloseTo(260, 0);
    expect(bytesOf({ rw: 'randread', size: '1t', norandommap: true })).toBeLessThan(8192);
    expect(bytesOf({ rw: 'read', size: '1t' })).toBeLessThan(8192);
  });
});

describe('a run that would not fit in memory', () => {
  const large = { ioengine: 'libaio', iodepth: 1024, bs: '16m' };

  it('is refused with what it needs, what there is, and a remedy', () => {
    const check = (): void => {
      checkWith(large, { '/proc/meminfo': meminfo(2 * gibibyte) });
    };
    expect(check).toThrow(/need 16\.0 GiB of memory, and 2\.0 GiB are available/);
    expect(check).toThrow(
      expect.objectContaining({
        code: 'ERR_VFLOAD_NO_MEMORY',
        remedy: expect.stringMatching(/--iodepth, --bs or --numjobs/) as string,
      }) as Error,
    );
  });

  it('counts all jobs that run at once', () => {
    const files = { '/proc/meminfo': meminfo(2 * gibibyte) };
    const job = { ioengine: 'libaio', iodepth: 64, bs: '1m' };
    checkWith({ ...job, numjobs: 16 }, files);
    expect(() => {
      checkWith({ ...job, numjobs: 64 }, files);
    }).toThrow(/4\.0 GiB/);
  });

  it('is refused where the control group has less than the machine', () => {
    const files = {
      '/proc/meminfo': meminfo(64 * gibibyte),
      '/proc/self/cgroup': '0::/small\n',
      '/proc/self/mountinfo': '30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
    };
    checkWith(large, files);
    expect(() => {
      checkWith(large, { ...files, '/sys/fs/cgroup/small/memory.max': String(gibibyte) });
    }).toThrow(/1\.0 GiB are available/);
  });

  it('is not guessed at where the kernel tells nothing', () => {
    checkWith(large, {});
  });

  it('is found on this machine, too', () => {
    const options = { ioengine: 'libaio', iodepth: 65536, bs: '1g' };
    expect(() => {
      checkMemory(runsOf(options), addon.engines(), readSystemFile);
    }).toThrow(/64\.0 TiB/);
  });
});
