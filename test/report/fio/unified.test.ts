import { describe, expect, test } from 'vitest';
import { runOutput } from '../../../lib/report/fio/output.ts';
import type { FioOutputFormat } from '../../../lib/report/fio/output.ts';
import type { FioJob, RunResult } from '../../../lib/result/fio-document.ts';
import { sumsOf } from '../../../lib/stats/sums.ts';
import { job, jobEnd, options } from '../../result/outcome-fixture.ts';
import { direction, statistics } from '../../result/statistics-fixture.ts';
import { finished } from './finished-run.ts';

/** A job that read twice and wrote once. */
function mixedRun(unified: 'none' | 'mixed' | 'both'): RunResult {
  const samples = { bwSamples: sumsOf([10, 30]), iopsSamples: sumsOf([1, 3]) };
  const measured = statistics({
    read: direction([1000, 3000], samples),
    write: direction([5000], samples),
  });
  const outcome = job({
    options: options({ rw: 'randrw', unified_rw_reporting: unified }),
    end: jobEnd({ statistics: measured }),
  });
  return finished([outcome]);
}

function output(result: RunResult, format: FioOutputFormat, terseVersion = 3): string {
  return runOutput(result, result.vfload.fioOutput, { outputFormat: [format], terseVersion });
}

function jsonJob(result: RunResult, format: 'json' | 'json+' = 'json'): FioJob {
  const { jobs } = JSON.parse(output(result, format)) as RunResult;
  return jobs[0] ?? expect.fail('no entry');
}

const apart = ['read', 'write', 'trim', 'sync'];

describe('reads and writes', () => {
  test('are apart where nothing else is said', () => {
    expect(mixedRun('none').jobs[0]).not.toHaveProperty('mixed');
    expect(Object.keys(jsonJob(mixedRun('none')))).toEqual(expect.arrayContaining(apart));
  });

  test('as one stand in their place, and behind them where both are asked for', () => {
    const mixed = Object.keys(jsonJob(mixedRun('mixed')));
    expect(mixed.filter((key) => apart.includes(key))).toEqual([]);
    expect(mixed[mixed.indexOf('mixed') + 1]).toBe('job_runtime');
    const both = Object.keys(jsonJob(mixedRun('both')));
    const first = both.indexOf('read');
    expect(both.slice(first, first + 5)).toEqual([...apart, 'mixed']);
  });

  test('as one are added up as jobs are', () => {
    expect(mixedRun('both').jobs[0]?.mixed).toMatchObject({
      ...{ total_ios: 3, bw_samples: 4, bw_mean: 40, bw_min: 20, bw_max: 60, iops_samples: 4 },
      clat_ns: { min: 1000, max: 5000, mean: 3000, N: 3 },
    });
  });

  test('as one have the bins of both in JSON+', () => {
    const { read, write, mixed } = jsonJob(mixedRun('both'), 'json+');
    const binsOf = (latency: object | undefined): object => (latency as { bins: object }).bins;
    expect(binsOf(mixed?.clat_ns)).toEqual({ ...binsOf(read.clat_ns), ...binsOf(write.clat_ns) });
  });
});

// Of fio 3.33, without disks; version 2 has none in any case.
test.each([
  ['none', [161, 121, 162, 180]],
  ['mixed', [79, 80, 80, 86]],
  ['both', [202, 162, 203, 227]],
] as const)('terse lines of %s have as many fields as fio has', (unified, counts) => {
  const found = [2, 3, 4, 5].map(
    (version) => output(mixedRun(unified), 'terse', version).trimEnd().split(';').length,
  );
  expect(found).toEqual(counts);
});

test('the normal output has a line for them, in the block and in the group', () => {
  const linesOf = (unified: 'none' | 'mixed' | 'both'): string[] =>
    output(mixedRun(unified), 'normal')
      .split('\n')
      .flatMap((line) => /^ +(read|write|mixed|READ|WRITE|MIXED): /.exec(line)?.[1] ?? []);
  expect(linesOf('none')).toEqual(['read', 'write', 'READ', 'WRITE']);
  expect(linesOf('mixed')).toEqual(['mixed', 'MIXED']);
  expect(linesOf('both')).toEqual(['read', 'write', 'mixed', 'READ', 'WRITE', 'MIXED']);
  expect(output(mixedRun('mixed'), 'normal')).toContain('issued rwts: total=3,0,0,0 short=0,0,0,0');
});
