/** Journals for reports: cells with given figures. */
import { buildRunResult } from '../../lib/result/run-result.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import type { Workload } from '../../lib/options/workload.ts';
import type { Journal, JournalRepeat } from '../../lib/result/journal.ts';
import type { Reason } from '../../lib/result/vfload-member.ts';
import { header, repeat } from '../result/journal-fixture.ts';
import { job, jobEnd, options, outcome } from '../result/outcome-fixture.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';

/** Whole KiB/s and IOPS, as fio's terse lines have them. */
export interface Figures {
  bw: number;
  iops: number;
  /** Latencies of the repeat, ns. */
  latencies?: number[];
}

export interface CellFigures {
  run: string;
  configuration?: string;
  rw?: Workload;
  ioengine?: JobOptions['ioengine'];
  /** Per repeat. */
  read?: Figures[];
  write?: Figures[];
  trim?: Figures[];
  /** µs of CPU time of a repeat. */
  cpuUs?: number;
  runtimeMs?: number;
}

const noFigures: Figures = { bw: 0, iops: 0 };

/** The repeats of a measured cell. */
export function measuredCell(cell: CellFigures): JournalRepeat[] {
  const repeats = Math.max(cell.read?.length ?? 0, cell.write?.length ?? 0, cell.trim?.length ?? 0);
  return Array.from({ length: repeats }, (_unused, index) => {
    const read = cell.read?.[index] ?? noFigures;
    const write = cell.write?.[index] ?? noFigures;
    const trim = cell.trim?.[index];
    const result = buildRunResult(
      outcome({
        jobs: [
          job({
            options: options({
              rw: cell.rw ?? (cell.read === undefined ? 'randwrite' : 'randread'),
              ioengine: cell.ioengine ?? 'psync',
              runtime: cell.runtimeMs ?? 1000,
              time_based: true,
            }),
            end: jobEnd({
              statistics: statistics({
                read: direction(read.latencies ?? [1000]),
                write: direction(write.latencies ?? [1000]),
                ...(trim === undefined ? {} : { trim: direction(trim.latencies ?? [1000]) }),
                depthLevel: BigUint64Array.of(2n, 0n, 0n, 0n, 0n, 0n, 0n),
                resources: {
                  userUs: cell.cpuUs ?? 10,
                  systemUs: 0,
                  voluntarySwitches: 0,
                  involuntarySwitches: 0,
                  minorFaults: 0,
                  majorFaults: 0,
                },
              }),
            }),
          }),
        ],
      }),
    );
    const [entry] = result.jobs;
    if (entry !== undefined) {
      Object.assign(entry.read, { bw: read.bw, bw_bytes: read.bw * 1024, iops: read.iops });
      Object.assign(entry.write, { bw: write.bw, bw_bytes: write.bw * 1024, iops: write.iops });
      if (trim !== undefined)
        Object.assign(entry.trim, { bw: trim.bw, bw_bytes: trim.bw * 1024, iops: trim.iops });
    }
    return repeat({ run: cell.run, configuration: cell.configuration ?? 'share', repeat: index + 1, result });
  });
}

export const noMappings: Reason = {
  kind: 'error',
  errno: 19,
  errnoName: 'ENODEV',
  operation: 'map',
  message: 'map vfload-file1 (mmap) ended with ENODEV.',
  cause: 'virtiofs with cache=none has no shared mappings',
  remedy: 'start virtiofsd with --allow-mmap',
};

export const busError: Reason = {
  kind: 'killed',
  signal: 'SIGBUS',
  operation: 'running',
  message: 'Process 4711 was ended by SIGBUS.',
  cause: 'the file was cut off',
  remedy: 'leave the files alone',
};

/** One repeat of a cell without figures. */
export function badCell(
  run: string,
  bad: { outcome: 'unsupported' | 'failed'; reason: Reason },
  given: { configuration?: string; rw?: Workload; repeat?: number } = {},
): JournalRepeat {
  const result = buildRunResult(
    outcome({
      verdict: bad,
      jobs: [job({ end: undefined, options: options({ rw: given.rw ?? 'randread' }) })],
    }),
  );
  return repeat({ run, configuration: given.configuration ?? 'share', repeat: given.repeat ?? 1, result });
}

/** A journal of these repeats; its runs and configurations are in their order. */
export function journalOf(repeats: JournalRepeat[]): Journal {
  const labels = [...new Set(repeats.map(({ configuration }) => configuration))];
  return {
    header: {
      ...header,
      runs: [...new Set(repeats.map(({ run }) => run))],
      configurations: labels.map((label) => ({ label, directory: `/mnt/${label}`, mount: null })),
    },
    repeats,
    warnings: [],
  };
}

/** A sequence of the same figures. */
export function thrice(bw: number, iops: number, latencies?: number[]): Figures[] {
  return Array.from({ length: 3 }, () => ({ bw, iops, ...(latencies === undefined ? {} : { latencies }) }));
}
