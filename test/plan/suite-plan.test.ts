import { describe, expect, test } from 'vitest';
import type { SuiteOptions } from '../../lib/options/api-options.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import type { Plan } from '../../lib/plan/plan.ts';

function plan(options: SuiteOptions = {}): Plan {
  return makeSuitePlan({ directories: '/mnt/share', ...options });
}

function jobsOf(of: Plan, run: string): readonly JobOptions[] {
  return of.runs.find(({ name }) => name === run)?.jobs ?? [];
}

describe('presets', () => {
  test.each([
    ['quick', 1, { size: 2 ** 26, runtime: 500, time_based: true, bwavgtime: 100, iopsavgtime: 100 }],
    ['short', 3, { size: 2 ** 30, runtime: 3000, time_based: true, bwavgtime: 500 }],
    ['study', 3, { size: 2 ** 32, runtime: 20000, time_based: false, bwavgtime: 500 }],
  ] as const)('%s', (preset, repeats, expected) => {
    const made = plan({ preset });
    expect(made).toMatchObject({ preset, repeats });
    expect(jobsOf(made, 'seqread-psync')).toMatchObject([
      { ...expected, bs: { read: 4096 }, iodepth: 16, direct: false, invalidate: true, randrepeat: true },
    ]);
  });

  test('short is the default', () => {
    expect(plan()).toMatchObject({ preset: 'short', repeats: 3 });
  });

  test('what is given wins', () => {
    const made = plan({ quick: true, size: '8m', runtime: 2, repeats: 2, direct: true, iodepth: 4 });
    expect(made.repeats).toBe(2);
    expect(jobsOf(made, 'seqread-psync')).toMatchObject([
      { size: 2 ** 23, runtime: 2000, direct: true, iodepth: 4 },
    ]);
  });

  test('take the time that was promised', () => {
    expect(plan({ preset: 'quick' }).estimatedMs).toBeLessThan(120_000);
    expect(plan({ preset: 'short' }).estimatedMs).toBeLessThan(480_000);
  });
});

describe('runs', () => {
  test('with several jobs give each its own file and report them as one', () => {
    const jobs = jobsOf(plan(), 'randread-psync-multi');
    expect(jobs.map(({ filename }) => filename)).toEqual([
      'vfload-file1',
      'vfload-file2',
      'vfload-file3',
      'vfload-file4',
    ]);
    expect(jobs.every((job) => job.group_reporting && job.name === 'randread-psync-multi')).toBe(true);
    expect(jobsOf(plan(), 'randread-psync')).toMatchObject([
      { filename: 'vfload-file1', group_reporting: false },
    ]);
  });

  test("of mixed workloads have the study's mix, unless another is given", () => {
    expect(jobsOf(plan(), 'randrw-psync')).toMatchObject([{ rwmixread: 75 }]);
    expect(jobsOf(plan({ rwmixread: 20 }), 'randrw-psync')).toMatchObject([{ rwmixread: 20 }]);
    expect(jobsOf(plan({ rwmixwrite: 40 }), 'randrw-psync')).toMatchObject([{ rwmixread: 60 }]);
  });

  test('tell the options as a job file would have them', () => {
    const [job] = jobsOf(
      plan({ preset: 'study', blocksize: '4KiB' } as SuiteOptions),
      'randread-libaio-multi',
    );
    expect(job?.given).toEqual({
      ...{ name: 'randread-libaio-multi', filename: 'vfload-file1', rw: 'randread', ioengine: 'libaio' },
      ...{ group_reporting: '1', bs: '4KiB', iodepth: '16', direct: '0', invalidate: '1', randrepeat: '1' },
      ...{ size: '4g', runtime: '20' },
    });
  });

  test('are chosen by lists as arrays too', () => {
    const made = plan({ rw: ['randread'], ioengine: ['psync', 'mmap'], numjobs: [1] });
    expect(made.runs.map(({ name }) => name)).toEqual(['randread-psync', 'randread-mmap']);
  });
});

describe('refused', () => {
  test.each([
    [{ name: 'x' }, 'Option name: this option cannot be given here'],
    [{ filename: 'x' }, 'Option filename: this option cannot be given here'],
    [{ readwrite: 'read' }, 'Option readwrite: this option cannot be given here'],
    [{ bsx: 1 }, 'Option bsx: there is no such option'],
    [{ size: '1k' }, 'size (1k) is less than bs'],
    [{ direct: '/mnt', directories: [] }, 'Option direct: "/mnt" is neither 0 nor 1'],
    [{ directories: [] }, 'No directory is given'],
  ])('%o', (options, message) => {
    expect(() => plan(options as SuiteOptions)).toThrow(message);
  });
});

describe('a plan', () => {
  test('cannot be changed', () => {
    const made = plan();
    const freeze = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(freeze));
    expect(freeze(made)).toBe(true);
  });

  test('ignores undefined options', () => {
    expect(plan({ bs: undefined, repeats: undefined }).hash).toBe(plan().hash);
  });
});

describe('the hash', () => {
  const { hash } = plan();

  test('is 16 hex digits and always the same', () => {
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(plan().hash).toBe(hash);
  });

  test('does not depend on how values are written or where the share is mounted', () => {
    expect(plan({ bs: 4096 }).hash).toBe(plan({ bs: '4KiB' }).hash);
    expect(plan({ bs: '4k' }).hash).toBe(hash);
    expect(makeSuitePlan({ configurations: [{ label: 'share', directory: '/elsewhere' }] }).hash).toBe(hash);
  });

  test.each([
    [{ bs: '8k' }],
    [{ repeats: 2 }],
    [{ randseed: 1 }],
    [{ fioCompat: '3.33' }],
    [{ only: 'rand*' }],
    [{ directories: '/mnt/other' }],
  ] as SuiteOptions[][])('changes with %o', (options) => {
    expect(plan(options).hash).not.toBe(hash);
  });
});
