import { expect, test } from 'vitest';
import { ctime, fioDocument } from '../../lib/result/fio-json.ts';
import type { Reason } from '../../lib/result/vfload-member.ts';
import { job, jobEnd, options, outcome } from './outcome-fixture.ts';
import { direction, statistics } from './statistics-fixture.ts';

const reason: Reason = {
  kind: 'error',
  errno: 19,
  errnoName: 'ENODEV',
  operation: 'map',
  message: 'mmap ended with ENODEV.',
  cause: 'no mappings',
  remedy: 'another cache mode',
};

function worker(name: string, latencies: number[], group: boolean) {
  return job({
    options: options({ name, group_reporting: group, given: { name } }),
    end: jobEnd({ statistics: statistics({ read: direction(latencies) }) }),
  });
}

test('jobs with group_reporting are one entry with the options of the last', () => {
  const { jobs } = fioDocument(outcome({ jobs: [worker('a', [10], true), worker('b', [30], true)] }));
  expect(jobs).toHaveLength(1);
  expect(jobs[0]).toMatchObject({ jobname: 'a', 'job options': { name: 'b' }, read: { total_ios: 2 } });
});

test('jobs without it have an entry each', () => {
  const { jobs } = fioDocument(outcome({ jobs: [worker('a', [10], false), worker('b', [30], false)] }));
  expect(jobs.map(({ jobname, read }) => [jobname, read.total_ios])).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
});

test('a new group has its own number, its own merging and its own share of bandwidth', () => {
  const begins = worker('c', [50], true);
  const { jobs } = fioDocument(
    outcome({
      jobs: [
        worker('a', [10], true),
        worker('b', [30], true),
        { ...begins, options: { ...begins.options, new_group: true, description: 'the second group' } },
        worker('d', [70], true),
      ],
    }),
  );
  expect(jobs).toMatchObject([
    { jobname: 'a', groupid: 0, read: { total_ios: 2 } },
    { jobname: 'c', groupid: 1, read: { total_ios: 2 }, desc: 'the second group' },
  ]);
  expect(jobs[0]).not.toHaveProperty('desc');
  expect(Object.keys(jobs[1] ?? {}).at(-1)).toBe('desc');
});

test('CPU use is averaged over the jobs of a group, from whole milliseconds', () => {
  const busy = (userUs: number) =>
    job({
      options: options({ group_reporting: true }),
      end: jobEnd({
        statistics: statistics({
          jobRuntimeNs: 2_000_999_999,
          resources: {
            userUs,
            systemUs: 999,
            voluntarySwitches: 3,
            involuntarySwitches: 2,
            minorFaults: 7,
            majorFaults: 1,
          },
        }),
      }),
    });
  const [entry] = fioDocument(outcome({ jobs: [busy(1_000_999), busy(500_000)] })).jobs;
  expect(entry).toMatchObject({ job_runtime: 4000, usr_cpu: 37.5, sys_cpu: 0, ctx: 10, minf: 14, majf: 2 });
});

test('an entry of a job that never started is zeros with its errno', () => {
  const { jobs } = fioDocument(
    outcome({ verdict: { outcome: 'unsupported', reason }, jobs: [job({ end: undefined })] }),
  );
  expect(jobs[0]).toMatchObject({
    error: 19,
    job_runtime: 0,
    usr_cpu: 0,
    read: { io_bytes: 0, bw: 0, iops: 0 },
  });
});

test("the entry's error is the first failure among its jobs", () => {
  const failing = (errno: number) =>
    job({
      options: options({ group_reporting: true }),
      end: jobEnd({ failure: { errno, point: 'read', filename: 'vfload-file1' } }),
    });
  const verdict = { outcome: 'failed', reason } as const;
  const grouped = [worker('a', [10], true), failing(5), failing(28)];
  expect(fioDocument(outcome({ verdict, jobs: grouped })).jobs[0]?.error).toBe(5);
});

test('a job that was killed is not taken for a good one', () => {
  const killed = job({ end: jobEnd({ end: 'signalled' }) });
  const failed: Reason = {
    kind: 'killed',
    signal: 'SIGKILL',
    operation: 'running',
    message: '',
    cause: '',
    remedy: '',
  };
  const verdict = { outcome: 'failed', reason: failed } as const;
  const { jobs } = fioDocument(outcome({ verdict, jobs: [killed, worker('b', [10], false)] }));
  expect(jobs.map(({ error }) => error)).toEqual([5, 0]);
});

test('fio 3.33 has no keys of later versions', () => {
  const [old] = fioDocument(outcome({ fioCompat: '3.33' })).jobs;
  const [current] = fioDocument(outcome()).jobs;
  const added = Object.keys(current ?? {}).filter((key) => !Object.keys(old ?? {}).includes(key));
  expect(added).toEqual(['job_start', 'latency_target_ns', 'latency_window_us']);
  expect(current?.job_start).toBe(1_700_000_000_000);
});

test('the version names the fio that was followed and the vfload that wrote it', () => {
  expect(fioDocument(outcome({ fioCompat: '3.33' }))['fio version']).toBe('fio-3.33-vfload-0.1.0');
  expect(fioDocument(outcome())['fio version']).toMatch(/^fio-3\.\d+-vfload-0\.1\.0$/);
});

test('times are seconds rounded up, and no estimate for less than three', () => {
  expect(fioDocument(outcome()).jobs[0]).toMatchObject({ elapsed: 2, eta: 2147483647 });
  expect(fioDocument(outcome({ endedAtMs: 1_700_000_003_000 })).jobs[0]).toMatchObject({
    elapsed: 3,
    eta: 0,
  });
  expect(fioDocument(outcome())).toMatchObject({ timestamp: 1_700_000_001, timestamp_ms: 1_700_000_001_250 });
});

test('disks are told where there are some', () => {
  const disk = {
    name: 'vda',
    read_ios: 1,
    write_ios: 0,
    read_merges: 0,
    write_merges: 0,
    read_ticks: 1,
    write_ticks: 0,
    in_queue: 1,
    util: 0.5,
  };
  expect(fioDocument(outcome({ disks: [disk] })).disk_util).toEqual([disk]);
  expect(fioDocument(outcome())).not.toHaveProperty('disk_util');
});

test('a day of one digit is padded with a blank in the time', () => {
  expect(ctime(new Date(2026, 10, 2, 8, 6, 56))).toBe('Mon Nov  2 08:06:56 2026');
  expect(ctime(new Date(2026, 10, 22, 17, 0, 0))).toBe('Sun Nov 22 17:00:00 2026');
});
