import { expect, test } from 'vitest';
import { fioOutputFacts } from '../../lib/result/fio-output-facts.ts';
import type { Reason } from '../../lib/result/vfload-member.ts';
import { bucketRuns } from '../../lib/stats/bucket-runs.ts';
import { sumsOf } from '../../lib/stats/sums.ts';
import { job, jobEnd, options, outcome } from './outcome-fixture.ts';
import { direction, statistics } from './statistics-fixture.ts';

function worker(given: Parameters<typeof options>[0], latencies: number[], pid = 4711) {
  return job({
    options: options(given),
    end: jobEnd({ pid, statistics: statistics({ read: direction(latencies) }) }),
  });
}

test('clones are one line, and jobs that are described twice are two', () => {
  const cloned = { numjobs: 2 };
  const jobs = [
    worker(cloned, []),
    worker({ ...cloned, filename: 'vfload-file2' }, []),
    worker({ rw: 'write' }, []),
    worker({ rw: 'write' }, []),
  ];
  const described = { jobname: 'job', groupid: 0, bs: 4096, ioengine: 'psync', iodepth: 16, thread: false };
  expect(fioOutputFacts(outcome({ jobs })).head).toEqual([
    { ...described, rw: 'randread', jobs: 2 },
    { ...described, rw: 'write', jobs: 1 },
    { ...described, rw: 'write', jobs: 1 },
  ]);
});

test('jobs of another group are in a line and an entry of their own', () => {
  const grouped = { group_reporting: true };
  const begun = { ...grouped, numjobs: 2 };
  const jobs = [worker(grouped, [10]), worker({ ...begun, new_group: true }, [20]), worker(begun, [30])];
  const { head, entries } = fioOutputFacts(outcome({ jobs }));
  expect(head.map((line) => [line.groupid, line.jobs])).toEqual([
    [0, 1],
    [1, 2],
  ]);
  expect(entries.map((entry) => entry.bins.read)).toEqual(['10:1', '20:1 30:1']);
});

test('a group is one entry, with the process of its first job and the bins of all', () => {
  const grouped = { group_reporting: true };
  const jobs = [worker(grouped, [10, 20], 100), worker(grouped, [20], 101), worker({}, [30], 102)];
  expect(fioOutputFacts(outcome({ jobs })).entries).toEqual([
    { jobs: 2, pid: 100, bins: { read: '10:1 20:2' } },
    { jobs: 1, pid: 102, bins: { read: '30:1' } },
  ]);
});

test('writes and syncs have bins of their own', () => {
  const syncs = direction([500]);
  const jobs = [
    job({
      end: jobEnd({
        statistics: statistics({
          write: direction([3]),
          syncLat: sumsOf([500]),
          syncBuckets: syncs.clatBuckets,
        }),
      }),
    }),
  ];
  const sync = bucketRuns(Array.from(syncs.clatBuckets, Number));
  expect(fioOutputFacts(outcome({ jobs })).entries[0]?.bins).toEqual({ write: '3:1', sync });
});

test('a job that never started has no process, and says why', () => {
  const reason: Reason = {
    ...{ errno: 19, operation: 'map', filename: 'vfload-file1', message: '', cause: '', remedy: '' },
    kind: 'error',
  };
  const input = outcome({ verdict: { outcome: 'unsupported', reason }, jobs: [job({ end: undefined })] });
  expect(fioOutputFacts(input).entries).toEqual([
    { jobs: 1, pid: 0, failure: 'file:vfload-file1, func=map, error=No such device', bins: {} },
  ]);
});
