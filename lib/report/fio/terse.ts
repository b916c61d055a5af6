/** fio's terse output: a line for each report entry, its fields between semicolons (fio-semantics 5.4). */
import type { FioDirection, FioDisk, FioDocument, FioJob, FioLatency } from '../../result/fio-document.ts';
import type { FioEntryFacts, FioOutputFacts } from '../../result/vfload-member.ts';
import { binsOfRuns } from '../../stats/bucket-runs.ts';
import { defaultPercentiles } from '../../stats/percentiles.ts';
import { groupDirection, type GroupDirection, wholeIops } from './group.ts';
import { fixed } from './number-text.ts';
import { sectionNames, sectionOf } from './sections.ts';

/** How many percentiles a line has room for. */
const percentileSlots = 20;

/**
 * The lines of a document in terse version 2, 3, 4 or 5.
 *
 * @param facts - whose bins tell a share that the document has rounded up; undefined: older results, that share may be a
 *   hundredth of a percent more
 */
export function terseLines(
  document: FioDocument,
  version: number,
  facts: FioOutputFacts | undefined,
): string {
  const disks = version === 2 ? [] : (document.disk_util ?? []);
  return document.jobs
    .map((job, index) => {
      const group = document.jobs.filter(({ groupid }) => groupid === job.groupid);
      const head = version === 2 ? [] : [document['fio version']];
      // Version 3 has no place for trims.
      const names = sectionNames(facts?.entries[index]).filter((name) => version !== 3 || name !== 'trim');
      const fields = [
        ...[`${version}`, ...head, job.jobname, `${job.groupid}`, `${job.error}`],
        ...names.flatMap((name) => {
          const side = sectionOf(job, name);
          if (side === undefined) return [];
          return directionFields(
            side,
            groupDirection(group, name),
            version,
            percentileNames(job, facts?.entries[index]),
          );
        }),
        ...resourceFields(job),
        ...distributionFields(job, facts?.entries[index]),
        ...disks.flatMap(diskFields),
        ...(job.total_err === undefined ? [] : [job.total_err, job.first_error ?? 0].map(String)),
      ];
      return `${fields.join(';')}${descriptionField(job, version)}\n`;
    })
    .join('');
}

function directionFields(
  side: FioDirection,
  group: GroupDirection | undefined,
  version: number,
  percentiles: readonly string[],
): string[] {
  const share = `${fixed(shareOfGroup(side, group), 6)}%`;
  const iops = [
    ...[side.iops_min, side.iops_max].map(String),
    ...[side.iops_mean, side.iops_stddev].map((value) => fixed(value, 6)),
    side.iops_samples.toString(),
  ];
  return [
    ...[side.io_kbytes, side.bw, wholeIops(side), side.runtime].map(String),
    ...latencyFields(side.slat_ns),
    ...latencyFields(side.clat_ns),
    ...percentileFields(side[percentileSeries(side)], percentiles),
    ...latencyFields(side.lat_ns),
    ...[side.bw_min, side.bw_max].map(String),
    ...[share, fixed(side.bw_mean, 6), fixed(side.bw_dev, 6)],
    ...(version === 5 ? [side.bw_samples.toString(), ...iops] : []),
  ];
}

/** The last field; version 2 has it in a line of its own, as fio does. Empty where there is none. */
function descriptionField(job: FioJob, version: number): string {
  if (job.desc === undefined) return '';
  return version === 2 ? `\n;${job.desc}` : `;${job.desc}`;
}

/** As the document's `bw_agg`, but of all of the mean, and of the group's whole KiB/s. */
function shareOfGroup(side: FioDirection, group: GroupDirection | undefined): number {
  if (side.bw_samples === 0 || group === undefined) return 0;
  const groupKib = Math.floor(group.bytesPerSecond / 1024);
  return groupKib === 0 ? 100 : Math.min(100, (100 * side.bw_mean) / groupKib);
}

/** min, max, mean and deviation in µs. */
function latencyFields(latency: FioLatency): string[] {
  return [
    ...[latency.min, latency.max].map(wholeMicroseconds),
    ...[latency.mean, latency.stddev].map((ns) => fixed(ns / 1000, 6)),
  ];
}

function wholeMicroseconds(ns: number): string {
  return Math.floor(ns / 1000).toString();
}

/** A line has the percentiles of one latency: of lat where there are any, as in fio, else of clat. */
function percentileSeries(side: FioDirection): 'lat_ns' | 'clat_ns' {
  return side.lat_ns.percentile === undefined ? 'clat_ns' : 'lat_ns';
}

/** Those of any direction: of one that did nothing there are none in the document. None at all were not wanted. */
function percentileNames({ read, write, trim }: FioJob, facts: FioEntryFacts | undefined): string[] {
  const found = [read, write, trim].map((side) => side[percentileSeries(side)].percentile).find(Boolean);
  if (found !== undefined) return Object.keys(found);
  const isUnwanted = facts?.noPercentiles === true || [read, write, trim].some((side) => side.clat_ns.N > 0);
  return isUnwanted ? [] : defaultPercentiles.map((percentile) => percentile.toFixed(6));
}

/** Of nothing they are all 0, named all the same. */
function percentileFields(latency: FioLatency, names: readonly string[]): string[] {
  const fields = names.map((name) => `${name}%=${wholeMicroseconds(latency.percentile?.[name] ?? 0)}`);
  const unused = Array.from({ length: percentileSlots - fields.length }, () => '0%=0');
  return [...fields, ...unused];
}

function resourceFields(job: FioJob): string[] {
  return [
    ...[job.usr_cpu, job.sys_cpu].map((percent) => `${fixed(percent, 6)}%`),
    ...[job.ctx, job.majf, job.minf].map(String),
  ];
}

/** Depths, then latencies in µs and ms; what took less than a µs counts as less than two. */
function distributionFields(job: FioJob, facts: FioEntryFacts | undefined): string[] {
  const [belowTwo = 0, ...others] = Object.values(job.latency_us);
  const latencies = [belowMicrosecond(job, facts) + belowTwo, ...others, ...Object.values(job.latency_ms)];
  return [
    ...Object.values(job.iodepth_level).map((percent) => `${fixed(percent, 1)}%`),
    ...latencies.map((percent) => `${fixed(percent, 2)}%`),
  ];
}

/**
 * Percent of all I/Os. The document's classes of ns are no sum of it: each that is not empty has at least 0.01 there. The
 * border is one of buckets, too.
 */
function belowMicrosecond(job: FioJob, facts: FioEntryFacts | undefined): number {
  const { read = '', write = '', trim = '' } = facts?.bins ?? {};
  if (read === '' && write === '' && trim === '') {
    return Object.values(job.latency_ns).reduce((sum, percent) => sum + percent, 0);
  }
  const issued = job.read.total_ios + job.write.total_ios + job.trim.total_ios;
  const count = [read, write, trim]
    .flatMap(binsOfRuns)
    .reduce((sum, bin) => sum + (bin.valueNs < 1000 ? bin.count : 0), 0);
  return issued === 0 ? 0 : (100 * count) / issued;
}

function diskFields(disk: FioDisk): string[] {
  const { name, read_ios, write_ios, read_merges, write_merges, read_ticks, write_ticks, in_queue } = disk;
  const counts = [read_ios, write_ios, read_merges, write_merges, read_ticks, write_ticks, in_queue];
  return [name, ...counts.map(String), `${fixed(disk.util, 2)}%`];
}
