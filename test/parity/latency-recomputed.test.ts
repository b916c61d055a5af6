/** Figures recomputed from a real fio's log of every I/O are those of its own document. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixed } from '../../lib/report/fio/number-text.ts';
import type { FioDirection, FioDocument, FioLatency } from '../../lib/result/fio-document.ts';
import { fioDocument } from '../../lib/result/fio-json.ts';
import { sumsOf } from '../../lib/stats/sums.ts';
import { job, jobEnd, options, outcome } from '../result/outcome-fixture.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';
import { fioJson } from './fio-json.ts';

/** Latencies (ns) of a direction from an un-averaged log: `time, value, direction, …` a line. */
function logged(file: string, wanted: '0' | '1'): number[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(', '))
    .filter(([, , side]) => side === wanted)
    .map(([, value]) => Number(value));
}

/**
 * What fio printed, with room for its running mean: that is rounded at each sample, so that an exact tie between two last
 * digits may fall to the other side.
 */
function asPrinted(latency: FioLatency): unknown {
  const near = (figure: number): unknown => expect.closeTo(figure, 5);
  return { ...latency, mean: near(latency.mean), stddev: near(latency.stddev) };
}

function printedTable(table: Record<string, number>): Record<string, string> {
  return Object.fromEntries(Object.entries(table).map(([key, percent]) => [key, fixed(percent, 6)]));
}

const missing = fioMissing();

describe.skipIf(missing !== undefined)(
  `logs of fio${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    const folders = foldersOfBlock();

    /** What the logs of job `n` say, as the generator's statistics. */
    function fromLogs(prefix: string, n: number) {
      const read = (kind: string, side: '0' | '1'): number[] =>
        logged(path.join(folders.fio, `${prefix}_${kind}.${n.toString()}.log`), side);
      const side = (which: '0' | '1') =>
        direction(read('clat', which), {
          slat: sumsOf(read('slat', which)),
          lat: sumsOf(read('lat', which)),
        });
      return statistics({ read: side('0'), write: side('1') });
    }

    function compare(document: FioDocument, recomputed: FioDocument): void {
      const [theirs] = document.jobs;
      const [mine] = recomputed.jobs;
      if (theirs === undefined || mine === undefined) throw new Error('a document without a job');
      for (const side of ['read', 'write'] as const) {
        for (const series of ['slat_ns', 'clat_ns', 'lat_ns'] as const satisfies (keyof FioDirection)[]) {
          expect(mine[side][series], `${side} ${series}`).toEqual(asPrinted(theirs[side][series]));
        }
      }
      for (const table of ['latency_ns', 'latency_us', 'latency_ms'] as const) {
        expect(printedTable(mine[table]), table).toEqual(printedTable(theirs[table]));
      }
    }

    // 1000 and 3000 I/Os: percentiles whose rank is a whole number but for the last bit of a double.
    test.each([
      ['psync', 'randread', '4000k'],
      ['libaio', 'randrw', '12000k'],
      ['mmap', 'randwrite', '4096k'],
    ])('one job of %s, %s of %s', (ioengine, rw, size) => {
      const args = ['--bs=4k', '--iodepth=8', '--thinktime=10', `--write_lat_log=${folders.fio}/one`];
      const text = fioJson(folders.fio, 'one', [
        `--ioengine=${ioengine}`,
        `--rw=${rw}`,
        `--size=${size}`,
        ...args,
      ]);
      const recomputed = fioDocument(
        outcome({ fioCompat: '3.33', jobs: [job({ end: jobEnd({ statistics: fromLogs('one', 1) }) })] }),
      );
      compare(JSON.parse(text) as FioDocument, recomputed);
    });

    test('four jobs reported as one', () => {
      const args = ['--bs=4k', '--numjobs=4', '--group_reporting', `--write_lat_log=${folders.fio}/four`];
      const text = fioJson(folders.fio, 'four', ['--rw=randrw', '--size=1000k', '--thinktime=10', ...args]);
      const jobs = [1, 2, 3, 4].map((n) =>
        job({
          options: options({ group_reporting: true }),
          end: jobEnd({ statistics: fromLogs('four', n) }),
        }),
      );
      compare(JSON.parse(text) as FioDocument, fioDocument(outcome({ fioCompat: '3.33', jobs })));
    });
  },
);
