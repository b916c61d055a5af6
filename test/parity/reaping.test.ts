/** Completions are taken as fio takes them: as many at a time, at the same depths. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import { fixed } from '../../lib/report/fio/number-text.ts';
import type { FioJob } from '../../lib/result/fio-document.ts';
import { fioJson } from './fio-json.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';

const missing = fioMissing();

/** So few that every share of them has six decimals at most. */
const size = '1m';
const file = 'reaped';

/** The members that say how completions were taken. */
const members = ['iodepth_level', 'iodepth_submit', 'iodepth_complete'] as const;
type Depths = Record<(typeof members)[number], Record<string, number>>;

/** As fio prints them. */
function depthsOf(job: Pick<FioJob, keyof Depths>): Depths {
  const entries = members.map((member): [string, Record<string, number>] => {
    const shares = Object.entries(job[member]).map(([name, share]): [string, number] => [
      name,
      Number(fixed(share, 6)),
    ]);
    return [member, Object.fromEntries(shares)];
  });
  return Object.fromEntries(entries) as Depths;
}

interface Batches {
  iodepth: number;
  iodepth_batch_complete_min?: number;
  iodepth_batch_complete_max?: number;
  iodepth_batch?: number;
  iodepth_low?: number;
}

function batches(iodepth: number, min?: number, max?: number): [string, Batches] {
  const given = {
    iodepth,
    ...(min === undefined ? {} : { iodepth_batch_complete_min: min }),
    ...(max === undefined ? {} : { iodepth_batch_complete_max: max }),
  };
  return [JSON.stringify({ iodepth, min, max }).replaceAll('"', ''), given];
}

/** However long a completion takes: as many are waited for as are taken, or nothing stays in flight. */
const alwaysTheSame = [
  batches(16),
  batches(16, 1, 1),
  batches(16, 4),
  batches(16, 16),
  batches(8, 4, 2),
  batches(8, 100),
  batches(8, 0),
  batches(8, 0, 0),
  batches(1, 0),
];

/** Batches of submissions, and depths that sink before more is submitted. */
const submitted: [string, Batches][] = [
  { iodepth: 8, iodepth_batch: 4 },
  { iodepth: 8, iodepth_batch: 0 },
  { iodepth: 8, iodepth_batch: 8 },
  { iodepth: 6, iodepth_batch: 4, iodepth_low: 1 },
  { iodepth: 8, iodepth_batch: 3, iodepth_low: 1 },
  { iodepth: 8, iodepth_low: 4 },
  { iodepth: 16, iodepth_batch: 8, iodepth_batch_complete_min: 8 },
  { iodepth: 16, iodepth_batch: 4, iodepth_batch_complete_min: 3, iodepth_low: 5 },
].map((given) => [JSON.stringify(given).replaceAll('"', ''), given]);

/** Where every completion is there as soon as its I/O is submitted. */
const theSameInCache = [
  ...alwaysTheSame,
  batches(16, undefined, 16),
  batches(16, undefined, 1000),
  batches(16, 3, 7),
  batches(8, 0, 1),
  batches(8, 0, 8),
];

describe.skipIf(missing !== undefined)(`completions are taken as by fio ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();
  let measurements = 0;

  async function measureBoth(options: Record<string, string | number>): Promise<Record<string, Depths>> {
    const args = Object.entries(options).map(([name, value]) => `--${name}=${String(value)}`);
    const text = fioJson(folders.fio, 'reaping', [`--filename=${file}`, `--size=${size}`, ...args]);
    const [theirs] = (JSON.parse(text) as { jobs: FioJob[] }).jobs;
    measurements += 1;
    const { repeats } = await run({
      ...{ name: 'reaping', directory: folders.vfload, filename: file, size, ...options, fioCompat: '3.33' },
      output: path.join(folders.logs, `reaping-${String(measurements)}.jsonl`),
    });
    const [ours] = repeats[0]?.result.jobs ?? [];
    if (theirs === undefined || ours === undefined) throw new Error('a document without a job');
    return { fio: depthsOf(theirs), vfload: depthsOf(ours) };
  }

  // Reads would not do: vfload drops the caches before a run. Writes of whole pages read nothing.
  test.each(theSameInCache)('libaio, buffered writes, %s', async (_title, given) => {
    const { fio, vfload } = await measureBoth({ ioengine: 'libaio', rw: 'randwrite', ...given });
    expect(vfload).toEqual(fio);
  });

  describe.each(['libaio', 'io_uring'])('%s', (ioengine) => {
    // At the end vfload takes completions as they come and fio all at once, so that the number of reaps differs.
    test.each([...alwaysTheSame, ...submitted])('O_DIRECT reads, %s', async (_title, given) => {
      const { fio, vfload } = await measureBoth({ ioengine, rw: 'randread', direct: 1, ...given });
      expect(vfload?.iodepth_level).toEqual(fio?.iodepth_level);
      expect(vfload?.iodepth_submit).toEqual(fio?.iodepth_submit);
    });
  });
});
