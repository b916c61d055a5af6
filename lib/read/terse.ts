/** fio's terse lines, versions 2 to 5, from where fields lie (fio-semantics 5.4). */
import type { EntryDirection, Figures } from './entry.ts';
import type { FoundJob, FoundReport, FoundSide } from './found.ts';
import { fioTool } from './fio-tool.ts';

/** Fields of a direction: all but those that version 5 adds. */
const sideLength = 41;
const addedInVersion5 = 6;
/** CPU, depths, latencies. */
const tailLength = 5 + 7 + 22;

/** A line of these versions anywhere in a line of a log, whatever a logger put in front. */
const versioned = /(?:^|[\s>\])|:"'])([345];fio-[^;]*;.*)$/;
/** Version 2 names no fio: only a whole line is one. */
const versionTwo = /^2;[^;]+;\d+;\d+;\d/;

/** The terse line within a line, or undefined. */
export function terseLineIn(text: string): string | undefined {
  if (versionTwo.test(text)) return text;
  return text.includes(';fio-') ? versioned.exec(text)?.[1] : undefined;
}

function isPercent(field: string | undefined): boolean {
  return field !== undefined && /^-?(?:nan|inf|\d+(?:\.\d+)?)%$/.test(field);
}

/** Which sections a line has is told by where the shares of the CPU are. */
function sectionsOf(fields: readonly string[], head: number, length: number): EntryDirection[] | undefined {
  const kinds: EntryDirection[][] = [['mixed'], ['read', 'write'], ['read', 'write', 'trim']];
  return kinds.find((kind) => {
    const cpu = head + kind.length * length;
    return isPercent(fields[cpu]) && isPercent(fields[cpu + 1]) && fields.length >= cpu + tailLength;
  });
}

/** Exact where a product of doubles would not be: the point is moved in the text. */
function thousandfold(text: string): number {
  return Number(`${text}e3`);
}

function percentile(fields: readonly string[], name: string): number | undefined {
  const prefix = `${name}%=`;
  const field = fields.find((each) => each.startsWith(prefix));
  return field === undefined ? undefined : thousandfold(field.slice(prefix.length));
}

/** undefined where nothing was done. */
function sideOf(fields: readonly string[]): FoundSide | undefined {
  const [kib = 0, bw = 0, iops = 0, runtime = 0] = fields.slice(0, 4).map(Number);
  if (kib === 0 && bw === 0 && iops === 0 && runtime === 0) return undefined;
  const [min = '', max = '', mean = '', deviation = ''] = fields.slice(8, 12);
  const figures: Figures = {
    io_bytes: kib * 1024,
    runtime_ms: runtime,
    bw_bytes: bw * 1024,
    iops,
  };
  if (Number(max) > 0 || Number(mean) > 0) {
    figures.clat_min_ns = thousandfold(min);
    figures.clat_mean_ns = thousandfold(mean);
    figures.clat_stddev_ns = thousandfold(deviation);
    figures.clat_max_ns = thousandfold(max);
    const percentiles = fields.slice(12, 32);
    const [p50, p99] = ['50.000000', '99.000000'].map((name) => percentile(percentiles, name));
    if (p50 !== undefined) figures.clat_p50_ns = p50;
    if (p99 !== undefined) figures.clat_p99_ns = p99;
  }
  return Object.values(figures).every((value) => Number.isFinite(value)) ? { figures } : undefined;
}

function finite(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : undefined;
}

/** What a terse line tells, or what is wrong with it. */
export function parseTerse(text: string, line: number): FoundReport | { problem: string } {
  const fields = text.split(';');
  const version = fields[0] ?? '';
  const head = version === '2' ? 4 : 5;
  const length = sideLength + (version === '5' ? addedInVersion5 : 0);
  const sections = sectionsOf(fields, head, length);
  if (sections === undefined)
    return { problem: `a terse line of ${fields.length} fields, which no version of fio writes` };
  const job: FoundJob = {
    job: fields[head - 3] ?? '',
    group: Number(fields[head - 2]),
    errno: Math.abs(Number(fields[head - 1])),
    sides: {},
    settings: {},
    line,
  };
  if (!Number.isInteger(job.group) || !Number.isInteger(job.errno))
    return { problem: 'a terse line whose group or error is no number' };
  for (const [index, name] of sections.entries()) {
    const start = head + index * length;
    const side = sideOf(fields.slice(start, start + length));
    if (side !== undefined) job.sides[name] = side;
  }
  const cpu = head + sections.length * length;
  const [user, system] = [finite(fields[cpu]), finite(fields[cpu + 1])];
  if (user !== undefined) job.usr_cpu = user;
  if (system !== undefined) job.sys_cpu = system;
  return { format: 'terse', tool: fioTool(version === '2' ? undefined : fields[1]), jobs: [job], line };
}
