/** I/Os are issued when fio issues them: as many, in the same order, at the same times as far as no machine's speed matters. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import type { FioJob } from '../../lib/result/fio-document.ts';
import { fioJson } from './fio-json.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

/** An I/O of an iolog. */
interface Logged {
  ms: number;
  direction: string;
}

function readLog(file: string): Logged[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [us, , direction, offset] = line.split(' ');
      return offset === undefined || direction === undefined ? [] : [{ ms: Number(us) / 1000, direction }];
    });
}

interface Measured {
  job: FioJob;
  log: Logged[];
}

/** Jobs do nothing, so that only their pace is seen; a machine that stalls them may cost them a few I/Os. */
const nothing = { ioengine: 'null', size: '1g', filename: 'paced' };
const fewIos = 3;

describe.skipIf(missing !== undefined)(`I/Os are paced as by fio ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let measurements = 0;

  async function measureBoth(options: Record<string, string | number>): Promise<[Measured, Measured]> {
    measurements += 1;
    const given = { ...nothing, ...options };
    const logs = ['fio', 'vfload'].map((name) => path.join(folders.logs, `${name}-${String(measurements)}`));
    const [theirLog = '', ourLog = ''] = logs;
    const args = Object.entries({ ...given, write_iolog: theirLog }).map(
      ([name, value]) => `--${name}=${value}`,
    );
    const [theirs] = (JSON.parse(fioJson(folders.fio, 'pacing', args)) as { jobs: FioJob[] }).jobs;
    const { repeats } = await run({
      ...{ name: 'pacing', directory: folders.vfload, ...given, write_iolog: ourLog, fioCompat: '3.33' },
      output: path.join(folders.logs, `pacing-${String(measurements)}.jsonl`),
    });
    const [ours] = repeats[0]?.result.jobs ?? [];
    if (theirs === undefined || ours === undefined) throw new Error('a document without a job');
    return [
      { job: theirs, log: readLog(theirLog) },
      { job: ours, log: readLog(ourLog) },
    ];
  }

  const limited = { time_based: 1, runtime: '1s' };

  test.each([
    { ...limited, rate_iops: 256 },
    { ...limited, rate: '1m', bs: '8k' },
    { ...limited, rate_iops: 100, iodepth: 8 },
    { ...limited, rate_iops: '100,30', rw: 'randrw' },
    { ...limited, rate_iops: '100,30', rw: 'rw', rwmixread: 90 },
    { ...limited, rate_iops: 100, ramp_time: '500ms' },
    { ...limited, rate_iops: 1 },
    { ...limited, rate_iops: 200, rate_process: 'poisson', rw: 'randread' },
    { ...limited, rate_iops: 100, rate_process: 'poisson', rw: 'randrw' },
    { rate_iops: 256, size: '1m' },
    { ...limited, rate_iops: 100, thinktime: '20ms', thinktime_blocks: 10 },
    { ...limited, rate_iops: 100, thinktime: '200ms', thinktime_blocks: 10, rate_ignore_thinktime: 1 },
  ])('as many I/Os of each direction with %j', async (options) => {
    const [fio, vfload] = await measureBoth(options);
    for (const side of ['read', 'write'] as const) {
      const difference = Math.abs(vfload.job[side].total_ios - fio.job[side].total_ios);
      expect(difference, side).toBeLessThanOrEqual(fewIos);
      // Waiting is in no latency: a machine that stalls a job shows in single ones.
      if (vfload.job[side].total_ios > 0) expect(vfload.job[side].lat_ns.min).toBeLessThan(1e6);
    }
    expect(Math.abs(vfload.job.job_runtime - fio.job.job_runtime)).toBeLessThan(200);
  });

  test('the gaps of a Poisson process are the same to a millisecond, for reads and for writes', async () => {
    const [fio, vfload] = await measureBoth({
      ...limited,
      rate_iops: 50,
      rate_process: 'poisson',
      rw: 'randrw',
    });
    for (const direction of ['read', 'write']) {
      const [theirs, ours] = [fio, vfload].map(({ log }) => log.filter((io) => io.direction === direction));
      const late = (theirs ?? []).map((io, place) => Math.abs(io.ms - (ours?.[place]?.ms ?? io.ms)));
      expect(late.toSorted((a, b) => a - b)[Math.floor(late.length / 2)]).toBeLessThan(2);
    }
  });

  test.each([
    { thinktime: '20ms', thinktime_blocks: 16, size: '256k' },
    { thinktime: '50ms', thinktime_spin: '1ms', thinktime_blocks: 32, size: '256k' },
  ])('pauses are as many and as long with %j', async (options) => {
    const [fio, vfload] = await measureBoth(options);
    expect(vfload.job.read.total_ios).toBe(fio.job.read.total_ios);
    expect(Math.abs(vfload.job.job_runtime - fio.job.job_runtime)).toBeLessThan(40);
  });

  test.each([
    { rate_min: '1t', rate_cycle: 200 },
    { rate_iops_min: 4_000_000_000, rate_cycle: 200 },
  ])('%j ends both with the same error after as long', async (options) => {
    const [fio, vfload] = await measureBoth({
      ...options,
      ...{ time_based: 1, runtime: '4s', bs: '64k', thinktime: '1ms' },
    });
    expect(vfload.job.error).toBe(fio.job.error);
    expect(Math.abs(vfload.job.job_runtime - fio.job.job_runtime)).toBeLessThan(500);
  });
});
