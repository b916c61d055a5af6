import { describe, expect, test } from 'vitest';
import { normalHead } from '../../../lib/report/fio/normal/head.ts';
import { latencyLine, percentileLines } from '../../../lib/report/fio/normal/latency-lines.ts';
import { normalReport } from '../../../lib/report/fio/normal/report.ts';
import type { RunResult } from '../../../lib/result/fio-document.ts';
import type { FioHeadLine, FioOutputFacts } from '../../../lib/result/vfload-member.ts';
import { sumsOf } from '../../../lib/stats/sums.ts';
import { job, jobEnd, options } from '../../result/outcome-fixture.ts';
import { direction, statistics } from '../../result/statistics-fixture.ts';
import { finished, reader } from './finished-run.ts';

function factsOf(result: RunResult): FioOutputFacts {
  const { fioOutput } = result.vfload;
  if (fioOutput === undefined) throw new Error('a result without the facts of outputs');
  return fioOutput;
}

function report(result: RunResult): string {
  return normalReport(result, factsOf(result));
}

describe('the head', () => {
  const line: FioHeadLine = {
    ...{
      jobname: 'a',
      groupid: 0,
      rw: 'randread',
      bs: 65_536,
      ioengine: 'psync',
      iodepth: 16,
      thread: false,
      jobs: 1,
    },
  };
  const result = finished([reader([10])]);
  const headOf = (...head: FioHeadLine[]): string => normalHead(result['fio version'], head);

  test('describes the job and says how many processes start', () => {
    expect(headOf(line)).toBe(
      'a: (g=0): rw=randread, bs=(R) 64.0KiB-64.0KiB, (W) 64.0KiB-64.0KiB, (T) 64.0KiB-64.0KiB, ioengine=psync, iodepth=16\n' +
        'fio-3.33-vfload-0.1.0\nStarting 1 process\n',
    );
  });

  test('says which group a job is in', () => {
    expect(headOf(line, { ...line, groupid: 1 })).toMatch(/^a: \(g=0\): .*\na: \(g=1\): /);
  });

  test('has the lengths of each direction where they differ, or those of sequential and random I/Os', () => {
    const ends = { read: { min: 512, max: 4096 }, write: { min: 8192, max: 8192 } };
    const lengths = { ...ends, trim: { min: 4096, max: 4096 } };
    expect(headOf({ ...line, lengths })).toContain(
      ', bs=(R) 512B-4096B, (W) 8192B-8192B, (T) 4096B-4096B, ioengine',
    );
    expect(headOf({ ...line, lengths, bsIsSeqRand: true })).toContain(
      ', bs=(R) 512B-4096B, (W) 8192B-8192B, bs_is_seq_rand, ioengine',
    );
  });

  test('has three dots for clones, and counts threads apart', () => {
    const head = headOf({ ...line, thread: true, jobs: 3 }, { ...line, jobname: 'b' });
    expect(head).toMatch(/^a: .*\n\.\.\.\nb: .*\n/);
    expect(head).toMatch(/\nStarting 3 threads and 1 process\n$/);
    expect(headOf({ ...line, jobs: 4 })).toMatch(/\nStarting 4 processes\n$/);
    expect(headOf({ ...line, thread: true })).toMatch(/\nStarting 1 thread\n$/);
  });
});

describe('a latency', () => {
  const latency = (min: number, max: number, stddev: number) =>
    latencyLine('clat', { min, max, mean: max / 2, stddev, N: 3 })[0]?.split(': ')[0];

  test.each([
    [2001, 100_000, 1000.1, 'usec'],
    [2000, 100_000, 1000.1, 'nsec'],
    [2001, 99_999, 1000.1, 'nsec'],
    [2001, 100_000, 1000, 'nsec'],
    [2_000_001, 100_000_000, 1_000_000.1, 'msec'],
    [2_000_001, 99_999_999, 1_000_000.1, 'usec'],
  ])('from %i to %i ns, deviation %f, is told in %s...', (min, max, deviation, unit) => {
    expect(latency(min, max, deviation)).toBe(`    clat (${unit})`);
  });

  test('cuts minimum and maximum to whole units and rounds mean and deviation', () => {
    const line = latencyLine('lat', { min: 2999, max: 100_999, mean: 8544.9, stddev: 1999, N: 2 });
    expect(line).toEqual(['     lat (usec): min=2, max=100, avg= 8.54, stdev= 2.00']);
  });

  test('that nothing had is not told', () => {
    expect(latencyLine('slat', { min: 0, max: 0, mean: 0, stddev: 0, N: 0 })).toEqual([]);
  });
});

describe('percentiles', () => {
  const lines = (longest: number): string[] => {
    const percentile = Object.fromEntries(
      [1, 5, 10, 20, 30, 40.25].map((at) => [at.toFixed(6), at > 40 ? longest : 1800]),
    );
    return percentileLines('clat', { min: 1, max: 1, mean: 1, stddev: 0, N: 6, percentile });
  };

  test('are as wide as the longest, as many in a line as 80 columns hold', () => {
    expect(lines(9000)).toEqual([
      '    clat percentiles (nsec):',
      '     |  1.00th=[ 1800],  5.00th=[ 1800], 10.00th=[ 1800], 20.00th=[ 1800],',
      '     | 30.00th=[ 1800], 40.25th=[ 9000]',
    ]);
    expect(lines(1_957_888)).toEqual([
      '    clat percentiles (nsec):',
      '     |  1.00th=[   1800],  5.00th=[   1800], 10.00th=[   1800],',
      '     | 20.00th=[   1800], 30.00th=[   1800], 40.25th=[1957888]',
    ]);
  });

  test('are rounded up to whole units', () => {
    const percentile = { '50.000000': 2001, '99.000000': 100_001 };
    expect(percentileLines('sync', { min: 1, max: 1, mean: 1, stddev: 0, N: 2, percentile })).toEqual([
      '    sync percentiles (usec):',
      '     |  50th=[    3],  99th=[  101]',
    ]);
  });
});

describe('a report', () => {
  test('has bandwidth in MiB/s where its mean is more than 1 GiB/s', () => {
    const fast = { bwSamples: sumsOf([2 ** 21, 2 ** 21 + 3072]) };
    expect(report(finished([reader([10], fast)]))).toContain('   bw (  MiB/s): min= 2048, max= 2051, per=');
    const slow = { bwSamples: sumsOf([2 ** 20]) };
    expect(report(finished([reader([10], slow)]))).toContain(
      '   bw (  KiB/s): min=1048576, max=1048576, per=',
    );
  });

  test('has five classes of latencies in a line', () => {
    const text = report(finished([reader([3000, 7000, 15_000, 40_000, 80_000, 200_000])]));
    expect(text).toContain(
      '  lat (usec)   : 4=16.67%, 10=16.67%, 20=16.67%, 50=16.67%, 100=16.67%\n  lat (usec)   : 250=16.67%\n',
    );
  });

  test('leaves out a job that issued no I/O, but not its group', () => {
    const text = report(finished([job({ end: undefined })]));
    expect(text).toBe('\n\nRun status group 0 (all jobs):\n');
  });

  test('has a job whose only I/O failed, without a line of its direction', () => {
    const failed = job({ end: jobEnd({ statistics: statistics({ read: direction([], { issued: 1 }) }) }) });
    const text = report(finished([failed]));
    expect(text).toMatch(/^\njob: .*\n {2}cpu {10}: usr=/);
    expect(text).toContain('issued rwts: total=1,0,0,0 ');
  });

  test('says what an entry failed of', () => {
    const failed = job({
      end: jobEnd({
        failure: { errno: 28, point: 'write', filename: 'vfload-file1' },
        statistics: statistics({ write: direction([10]) }),
      }),
    });
    const verdict = {
      outcome: 'failed',
      reason: { kind: 'error', operation: 'write', message: '', cause: '', remedy: '' },
    } as const;
    expect(report(finished([failed], { verdict }))).toContain(
      'err=28 (file:vfload-file1, func=write, error=No space left on device): pid=4711: ',
    );
  });

  test('of a group says of how many jobs it is, and has the slowest and fastest entry', () => {
    const grouped = (latencies: number[]) => ({
      ...reader(latencies),
      options: options({ name: 'g', group_reporting: true }),
    });
    expect(report(finished([grouped([10]), grouped([20])]))).toMatch(
      /^\ng: \(groupid=0, jobs=2\): err= 0: pid=4711: /,
    );
    expect(report(finished([reader([10]), reader([10, 20])]))).toContain(
      '   READ: bw=12.0KiB/s (12.3kB/s), 4096B/s-8192B/s (4096B/s-8192B/s), io=12.0KiB (12.3kB), run=1000-1000msec\n',
    );
  });

  test('has the description below its entry, and each group by its number', () => {
    const second = { name: 'b', new_group: true, description: 'the second' };
    const text = report(finished([reader([10]), { ...reader([20]), options: options(second) }]));
    expect(text).toMatch(/^reads: \(groupid=0, .*\n {2}read: /m);
    expect(text).toMatch(/^b: \(groupid=1, .*\n {2}Description {2}: \[the second\]\n {2}read: /m);
    expect(text.match(/^Run status group .*\n.*io=\S+ /gm)).toEqual([
      expect.stringMatching(/group 0 \(all jobs\):\n {3}READ: .*, io=4096B /),
      expect.stringMatching(/group 1 \(all jobs\):\n {3}READ: .*, io=4096B /),
    ]);
  });

  test("has what fio's later versions changed", () => {
    const oldDisk = {
      ...{ name: 'vda', read_ios: 12, write_ios: 3, read_merges: 1, write_merges: 2 },
      ...{ read_ticks: 4, write_ticks: 5, in_queue: 9, util: 51.163 },
    };
    const disk = { ...oldDisk, read_sectors: 96, write_sectors: 24 };
    const writer = job({ end: jobEnd({ statistics: statistics({ write: direction([10]) }) }) });
    const later = report(finished([writer], { fioCompat: 'current', disks: [disk] }));
    expect(later).toMatch(/^ {2}write: .*msec\)$/m);
    expect(later).toContain('     latency   : target=0.00ns, window=0.00ns, percentile=100.00%, depth=1\n');
    expect(later).toContain(
      '  vda: ios=12/3, sectors=96/24, merge=1/2, ticks=4/5, in_queue=9, util=51.16%\n',
    );
    const older = report(finished([writer], { disks: [oldDisk] }));
    expect(older).toMatch(/^ {2}write: .*msec\); 0 zone resets$/m);
    expect(older).toContain('  vda: ios=12/3, merge=1/2, ');
  });
});
