/**
 * fio's logs of bandwidth, IOPS and latencies (fio-semantics 5.6). A line is `time, value, direction, length, …`; what the value is,
 * only the file's name says. A log of histograms has a count for each bucket in each line.
 */
import path from 'node:path';
import { bucketRuns } from '../stats/bucket-runs.ts';
import { bucketCount, bucketIndex } from '../stats/buckets.ts';
import { percentiles } from '../stats/percentiles.ts';
import type { Entry, EntryDirection, Figures } from './entry.ts';
import type { Warn } from './found.ts';
import { visible } from './visible.ts';

type LogKind = 'bw' | 'iops' | 'lat' | 'clat' | 'slat' | 'hist';

const directions: readonly EntryDirection[] = ['read', 'write', 'trim'];

const logLine = /^\d+, -?\d+, [0-2], \d+(?:, (?:\d+|0x[0-9a-f]+)){0,3}$/;
/** So many counts no other line has; a coarser table has at least as many. */
const histogramLine = /^\d+, [0-2], \d+(?:, \d+){29,}$/;

/** Whether a line is one of a log. */
export function isLogLine(text: string): boolean {
  return logLine.test(text) || histogramLine.test(text);
}

/** What a log is called: `PREFIX_clat.1.log`; undefined: something else. */
export function logName(file: string): { job: string; kind: LogKind; number: number } | undefined {
  const [, job, kind, number = '1'] =
    /^(.*)_(bw|iops|lat|clat|slat|clat_hist)(?:\.(\d+))?\.log$/.exec(path.basename(file)) ?? [];
  if (job === undefined || kind === undefined) return undefined;
  return { job, kind: kind === 'clat_hist' ? 'hist' : (kind as LogKind), number: Number(number) };
}

/** Of one direction. */
interface Counted {
  lines: number;
  bytes: number;
  /** Mean and squared deviations of the values so far (Welford). */
  mean: number;
  squares: number;
  min: number;
  max: number;
  buckets: Float64Array;
}

/** More warnings of one log tell nothing new. */
const mostWarnings = 20;

/** Takes the lines of one log. */
export class LogReader {
  readonly #file: string;
  readonly #warn: Warn;
  readonly #name: ReturnType<typeof logName>;
  readonly #sides = new Map<EntryDirection, Counted>();
  #kind: LogKind | undefined;
  #odd = 0;

  constructor(file: string, warn: Warn) {
    this.#file = file;
    this.#warn = warn;
    this.#name = logName(file);
    this.#kind = this.#name?.kind;
  }

  line(text: string, number: number): void {
    if (text.trim() === '') return;
    if (histogramLine.test(text)) this.#histogram(text, number);
    else if (logLine.test(text) && this.#kind !== 'hist') this.#value(text);
    else this.#strange(number, 'is no line of this log');
  }

  #strange(number: number, message: string): void {
    this.#odd += 1;
    if (this.#odd < mostWarnings) this.#warn(number, `${message}; left out`);
    if (this.#odd === mostWarnings) this.#warn(number, `${message}; left out, and so may be lines after it`);
  }

  #side(direction: string | undefined): Counted {
    const name = directions[Number(direction)] ?? 'read';
    const known = this.#sides.get(name);
    if (known !== undefined) return known;
    const none = { lines: 0, bytes: 0, mean: 0, squares: 0, min: Infinity, max: 0 };
    const side = { ...none, buckets: new Float64Array(bucketCount) };
    this.#sides.set(name, side);
    return side;
  }

  #value(text: string): void {
    const [, valueText = '', direction, length = ''] = text.split(', ', 4);
    const side = this.#side(direction);
    const value = Number(valueText);
    side.lines += 1;
    side.bytes += Number(length);
    const before = value - side.mean;
    side.mean += before / side.lines;
    side.squares += before * (value - side.mean);
    side.min = Math.min(side.min, value);
    side.max = Math.max(side.max, value);
    if (this.#kind !== 'clat') return;
    const index = bucketIndex(value);
    side.buckets[index] = (side.buckets[index] ?? 0) + 1;
  }

  #histogram(text: string, number: number): void {
    this.#kind = 'hist';
    const [, direction, , ...counts] = text.split(', ');
    const width = bucketCount / counts.length;
    if (!Number.isInteger(Math.log2(width))) {
      this.#strange(number, `a histogram of ${counts.length} buckets, which no fio writes`);
      return;
    }
    const side = this.#side(direction);
    side.lines += 1;
    for (const [index, count] of counts.entries()) {
      // Of neighbours that were added up the one in the middle stands for all.
      const bucket = index * width + Math.floor(width / 2);
      side.buckets[bucket] = (side.buckets[bucket] ?? 0) + Number(count);
    }
  }

  /** An entry for each direction; empty where there were no lines. */
  entries(configuration: string): Entry[] {
    if (this.#kind === undefined && this.#sides.size > 0)
      this.#warn(
        1,
        'what the values of this log are its name does not say (_bw, _iops, _lat, _clat): only I/Os are counted',
      );
    const { job = configuration, number = 1 } = this.#name ?? {};
    return directions.flatMap((direction) => {
      const side = this.#sides.get(direction);
      return side === undefined
        ? []
        : this.#entry(side, direction, { configuration, job: visible(job), member: number - 1 });
    });
  }

  #entry(
    side: Counted,
    direction: EntryDirection,
    names: { configuration: string; job: string; member: number },
  ): Entry {
    const hasBuckets = side.buckets.some((count) => count > 0);
    return {
      source: this.#file,
      ...names,
      run: names.job,
      group: 0,
      repeat: 1,
      position: 0,
      direction,
      outcome: 'measured',
      tool: { name: 'fio' },
      settings: {},
      figures: this.#figures(side),
      ...(hasBuckets ? { clatBuckets: bucketRuns(side.buckets) } : {}),
      place: { file: this.#file, line: 1 },
    };
  }

  #figures(side: Counted): Figures {
    const isAveraged = side.bytes === 0;
    if (this.#kind === 'hist') return percentileFigures(side);
    if (isAveraged && this.#kind === 'bw') return { bw_bytes: side.mean * 1024 };
    if (isAveraged && this.#kind === 'iops') return { iops: side.mean };
    if (isAveraged) {
      this.#warn(1, 'a log of averages tells nothing of single I/Os');
      return {};
    }
    const counted = { io_bytes: side.bytes, total_ios: side.lines };
    if (this.#kind !== 'clat') return counted;
    return {
      ...counted,
      clat_min_ns: side.min,
      clat_mean_ns: side.mean,
      clat_stddev_ns: side.lines < 2 ? 0 : Math.sqrt(side.squares / (side.lines - 1)),
      clat_max_ns: side.max,
      ...percentileFigures(side),
    };
  }
}

function percentileFigures({ buckets }: Counted): Figures {
  const [p50, p99] = percentiles(buckets, [50, 99]);
  return p50 === undefined || p99 === undefined ? {} : { clat_p50_ns: p50.valueNs, clat_p99_ns: p99.valueNs };
}
