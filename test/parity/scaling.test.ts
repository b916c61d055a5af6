/** Very large files, deep queues, small and large blocks: the same I/O as fio at the ends of the scale. */
import { closeSync, ftruncateSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { run, type RunOptions } from '../../lib/index.ts';
import { fixed } from '../../lib/report/fio/number-text.ts';
import type { FioJob } from '../../lib/result/fio-document.ts';
import { nativeJob } from '../addon/native-job.mjs';
import { addon } from '../addon/supervised-work.ts';
import { fioJson } from './fio-json.ts';
import { fioMissing, foldersOfBlock, iologOffsets, iologOperations } from './fio.ts';

const missing = fioMissing();
const tebibyte = 2 ** 40;
const seed = 987_654_321;
const sameSeed = { randseed: String(seed), randrepeat: '0' };

interface Measured {
  job: FioJob;
  log: string;
}

describe.skipIf(missing !== undefined)(`at the ends of the scale as fio ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let runs = 0;

  beforeAll(() => {
    const file = openSync(path.join(folders.vfload, 'sparse'), 'w');
    ftruncateSync(file, tebibyte);
    closeSync(file);
  });

  function byFio(options: Record<string, string>): Measured {
    runs += 1;
    const log = path.join(folders.logs, `${String(runs)}.fio`);
    const all = { filename: 'sparse', ...sameSeed, ...options, write_iolog: log };
    const args = Object.entries(all).map(([name, value]) => `--${name}=${value}`);
    const document = JSON.parse(fioJson(folders.vfload, 'scale', args)) as { jobs: FioJob[] };
    const [job] = document.jobs;
    if (job === undefined) throw new Error('fio tells of no job');
    return { job, log };
  }

  /** @returns undefined where the machine has no such engine */
  async function byVfload(options: Record<string, string>): Promise<Measured | undefined> {
    runs += 1;
    const log = path.join(folders.logs, `${String(runs)}.vfload`);
    const output = path.join(folders.logs, `${String(runs)}.jsonl`);
    const common = { directory: folders.vfload, filename: 'sparse', fioCompat: '3.33' } as const;
    const { repeats } = await run({ ...common, ...sameSeed, ...options, write_iolog: log, output });
    const [result] = repeats.map((repeat) => repeat.result);
    if (result?.vfload.outcome === 'unsupported' && options['ioengine'] === 'io_uring') return undefined;
    expect(result?.vfload.outcome, result?.vfload.reason?.message).toBe('measured');
    const [job] = result?.jobs ?? [];
    if (job === undefined) throw new Error('vfload tells of no job');
    return { job, log };
  }

  /** The offsets that the policies of vfload's loops give, without any I/O. */
  function chosen(options: RunOptions & { rw: 'read' | 'randread' }, blockBytes: number): number[] {
    const job = nativeJob({
      ...{ rw: options.rw, bs: blockBytes, size: tebibyte, norandommap: options.norandommap === '1' },
      ...{ randseed: BigInt(seed), randrepeat: false, fioCompat: '3.33' },
    });
    return [...addon.offsets(job, tebibyte, 2000).offsets];
  }

  test.each([
    ['with a map', 4096, { rw: 'randread' }],
    ['with a map of blocks of 512 bytes', 512, { rw: 'randread' }],
    ['without a map', 4096, { rw: 'randread', norandommap: '1' }],
    ['in order', 4096, { rw: 'read' }],
  ] as const)('a file of 1 TiB is read %s at the same offsets', async (_how, blockBytes, options) => {
    const asked = { ...options, bs: String(blockBytes), size: '1t' };
    const expected = iologOffsets(byFio({ ...asked, number_ios: '2000' }).log, 'sparse');
    expect(expected).toHaveLength(2000);
    expect(chosen({ directory: folders.vfload, ...options }, blockBytes)).toEqual(expected);
    const measured = await byVfload({ ...asked, runtime: '200ms' });
    const offsets = iologOffsets(measured?.log ?? '', 'sparse');
    expect(offsets.length).toBeGreaterThan(0);
    const both = Math.min(offsets.length, expected.length);
    expect(offsets.slice(0, both)).toEqual(expected.slice(0, both));
  });

  test.each([
    { bs: '512', size: '1m' },
    { bs: '64k', size: '64m' },
    { bs: '16m', size: '256m' },
  ])('blocks of $bs have the same offsets and lengths, near the end of 1 TiB', async (options) => {
    for (const rw of ['read', 'randread']) {
      const asked = { ...options, rw, offset: String(tebibyte - 512 * 2 ** 20) };
      const expected = iologOperations(byFio(asked).log).get('sparse');
      expect(expected?.length).toBeGreaterThanOrEqual(16);
      const measured = await byVfload(asked);
      expect(iologOperations(measured?.log ?? '').get('sparse')).toEqual(expected);
    }
  });

  test.each(['libaio', 'io_uring'].flatMap((ioengine) => [1, 16, 1024].map((depth) => [ioengine, depth])))(
    '%s at depth %i has the same offsets and keeps as many in flight',
    async (ioengine, depth) => {
      const options = { ioengine: String(ioengine), iodepth: String(depth), rw: 'randread', size: '16m' };
      const measured = await byVfload(options);
      if (measured === undefined) return;
      const theirs = byFio(options);
      const expected = iologOperations(theirs.log).get('sparse');
      expect(expected).toHaveLength(4096);
      expect(iologOperations(measured.log).get('sparse')).toEqual(expected);
      // fio prints six digits after the point.
      const levels = Object.entries(measured.job.iodepth_level).map(([level, percent]) => [
        level,
        Number(fixed(percent, 6)),
      ]);
      expect(Object.fromEntries(levels)).toEqual(theirs.job.iodepth_level);
      expect(measured.job.read.total_ios).toBe(theirs.job.read.total_ios);
    },
  );

  test('a foreign file that was only read is there after all that, and as sparse as before', () => {
    const { size, blocks } = statSync(path.join(folders.vfload, 'sparse'));
    expect({ size, blocks }).toEqual({ size: tebibyte, blocks: 0 });
  });
});
