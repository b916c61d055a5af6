/** Lines of fio's normal output (fio-semantics 5.5), and of the one that fio 2 had: what each says. */
import type { EntryDirection, EntrySettings, Figures } from './entry.ts';

const binaryPower: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/** `62.9MiB` in bytes; fio 2 wrote `62.9MB` and meant the same. undefined for bits and what else is no byte. */
function bytes(number: string, unit: string): number | undefined {
  const letter = /^([kmgtp]?)i?B?$/i.exec(unit)?.[1];
  const power = letter === undefined || unit.endsWith('b') ? undefined : binaryPower[letter.toLowerCase()];
  return power === undefined ? undefined : Math.round(Number(number) * 1024 ** power);
}

/** `24.3k` in ones. */
function decimal(text: string): number {
  const [, number = '', suffix = ''] = /^([\d.]+)([kMGTP]?)$/.exec(text) ?? [];
  const power = ['', 'k', 'M', 'G', 'T', 'P'].indexOf(suffix);
  return Number(`${number}e${3 * power}`);
}

const exponentOfUnit: Readonly<Record<string, number>> = { nsec: 0, usec: 3, msec: 6, sec: 9 };

/** A number of a latency line in ns, by its unit; the point is moved in the text. */
function nanoseconds(text: string, unit: string): number {
  const [, number = '', suffix = ''] = /^([\d.]+)([kMG]?)$/.exec(text) ?? [];
  const power = 3 * ['', 'k', 'M', 'G'].indexOf(suffix) + (exponentOfUnit[unit] ?? 0);
  return Number(`${number}e${power}`);
}

export interface HeadLine {
  job: string;
  group: number;
  settings: EntrySettings;
}

const head = /^(.+): \(g=(\d+)\): rw=(\w+), (?:bs=(.*), )?ioengine=([\w-]+), iodepth=(\d+)/;

/** A line of the head: a job as it was described. */
export function headLine(text: string): HeadLine | undefined {
  const [, job, group, rw, lengths, ioengine, iodepth] = text.includes(': (g=')
    ? (head.exec(text) ?? [])
    : [];
  if (job === undefined || rw === undefined || ioengine === undefined) return undefined;
  const bs = lengths === undefined ? undefined : blockSize(lengths, rw);
  const settings: EntrySettings = {
    rw,
    ioengine,
    iodepth: Number(iodepth),
    ...(bs === undefined ? {} : { bs }),
  };
  return { job, group: Number(group), settings };
}

/** Of `(R) 4096B-4096B, (W) 4096B-4096B, (T) …`, or fio 2's `4K-4K/4K-4K/4K-4K`, what the workload uses. */
function blockSize(text: string, rw: string): number | string | undefined {
  const ranges = [...text.matchAll(/([\d.]+)([KMGT]?i?B?)-([\d.]+)([KMGT]?i?B?)/g)].map(
    ([, least = '', leastUnit = '', most = '', mostUnit = '']) => [
      bytes(least, leastUnit),
      bytes(most, mostUnit),
    ],
  );
  const used = directionsOfWorkload(rw).map(
    (direction) => ranges[['read', 'write', 'trim'].indexOf(direction)],
  );
  const texts = used.map((range) =>
    range?.[0] === range?.[1] ? `${range?.[0]}` : `${range?.[0]}-${range?.[1]}`,
  );
  if (texts.length === 0 || texts.some((each) => each.includes('undefined'))) return undefined;
  const [first = ''] = texts;
  if (texts.every((each) => each === first)) return /^\d+$/.test(first) ? Number(first) : first;
  return texts.join(',');
}

/** What a workload does, by its `rw`; nothing where that is not known. */
export function directionsOfWorkload(rw: string | undefined): EntryDirection[] {
  const [word = ''] = (rw ?? '').split(':');
  if (/^(?:rand)?rw$|^readwrite$/.test(word)) return ['read', 'write'];
  if (/^(?:rand)?trimwrite$/.test(word)) return ['write', 'trim'];
  const found = (['read', 'write', 'trim'] as const).find((each) => word === each || word === `rand${each}`);
  return found === undefined ? [] : [found];
}

export interface BlockLine {
  job: string;
  group: number;
  jobs: number;
  errno: number;
}

const block = /^(.+): \(groupid=(\d+), jobs=(\d+)\): err=\s*(-?\d+)/;

/** The line that a job's or group's figures begin with. */
export function blockLine(text: string): BlockLine | undefined {
  const [, job, group, jobs, errno] = text.includes(': (groupid=') ? (block.exec(text) ?? []) : [];
  if (job === undefined) return undefined;
  return { job, group: Number(group), jobs: Number(jobs), errno: Math.abs(Number(errno)) };
}

const side =
  /^\s+(read|write|trim|mixed)\s*: IOPS=([\d.]+[kMGTP]?), BW=([\d.]+)(\w+)\/s\s*(?:\([^)]*\))?\s*\(([\d.]+)(\w+)\/(\d+)msec\)/;
const oldSide =
  /^\s+(read|write|trim|mixed)\s*: io=([\d.]+)(\w+), bw=([\d.]+)(\w+)\/s, iops=([\d.]+[kMGTP]?), runt=\s*(\d+)msec/;

/** The line that a direction begins with: amounts and rates, as far as they were printed. */
export function sideLine(text: string): { direction: EntryDirection; figures: Figures } | undefined {
  const later = side.exec(text);
  const [, name, iops, rate, rateUnit, amount, amountUnit, runtime] =
    later ?? reordered(oldSide.exec(text)) ?? [];
  if (name === undefined || iops === undefined) return undefined;
  const figures: Figures = { runtime_ms: Number(runtime), iops: decimal(iops) };
  const ioBytes = bytes(amount ?? '', amountUnit ?? '');
  const bandwidth = bytes(rate ?? '', rateUnit ?? '');
  if (ioBytes !== undefined) figures.io_bytes = ioBytes;
  if (bandwidth !== undefined) figures.bw_bytes = bandwidth;
  return { direction: name as EntryDirection, figures };
}

function reordered(match: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  if (match === null) return undefined;
  const [whole, name, amount, amountUnit, rate, rateUnit, iops, runtime] = match;
  return [whole, name, iops, rate, rateUnit, amount, amountUnit, runtime];
}

const latency =
  /^\s+clat\s*\((\w+)\)\s*: min=\s*([\d.]+[kMG]?)\s*, max=\s*([\d.]+[kMG]?)\s*, avg=\s*([\d.]+)\s*, stdev=\s*([\d.]+)/;

/** The line of completion latencies. */
export function clatLine(text: string): Figures | undefined {
  const [, unit, min, max, mean, deviation] = latency.exec(text) ?? [];
  if (unit === undefined || !Object.hasOwn(exponentOfUnit, unit)) return undefined;
  return {
    clat_min_ns: nanoseconds(min ?? '', unit),
    clat_mean_ns: nanoseconds(mean ?? '', unit),
    clat_stddev_ns: nanoseconds(deviation ?? '', unit),
    clat_max_ns: nanoseconds(max ?? '', unit),
  };
}

/** The line over percentiles: of what, and in which unit. */
export function percentilesHead(text: string): { of: string; unit: string } | undefined {
  const [, of, unit] = /^\s+(\w+) percentiles \((\w+)\):/.exec(text) ?? [];
  return of === undefined || unit === undefined ? undefined : { of, unit };
}

/** The figures of a line of percentiles; undefined: it is none. */
export function percentilesLine(text: string, unit: string): Figures | undefined {
  if (!/^\s+\|/.test(text)) return undefined;
  const figures: Figures = {};
  for (const [, percentile, value] of text.matchAll(/([\d.]+)th=\[\s*>?=?(\d+)\s*\]/g)) {
    if (Number(percentile) === 50) figures.clat_p50_ns = nanoseconds(value ?? '', unit);
    if (Number(percentile) === 99) figures.clat_p99_ns = nanoseconds(value ?? '', unit);
  }
  return figures;
}

/** Percent of a CPU. */
export function cpuLine(text: string): { usr_cpu: number; sys_cpu: number } | undefined {
  const [, user, system] = /^\s+cpu\s*: usr=([\d.]+)%, sys=([\d.]+)%/.exec(text) ?? [];
  return user === undefined ? undefined : { usr_cpu: Number(user), sys_cpu: Number(system) };
}

/** How many I/Os were issued: reads, writes, trims. */
export function issuedLine(text: string): readonly [read: number, write: number, trim: number] | undefined {
  const later = /^\s+issued rwts?: total=(\d+),(\d+),(\d+)/.exec(text);
  const [, read, write, trim] = later ?? /^\s+issued\s*: total=r=(\d+)\/w=(\d+)\/d=(\d+)/.exec(text) ?? [];
  return read === undefined ? undefined : [Number(read), Number(write), Number(trim)];
}

/** How many processes and threads were started. */
export function startedLine(text: string): number | undefined {
  if (!text.startsWith('Starting ')) return undefined;
  const counts = [...text.matchAll(/(\d+) (?:process|thread)/g)].map(([, count]) => Number(count));
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

/** The remark about a job that failed: with what, and in which call. */
export function failureLine(text: string): { errno: number; operation: string } | undefined {
  const [, errno, operation] = /^fio: pid=\d+, err=(\d+)\/.*, func=([^,]*), error=/.exec(text) ?? [];
  return errno === undefined ? undefined : { errno: Number(errno), operation: operation ?? '' };
}
