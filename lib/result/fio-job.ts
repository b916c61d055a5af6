/** A report entry of fio's document: a job, or the jobs that `group_reporting` shows as one (fio-semantics 4.8, 5.3). */
import { addCounts } from '../stats/buckets.ts';
import {
  directionsOf,
  overDirections,
  type JobStatistics,
  type ReportedStatistics,
} from '../stats/job-statistics.ts';
import type { LatencyTarget } from '../options/latency-target.ts';
import type { FioDirection, FioJob, FioSteadyState } from './fio-document.ts';
import { fioDirection, type GroupBandwidth } from './fio-direction.ts';
import { fioLatencyWithPercentiles } from './fio-latency.ts';
import type { FioDialect } from './fio-version.ts';
import type { WantedPercentiles } from './wanted-percentiles.ts';
import {
  batchTable,
  depthLevelCount,
  depthLevelTable,
  latencyClassCount,
  latencyTables,
} from './percent-tables.ts';

/** What of an entry does not come out of the statistics. */
export interface EntryFacts {
  jobname: string;
  groupid: number;
  /** errno. */
  error: number;
  /** The options as given. */
  options: Readonly<Record<string, string>>;
  description: string | undefined;
  /** Of its last job, where that left no statistics. */
  iodepth: number;
  latencyTarget: LatencyTarget;
  steadyState: FioSteadyState | undefined;
  /** Failing I/Os are told of, also where there were none. */
  countsErrors: boolean;
  /** Reads and writes are shown as one, too. */
  isUnified: boolean;
  /** Which are told of latencies. */
  percentiles: WantedPercentiles;
  startedAtMs: number;
  /** Of the whole run. */
  elapsedMs: number;
}

/** Bandwidth of a whole group by direction. */
export interface RunBandwidth {
  read: GroupBandwidth;
  write: GroupBandwidth;
  trim: GroupBandwidth;
  /** Of all directions as one. */
  mixed: GroupBandwidth;
}

/** fio's "eta" of a run that was too short for an estimate. */
const etaUnknown = 2147483647;
const shortestEstimatedMs = 3000;

/** fio's CPU shares: whole ms of all jobs by whole ms of their runtime, so that a group shows the average of a job. */
function cpuUse(
  jobs: readonly JobStatistics[],
): Pick<FioJob, 'job_runtime' | 'usr_cpu' | 'sys_cpu' | 'ctx' | 'majf' | 'minf'> {
  const total = (amount: (job: JobStatistics) => number): number =>
    jobs.reduce((sum, job) => sum + amount(job), 0);
  const runtimeMs = total((job) => Math.floor(job.jobRuntimeNs / 1e6));
  const percent = (timeMs: number): number => (runtimeMs === 0 ? 0 : (100 * timeMs) / runtimeMs);
  return {
    job_runtime: runtimeMs,
    usr_cpu: percent(total((job) => Math.floor(job.resources.userUs / 1000))),
    sys_cpu: percent(total((job) => Math.floor(job.resources.systemUs / 1000))),
    ctx: total((job) => job.resources.voluntarySwitches + job.resources.involuntarySwitches),
    majf: total((job) => job.resources.majorFaults),
    minf: total((job) => job.resources.minorFaults),
  };
}

function distributions(
  jobs: readonly JobStatistics[],
): Pick<
  FioJob,
  'iodepth_level' | 'iodepth_submit' | 'iodepth_complete' | 'latency_ns' | 'latency_us' | 'latency_ms'
> {
  const issued = jobs.reduce((sum, job) => sum + overDirections(job, ({ issued: count }) => count), 0);
  const level = (of: (job: JobStatistics) => BigUint64Array): Float64Array =>
    addCounts(jobs.map(of), depthLevelCount);
  const classes = addCounts(
    jobs.flatMap((job) => directionsOf(job).map(({ latencyClasses }) => latencyClasses)),
    latencyClassCount,
  );
  const latency = latencyTables(classes, issued);
  return {
    iodepth_level: depthLevelTable(
      level((job) => job.depthLevel),
      issued,
    ),
    iodepth_submit: batchTable(level((job) => job.submitBatch)),
    iodepth_complete: batchTable(level((job) => job.completeBatch)),
    latency_ns: latency.ns,
    latency_us: latency.us,
    latency_ms: latency.ms,
  };
}

function untimedSyncs(jobs: readonly ReportedStatistics[]): number {
  return jobs.reduce((sum, job) => sum + (job.untimedSyncs ?? 0), 0);
}

/** Of several jobs the first that had errors tells which was the first. */
function countedErrors(jobs: readonly JobStatistics[]): Pick<FioJob, 'total_err' | 'first_error'> {
  return {
    total_err: jobs.reduce((sum, job) => sum + job.errors, 0),
    first_error: jobs.find((job) => job.errors > 0)?.firstError ?? 0,
  };
}

/** Of several jobs fio shows the last one's. */
function latencyTarget(
  { iodepth, latencyTarget: { latencyNs, windowUs, percentile } }: EntryFacts,
  jobs: readonly JobStatistics[],
  { laterKeys }: FioDialect,
): Pick<FioJob, 'latency_depth' | 'latency_target' | 'latency_percentile' | 'latency_window'> {
  return {
    latency_depth: jobs.at(-1)?.depth || iodepth,
    latency_target: latencyNs,
    ...(laterKeys ? { latency_target_ns: latencyNs } : {}),
    latency_percentile: percentile,
    latency_window: windowUs,
    ...(laterKeys ? { latency_window_us: windowUs } : {}),
  };
}

/** fio adds a job's directions up as it adds up several jobs. */
function mixedDirection(
  { percentiles }: EntryFacts,
  jobs: readonly JobStatistics[],
  { mixed }: RunBandwidth,
): FioDirection {
  return fioDirection(jobs.flatMap(directionsOf), mixed, percentiles);
}

/** The entry of jobs that are reported as one. Jobs that left no statistics count as zeros. */
export function fioJob(
  facts: EntryFacts,
  jobs: readonly ReportedStatistics[],
  bandwidth: RunBandwidth,
  dialect: FioDialect,
): FioJob {
  const options = Object.keys(facts.options).length === 0 ? {} : { 'job options': { ...facts.options } };
  const sync = fioLatencyWithPercentiles(
    jobs.map((job) => job.syncLat),
    jobs.map((job) => job.syncBuckets),
    facts.percentiles.sync,
  );
  return {
    jobname: facts.jobname,
    groupid: facts.groupid,
    ...(dialect.laterKeys ? { job_start: facts.startedAtMs } : {}),
    error: facts.error,
    eta: facts.elapsedMs < shortestEstimatedMs ? etaUnknown : 0,
    elapsed: Math.ceil(facts.elapsedMs / 1000),
    ...options,
    read: fioDirection(
      jobs.map((job) => job.read),
      bandwidth.read,
      facts.percentiles,
    ),
    write: fioDirection(
      jobs.map((job) => job.write),
      bandwidth.write,
      facts.percentiles,
    ),
    trim: fioDirection(
      jobs.flatMap((job) => job.trim ?? []),
      bandwidth.trim,
      facts.percentiles,
    ),
    sync: { total_ios: sync.N + untimedSyncs(jobs), lat_ns: sync },
    ...(facts.isUnified ? { mixed: mixedDirection(facts, jobs, bandwidth) } : {}),
    ...cpuUse(jobs),
    ...distributions(jobs),
    ...(facts.countsErrors ? countedErrors(jobs) : {}),
    ...latencyTarget(facts, jobs, dialect),
    ...(facts.description === undefined ? {} : { desc: facts.description }),
    ...(facts.steadyState === undefined ? {} : { steadystate: facts.steadyState }),
  };
}
