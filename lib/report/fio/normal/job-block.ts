/** A report entry in fio's normal output (fio-semantics 5.5). */
import type { FioDirection, FioDocument, FioJob, FioSteadyState } from '../../../result/fio-document.ts';
import type { FioEntryFacts } from '../../../result/vfload-member.ts';
import { errnoWords } from '../../../result/errno-words.ts';
import { wholeIops } from '../group.ts';
import { binaryBytes, decimalBytes, fixed, iopsText } from '../number-text.ts';
import { type SectionName, sectionNames, sectionOf } from '../sections.ts';
import { latencyClassLines, latencyLine, percentileLines } from './latency-lines.ts';

/** Lines of an entry; none where no I/O was issued, as in fio. */
export function jobBlock(document: FioDocument, job: FioJob, facts: FioEntryFacts): string[] {
  if ([job.read, job.write, job.trim].every((side) => side.total_ios === 0)) return [];
  const failure = facts.failure === undefined ? '' : ` (${facts.failure})`;
  const figures = significantFigures(job);
  const error = `err=${job.error.toString().padStart(2)}${failure}`;
  return [
    `${job.jobname}: (groupid=${job.groupid}, jobs=${facts.jobs}): ${error}: pid=${facts.pid}: ${document.time}`,
    ...(job.desc === undefined ? [] : [`  Description  : [${job.desc}]`]),
    ...sectionNames(facts).flatMap((name) => sectionLines(name, job, figures)),
    ...latencyClassLines('nsec', job.latency_ns),
    ...latencyClassLines('usec', job.latency_us),
    ...latencyClassLines('msec', job.latency_ms),
    ...syncLines(job.sync),
    ...totalLines(job, facts),
    ...(job.steadystate === undefined ? [] : [steadyStateLine(job.steadystate)]),
  ];
}

/** How many figures numbers with units have; undefined: as fio has them. */
export function significantFigures(job: FioJob | undefined): number | undefined {
  const given = job?.['job options']?.['significant_figures'];
  return given === undefined ? undefined : Number(given);
}

/** fio after 3.33 has units in the line of the latency target, and no zones where there are none. */
function hasLaterKeys(job: FioJob): boolean {
  return job.latency_target_ns !== undefined;
}

function sectionLines(name: SectionName, job: FioJob, figures: number | undefined): string[] {
  const section = sectionOf(job, name);
  if (section === undefined) return [];
  const ending = name === 'write' && !hasLaterKeys(job) ? '; 0 zone resets' : '';
  return directionLines(name, section, figures, ending);
}

function directionLines(
  name: string,
  side: FioDirection,
  figures: number | undefined,
  ending = '',
): string[] {
  if (side.runtime === 0) return [];
  const rate = `BW=${binaryBytes(side.bw_bytes, figures)}/s (${decimalBytes(side.bw_bytes, figures)}/s)`;
  const iops = iopsText(wholeIops(side), figures);
  const amount = binaryBytes(side.io_bytes, figures);
  return [
    `  ${name}: IOPS=${iops}, ${rate}(${amount}/${side.runtime}msec)${ending}`,
    ...latencyLine('slat', side.slat_ns),
    ...latencyLine('clat', side.clat_ns),
    ...latencyLine('lat', side.lat_ns),
    ...percentileLines('slat', side.slat_ns),
    ...percentileLines('clat', side.clat_ns),
    ...percentileLines('lat', side.lat_ns),
    ...bandwidthLine(side),
    ...iopsLine(side),
  ];
}

/** Means of more KiB/s than this are told in MiB/s. */
const mostKibPerSecond = 2 ** 20;

function bandwidthLine(side: FioDirection): string[] {
  if (side.bw_samples === 0) return [];
  const [unit, kib] = side.bw_mean > mostKibPerSecond ? ['MiB', 1024] : ['KiB', 1];
  const whole = (rate: number): string =>
    Math.floor(rate / kib)
      .toString()
      .padStart(5);
  const decimal = (rate: number): string => fixed(rate / kib, 2).padStart(5);
  const range = `min=${whole(side.bw_min)}, max=${whole(side.bw_max)}, per=${fixed(side.bw_agg, 2)}%`;
  const spread = `avg=${decimal(side.bw_mean)}, stdev=${decimal(side.bw_dev)}, samples=${side.bw_samples}`;
  return [`   bw (  ${unit}/s): ${range}, ${spread}`];
}

function iopsLine(side: FioDirection): string[] {
  if (side.iops_samples === 0) return [];
  const whole = (iops: number): string => iops.toString().padStart(5);
  const decimal = (iops: number): string => fixed(iops, 2).padStart(5);
  const range = `min=${whole(side.iops_min)}, max=${whole(side.iops_max)}`;
  const spread = `avg=${decimal(side.iops_mean)}, stdev=${decimal(side.iops_stddev)}, samples=${side.iops_samples}`;
  return [`   iops        : ${range}, ${spread}`];
}

function syncLines(sync: FioJob['sync']): string[] {
  if (sync.lat_ns.N === 0) return [];
  return [
    '  fsync/fdatasync/sync_file_range:',
    ...latencyLine('sync', sync.lat_ns),
    ...percentileLines('sync', sync.lat_ns),
  ];
}

/** fio divides by 1000 in the brackets what it has divided by 1024 before. */
function steadyStateLine({ ss, attained, criterion, data }: FioSteadyState): string {
  const kib = Math.floor(data.bw_mean / 1024);
  const [name = ''] = ss.split(':');
  const measure = `${name.replace('_slope', '')} ${name.endsWith('_slope') ? 'slope' : 'mean dev'}`;
  const isPercent = criterion.endsWith('%');
  const value = `${fixed(Number.parseFloat(criterion), 3)}${isPercent ? '%' : ''}`;
  return (
    `  steadystate  : attained=${attained === 1 ? 'yes' : 'no'}, ` +
    `bw=${binaryBytes(kib * 1024)}/s (${decimalBytes(kib * 1000)}/s), iops=${iopsText(data.iops_mean)}, ${measure}=${value}`
  );
}

/** As one they are counted in the first place. */
function countedSides(
  { read, write, trim, mixed = read }: FioJob,
  { unified }: FioEntryFacts,
): Pick<FioDirection, 'total_ios' | 'short_ios' | 'drop_ios'>[] {
  const none = { total_ios: 0, short_ios: 0, drop_ios: 0 };
  return unified === 'mixed' ? [mixed, none, none] : [read, write, trim];
}

/** What an entry has once: CPU, depths, counts. */
function totalLines(job: FioJob, facts: FioEntryFacts): string[] {
  const { sync } = job;
  const sides = countedSides(job, facts);
  const cpu = `usr=${fixed(job.usr_cpu, 2)}%, sys=${fixed(job.sys_cpu, 2)}%`;
  const total = sides.map((side) => side.total_ios).join();
  const short = sides.map((side) => side.short_ios).join();
  const dropped = sides.map((side) => side.drop_ios).join();
  const target = hasLaterKeys(job) ? `${fixed(job.latency_target, 2)}ns` : `${job.latency_target}`;
  const window = hasLaterKeys(job) ? `${fixed(job.latency_window, 2)}ns` : `${job.latency_window}`;
  const percentile = `percentile=${fixed(job.latency_percentile, 2)}%`;
  return [
    `  cpu          : ${cpu}, ctx=${job.ctx}, majf=${job.majf}, minf=${job.minf}`,
    `  IO depths    : ${depths(job.iodepth_level)}`,
    `     submit    : ${depths(job.iodepth_submit)}`,
    `     complete  : ${depths(job.iodepth_complete)}`,
    `     issued rwts: total=${total},${sync.total_ios} short=${short},0 dropped=${dropped},0`,
    ...errorsLine(job),
    `     latency   : target=${target}, window=${window}, ${percentile}, depth=${job.latency_depth}`,
  ];
}

function errorsLine({ total_err: total, first_error: first = 0 }: FioJob): string[] {
  if (total === undefined) return [];
  return [`     errors    : total=${total}, first_error=${first}/<${errnoWords(first)}>`];
}

function depths(table: Readonly<Record<string, number>>): string {
  return Object.entries(table)
    .map(([depth, percent]) => `${depth}=${fixed(percent, 1)}%`)
    .join(', ');
}
