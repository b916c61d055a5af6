/** vfload's log files beside fio's: names, lines, and that what they say adds up to the results. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { report, run, type RunOptions } from '../../lib/index.ts';
import { fixed } from '../../lib/report/fio/number-text.ts';
import type { FioDirection, FioDocument } from '../../lib/result/fio-document.ts';
import { fioDocument } from '../../lib/result/fio-json.ts';
import { sumsOf } from '../../lib/stats/sums.ts';
import { job, jobEnd, options as jobOptions, outcome } from '../result/outcome-fixture.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';
import { fio, fioMissing, foldersOfBlock } from './fio.ts';
import { jsonPart } from './fio-output.ts';

const missing = fioMissing();
const kinds = ['bw', 'iops', 'lat', 'clat', 'slat', 'clat_hist'] as const;
type Kind = (typeof kinds)[number];

interface LogLine {
  timeMs: number;
  value: number;
  direction: string;
  bytes: string;
  rest: string;
}

/** Lines of `time, value, direction, bytes, …`. */
function linesOf(file: string): LogLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [timeMs, value, side = '', bytes = '', ...rest] = line.split(', ');
      return { timeMs: Number(timeMs), value: Number(value), direction: side, bytes, rest: rest.join(', ') };
    });
}

describe.skipIf(missing !== undefined)(`log files ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  /** Empty folders for the logs of both. */
  function emptied(): Record<'fio' | 'vfload', string> {
    const logs = { fio: path.join(folders.logs, 'fio'), vfload: path.join(folders.logs, 'vfload') };
    for (const folder of Object.values(logs)) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
    }
    return logs;
  }

  const prefixes = (folder: string, histograms: boolean): Record<string, string> => ({
    write_bw_log: path.join(folder, 'x'),
    write_lat_log: path.join(folder, 'x'),
    write_iops_log: path.join(folder, 'x'),
    ...(histograms ? { write_hist_log: path.join(folder, 'x') } : {}),
  });

  async function byVfload(options: RunOptions): Promise<FioDocument> {
    const output = path.join(folders.logs, `${String(Date.now())}.jsonl`);
    const measured = await run({ directory: folders.vfload, fioCompat: '3.33', output, ...options });
    return JSON.parse(jsonPart(await report(measured, { outputFormat: 'json' }))) as FioDocument;
  }

  /** The same job by both, with all its logs. */
  async function byBoth(options: Record<string, string>): Promise<Record<'fio' | 'vfload', string>> {
    const logs = emptied();
    const { write_bw_log: bandwidth, ...others } = prefixes(logs.fio, true);
    const named = { name: 'x', directory: folders.fio, ...options, write_bw_log: bandwidth ?? '' };
    fio({ ...named, ...others, output: path.join(folders.logs, 'fio.json') }, folders.root);
    await byVfload({ name: 'x', ...options, ...prefixes(logs.vfload, true) });
    return logs;
  }

  const common = { filename: 'f', rw: 'randrw', bs: '4k', size: '512k' };

  const shapes: [string, Record<string, string>, RegExp][] = [
    ['as they are by default', {}, /^\d+, \d+, [01], 4096, 0$/],
    ['with offsets', { log_offset: '1' }, /^\d+, \d+, [01], 4096, \d+, 0$/],
    ['with priorities', { log_prio: '1' }, /^\d+, \d+, [01], 4096, 0x0000$/],
    ['with both', { log_offset: '1', log_prio: '1' }, /^\d+, \d+, [01], 4096, \d+, 0x0000$/],
    ['at the time of day', { log_unix_epoch: '1' }, /^\d{13}, \d+, [01], 4096, 0$/],
    ['by a clock since 1970', { log_alternate_epoch: '1' }, /^\d{13}, \d+, [01], 4096, 0$/],
    [
      'by a clock of their own before the time of day',
      { log_unix_epoch: '1', log_alternate_epoch: '1', log_alternate_epoch_clock_id: '1' },
      /^\d{3,12}, \d+, [01], 4096, 0$/,
    ],
    ['compressed in memory', { log_compression: '4k' }, /^\d+, \d+, [01], 4096, 0$/],
    ['of several jobs', { numjobs: '2' }, /^\d+, \d+, [01], 4096, 0$/],
    ['of several jobs in one', { numjobs: '2', per_job_logs: '0' }, /^\d+, \d+, [01], 4096, 0$/],
    ['of an asynchronous engine', { ioengine: 'libaio', iodepth: '4' }, /^\d+, \d+, [01], 4096, 0$/],
    ['averaged', { log_avg_msec: '1' }, /^\d+, \d+, [01], 0, 0$/],
    ['averaged, with offsets', { log_avg_msec: '1', log_offset: '1' }, /^\d+, \d+, [01], 0, 0, 0$/],
    ['of greatest values', { log_avg_msec: '1', log_max_value: '1' }, /^\d+, \d+, [01], 0, 0$/],
  ];

  test.each(shapes)('%s have the names and the lines of those of fio', async (_what, options, shape) => {
    const logs = await byBoth({ ...common, ...options });
    expect(readdirSync(logs.vfload)).toEqual(readdirSync(logs.fio));
    for (const folder of [logs.fio, logs.vfload]) {
      for (const file of readdirSync(folder).filter((name) => !name.includes('hist'))) {
        for (const line of readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')) {
          if (line !== '' || !/slat|bw|iops/.test(file)) expect(line, file).toMatch(shape);
        }
      }
    }
  });

  test.each(['bw', 'iops', 'lat', 'clat'])(
    'the %s log tells the same I/Os in the same order',
    async (kind) => {
      const logs = await byBoth({ ...common, log_offset: '1' });
      const [theirs, mine] = [logs.fio, logs.vfload].map((folder) =>
        linesOf(path.join(folder, `x_${kind}.1.log`)).map((line) => [line.direction, line.bytes, line.rest]),
      );
      expect(theirs).toHaveLength(128);
      expect(mine).toEqual(theirs);
    },
  );

  test.each([0, 1, 3, 6, 7])(
    'histograms of coarseness %i have as many numbers as those of fio',
    async (n) => {
      const pace = { rw: 'randread', time_based: '1', runtime: '300ms', log_hist_msec: '100' };
      const logs = await byBoth({ ...common, ...pace, log_hist_coarseness: String(n) });
      const counts = [logs.fio, logs.vfload].map((folder) => {
        const lines = readFileSync(path.join(folder, 'x_clat_hist.1.log'), 'utf8').trimEnd().split('\n');
        expect(lines.length).toBeGreaterThan(0);
        return new Set(lines.map((line) => line.split(', ').length));
      });
      expect(counts[0]).toEqual(new Set([3 + Math.ceil(1856 / 2 ** n)]));
      expect(counts[1]).toEqual(counts[0]);
    },
  );

  function rowsOf(folder: string): Record<Kind, LogLine[]> {
    const read = (kind: Kind): LogLine[] => {
      const file = path.join(folder, `x_${kind}.1.log`);
      return existsSync(file) && kind !== 'clat_hist' ? linesOf(file) : [];
    };
    return Object.fromEntries(kinds.map((kind) => [kind, read(kind)])) as Record<Kind, LogLine[]>;
  }

  const values = (lines: readonly LogLine[], side: '0' | '1'): number[] =>
    lines.filter((line) => line.direction === side).map((line) => line.value);

  test.each([
    ['psync', 'randrw'],
    ['libaio', 'randrw'],
    ['io_uring', 'randwrite'],
    ['mmap', 'randread'],
  ])("what %s's logs of %s say adds up to the results", async (ioengine, rw) => {
    const { vfload: folder } = emptied();
    const size = { ...common, size: '16m' };
    const document = await byVfload({ ...size, ioengine, rw, iodepth: 8, ...prefixes(folder, false) });
    const rows = rowsOf(folder);
    const side = (which: '0' | '1') =>
      direction(values(rows.clat, which), {
        slat: sumsOf(values(rows.slat, which)),
        lat: sumsOf(values(rows.lat, which)),
        bwSamples: sumsOf(values(rows.bw, which)),
        iopsSamples: sumsOf(values(rows.iops, which)),
      });
    const recomputed = fioDocument(
      outcome({
        fioCompat: '3.33',
        jobs: [
          job({
            options: jobOptions({}),
            end: jobEnd({ statistics: statistics({ read: side('0'), write: side('1') }) }),
          }),
        ],
      }),
    );
    const [theirs, mine] = [document.jobs[0], recomputed.jobs[0]];
    if (theirs === undefined || mine === undefined) throw new Error('a document without a job');
    const sameFigures = [
      ...(['slat_ns', 'clat_ns', 'lat_ns', 'bw_min', 'bw_max', 'bw_mean', 'bw_dev', 'bw_samples'] as const),
      ...(['iops_min', 'iops_max', 'iops_mean', 'iops_stddev', 'iops_samples'] as const),
    ] satisfies (keyof FioDirection)[];
    for (const sideName of ['read', 'write'] as const) {
      const wanted = Object.fromEntries(
        sameFigures.map((name) => [name, roundedAsJson(theirs[sideName][name])]),
      );
      const found = Object.fromEntries(
        sameFigures.map((name) => [name, roundedAsJson(mine[sideName][name])]),
      );
      expect(found, sideName).toEqual(wanted);
    }
    for (const table of ['latency_ns', 'latency_us', 'latency_ms'] as const) {
      expect(roundedAsJson(mine[table])).toEqual(roundedAsJson(theirs[table]));
    }
    expect(theirs.read.clat_ns.N + theirs.write.clat_ns.N).toBe(4096);
  });

  test('averages of bandwidth and IOPS are the samples of the results', async () => {
    const { vfload: folder } = emptied();
    const pace = { time_based: true, runtime: '1s', log_avg_msec: 100 };
    const document = await byVfload({ ...common, ...pace, ...prefixes(folder, false) });
    const rows = rowsOf(folder);
    for (const [side, name] of [
      ['0', 'read'],
      ['1', 'write'],
    ] as const) {
      const found = document.jobs[0]?.[name];
      expect(values(rows.bw, side)).toHaveLength(found?.bw_samples ?? 0);
      expect(Math.min(...values(rows.bw, side))).toBe(found?.bw_min);
      expect(Math.max(...values(rows.bw, side))).toBe(found?.bw_max);
      expect(Math.max(...values(rows.iops, side))).toBe(found?.iops_max);
    }
  });

  test('an average over the whole run is the mean of the results', async () => {
    const { vfload: folder } = emptied();
    const document = await byVfload({ ...common, log_avg_msec: 60_000, ...prefixes(folder, false) });
    const rows = rowsOf(folder);
    const [found] = document.jobs;
    expect(values(rows.clat, '0')).toEqual([Math.round(found?.read.clat_ns.mean ?? 0)]);
    expect(values(rows.lat, '1')).toEqual([Math.round(found?.write.lat_ns.mean ?? 0)]);
  });

  test('what log_avg_msec does to the periods of the samples is what it does in fio', async () => {
    const logs = emptied();
    const pace = { ...common, rw: 'randread', time_based: '1', runtime: '1s' };
    const cases: [Record<string, string>, number][] = [
      [{ log_avg_msec: '200' }, 4],
      [{ log_avg_msec: '200', bwavgtime: '400' }, 2],
      [{ log_avg_msec: '5000' }, 0],
    ];
    for (const [options, lines] of cases) {
      const paced = { ...pace, ...options };
      fio(
        { name: 'x', directory: folders.fio, ...paced, write_bw_log: path.join(logs.fio, 'x') },
        folders.root,
      );
      await byVfload({ name: 'x', ...paced, write_bw_log: path.join(logs.vfload, 'x') });
      for (const folder of [logs.fio, logs.vfload]) {
        const found = linesOf(path.join(folder, 'x_bw.1.log')).length;
        // A busy machine may be late for one, or see the end before it.
        expect(Math.abs(found - lines), JSON.stringify(options)).toBeLessThanOrEqual(lines === 0 ? 0 : 1);
      }
    }
  });
});

/** As it is printed: doubles with six decimals. */
function roundedAsJson(value: unknown): unknown {
  if (typeof value === 'number') return Number(fixed(value, 6));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, roundedAsJson(each)]));
}
