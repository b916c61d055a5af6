import { expect, test } from 'vitest';
import { buildRunResult } from '../../lib/result/run-result.ts';
import type { JobStatistics } from '../../lib/stats/job-statistics.ts';
import type { RunOutcomeInput } from '../../lib/result/run-outcome.ts';
import { job, jobEnd, options, outcome } from './outcome-fixture.ts';
import { direction, statistics } from './statistics-fixture.ts';

function member(given: Partial<RunOutcomeInput> = {}) {
  return buildRunResult(outcome(given)).vfload;
}

/** A run of one job that took so long. */
function lasting(runtimeMs: number, askedMs: number) {
  return member({
    jobs: [
      job({
        options: options({ runtime: askedMs }),
        end: jobEnd({ statistics: statistics({ read: direction([10], { runtimeNs: runtimeMs * 1e6 }) }) }),
      }),
    ],
  });
}

function codes(vfload: { warnings: { code: string }[] }): string[] {
  return vfload.warnings.map(({ code }) => code);
}

test.each([
  [20_000, 20_000, false],
  [20_000, 9_999, true],
  [20_000, 10_000, false],
  [1_500, 999, true],
  [1_000, 999, false],
  [500, 500, false],
  [500, 249, true],
  [0, 3, false],
])('of %i ms asked for %i ms are short: %s', (askedMs, ranMs, short) => {
  const vfload = lasting(ranMs, askedMs);
  expect(vfload.short).toBe(short);
  expect(codes(vfload).includes('short')).toBe(short);
});

test.each([
  ['the end of the file', {}, {}, /file's end/],
  ['the interruption', {}, { interrupted: true }, /interrupted/],
  ['the interruption of a time_based run', { time_based: true }, { interrupted: true }, /interrupted/],
  ['the I/Os of a time_based run', { time_based: true }, {}, /began late or ended early/],
] as const)('what made a run short is %s', (_title, asked, given, cause) => {
  const read = direction([10], { runtimeNs: 100e6 });
  const worker = job({
    options: options({ runtime: 20_000, ...asked }),
    end: jobEnd({ statistics: statistics({ read }) }),
  });
  const short = member({ jobs: [worker], ...given }).warnings.filter(({ code }) => code === 'short');
  expect(short.map(({ message }) => message)).toEqual([expect.stringMatching(cause)]);
});

test('an option without effect is told, whatever became of the run', () => {
  const asked = job({ options: options({ given: { bs: '4k', unique_filename: '0' } }) });
  const warning = {
    code: 'without-effect',
    message: expect.stringMatching(/^unique_filename has no effect: /) as string,
  };
  expect(member({ jobs: [asked, asked] }).warnings.filter(({ code }) => code === 'without-effect')).toEqual([
    warning,
  ]);
  const reason = { kind: 'error', operation: 'open', message: 'a', cause: 'b', remedy: 'c' } as const;
  const failed = member({ jobs: [asked], verdict: { outcome: 'failed', reason } });
  expect(failed.warnings).toEqual([warning]);
});

test('requested and achieved are told of all jobs together', () => {
  const worker = (filename: string, given: Partial<JobStatistics>) =>
    job({
      options: options({ filename, ioengine: 'libaio' }),
      end: jobEnd({ statistics: statistics(given) }),
    });
  const depthLevel = BigUint64Array.of(0n, 0n, 0n, 0n, 8n, 0n, 0n);
  const vfload = member({
    jobs: [
      worker('vfload-file1', { read: direction([10, 20]), depthLevel }),
      worker('vfload-file2', { write: direction([10], { runtimeNs: 2e9 }), depthLevel }),
    ],
  });
  expect(vfload.requested).toMatchObject({
    bytes: 128 * 2 ** 20,
    sizeBytes: 64 * 2 ** 20,
    depth: 16,
    jobs: 2,
  });
  expect(vfload.achieved).toEqual({ runtimeMs: 2000, bytes: 3 * 4096, depth: 16 });
  expect(vfload.files.map(({ filename }) => filename)).toEqual(['vfload-file1', 'vfload-file2']);
  expect(codes(vfload)).toEqual([]);
});

test('what became of O_DIRECT is told of runs that ask for it, and remarked where it is not enforced', () => {
  const direct = { open: 'ok', aligned: 'ok', unaligned: 'ok', verdict: 'not-enforced' } as const;
  const asking = job({ options: options({ direct: true }) });
  expect(member({ direct, jobs: [asking] })).toMatchObject({ direct });
  expect(codes(member({ direct, jobs: [asking] }))).toContain('direct');
  expect(member({ direct })).not.toHaveProperty('direct');
  const honoured = { ...direct, unaligned: 'EINVAL', verdict: 'honoured' } as const;
  expect(codes(member({ direct: honoured, jobs: [asking] }))).not.toContain('direct');
});

test('an asynchronous engine that was not kept busy is remarked', () => {
  const depthLevel = BigUint64Array.of(90n, 10n, 0n, 0n, 0n, 0n, 0n);
  const worker = (ioengine: 'libaio' | 'psync') =>
    job({ options: options({ ioengine }), end: jobEnd({ statistics: statistics({ depthLevel }) }) });
  expect(codes(member({ jobs: [worker('libaio')] }))).toContain('depth');
  expect(codes(member({ jobs: [worker('psync')] }))).not.toContain('depth');
});

test('short and failed I/Os, unwritten files and warm caches are remarked', () => {
  const vfload = member({
    caches: 'warm',
    jobs: [
      job({
        files: [{ filename: 'f', state: 'unwritten', laidOutBytes: 0 }],
        end: jobEnd({ statistics: statistics({ read: direction([10], { shortIos: 1, failedIos: 2 }) }) }),
      }),
    ],
  });
  expect(codes(vfload)).toEqual(['short-ios', 'failed-ios', 'unwritten', 'cache']);
  expect(vfload).toMatchObject({ issued: 1, shortIos: 1, failedIos: 2 });
});

test('a writer does not care about unwritten files and warm caches', () => {
  const writer = job({
    files: [{ filename: 'f', state: 'unwritten', laidOutBytes: 0 }],
    options: options({ rw: 'randwrite' }),
  });
  expect(codes(member({ caches: 'warm', jobs: [writer] }))).toEqual([]);
});

test("the scheduler's warnings come first", () => {
  const given = { code: 'stuck', message: 'left over' };
  expect(codes(member({ warnings: [given], caches: 'warm' }))).toEqual(['stuck', 'cache']);
});

test('a run that failed tells why, what it did until then, and is not called short', () => {
  const vfload = member({
    verdict: {
      outcome: 'failed',
      reason: {
        kind: 'killed',
        signal: 'SIGBUS',
        operation: 'running',
        message: 'm',
        cause: 'c',
        remedy: 'r',
      },
    },
    jobs: [
      job({
        options: options({ runtime: 20_000 }),
        end: jobEnd({ end: 'signalled', statistics: statistics({ read: direction([10, 10]) }) }),
      }),
    ],
  });
  expect(vfload).toMatchObject({ outcome: 'failed', reason: { signal: 'SIGBUS' }, short: false, issued: 2 });
  expect(vfload.achieved.bytes).toBe(8192);
});

test("a result is fio's document with one more member, the last", () => {
  expect(Object.keys(buildRunResult(outcome()))).toEqual([
    'fio version',
    'timestamp',
    'timestamp_ms',
    'time',
    'jobs',
    'vfload',
  ]);
});

test('CPU time of all jobs is kept in microseconds', () => {
  const resources = {
    userUs: 1500,
    systemUs: 300,
    voluntarySwitches: 0,
    involuntarySwitches: 0,
    minorFaults: 0,
    majorFaults: 0,
  };
  const busy = job({ end: jobEnd({ statistics: statistics({ resources }) }) });
  expect(member({ jobs: [busy, busy] }).cpu).toEqual({ userUs: 3000, systemUs: 600 });
});
