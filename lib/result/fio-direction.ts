/** The read, write and trim objects of fio's document: amounts, rates and their rounding (fio-semantics 4.2, 4.3). */
import type { DirectionStatistics } from '../stats/job-statistics.ts';
import { addSampleSeries } from '../stats/sample-series.ts';
import type { FioDirection } from './fio-document.ts';
import { fioLatencyWithPercentiles } from './fio-latency.ts';
import { defaultWantedPercentiles, type WantedPercentiles } from './wanted-percentiles.ts';

/** What all jobs of a run transferred in one direction: the base of `bw_agg`. */
export interface GroupBandwidth {
  bytesPerSecond: number;
}

/** Runtime of a direction in ms: whole µs, rounded up; 0 where no byte was transferred. */
export function directionRuntimeMs(direction: DirectionStatistics): number {
  return direction.bytes === 0 ? 0 : Math.ceil(Math.floor(direction.runtimeNs / 1000) / 1000);
}

function total(jobs: readonly DirectionStatistics[], amount: (job: DirectionStatistics) => number): number {
  return jobs.reduce((sum, job) => sum + amount(job), 0);
}

/** Longest runtime of the jobs, ms: jobs run side by side. */
function longestRuntimeMs(jobs: readonly DirectionStatistics[]): number {
  return Math.max(0, ...jobs.map(directionRuntimeMs));
}

/** `floor(1000 * bytes / runtime)`, exact also where the product passes 2^53. */
export function bytesPerSecond(bytes: number, runtimeMs: number): number {
  return runtimeMs === 0 ? 0 : Number((1000n * BigInt(bytes)) / BigInt(runtimeMs));
}

/** Bandwidth of a whole run in one direction. */
export function groupBandwidth(jobs: readonly DirectionStatistics[]): GroupBandwidth {
  return {
    bytesPerSecond: bytesPerSecond(
      total(jobs, (job) => job.bytes),
      longestRuntimeMs(jobs),
    ),
  };
}

/** Percent of the group's bandwidth that the mean of the samples is. fio truncates the mean to whole KiB/s first. */
function shareOfGroup(meanKibPerSecond: number, samples: number, group: GroupBandwidth): number {
  if (samples === 0) return 0;
  if (group.bytesPerSecond <= 1024) return 100;
  return Math.min(100, (100 * Math.trunc(meanKibPerSecond)) / (group.bytesPerSecond / 1024));
}

/**
 * One direction of one report entry: a job, or all jobs of a group. No jobs: zeros.
 *
 * @param wanted - which percentiles; fio's default where it is left out
 */
export function fioDirection(
  jobs: readonly DirectionStatistics[],
  group: GroupBandwidth,
  wanted: WantedPercentiles = defaultWantedPercentiles,
): FioDirection {
  const bytes = total(jobs, (job) => job.bytes);
  const runtime = longestRuntimeMs(jobs);
  const rate = bytesPerSecond(bytes, runtime);
  const issued = total(jobs, (job) => job.issued);
  const bandwidth = addSampleSeries(jobs.map((job) => job.bwSamples));
  const operations = addSampleSeries(jobs.map((job) => job.iopsSamples));
  return {
    io_bytes: bytes,
    io_kbytes: Math.floor(bytes / 1024),
    bw_bytes: rate,
    bw: Math.floor(rate / 1024),
    iops: runtime === 0 ? 0 : (1000 * issued) / runtime,
    runtime,
    total_ios: issued,
    short_ios: total(jobs, (job) => job.shortIos),
    drop_ios: 0,
    slat_ns: fioLatencyWithPercentiles(
      jobs.map((job) => job.slat),
      jobs.flatMap((job) => job.slatBuckets ?? []),
      wanted.slat,
    ),
    clat_ns: fioLatencyWithPercentiles(
      jobs.map((job) => job.clat),
      jobs.map((job) => job.clatBuckets),
      wanted.clat,
    ),
    lat_ns: fioLatencyWithPercentiles(
      jobs.map((job) => job.lat),
      jobs.flatMap((job) => job.latBuckets ?? []),
      wanted.lat,
    ),
    bw_min: bandwidth.min,
    bw_max: bandwidth.max,
    bw_agg: shareOfGroup(bandwidth.mean, bandwidth.samples, group),
    bw_mean: bandwidth.mean,
    bw_dev: bandwidth.deviation,
    bw_samples: bandwidth.samples,
    iops_min: operations.min,
    iops_max: operations.max,
    iops_mean: operations.mean,
    iops_stddev: operations.deviation,
    iops_samples: operations.samples,
  };
}
