/** Which logs a job writes, and how often it is sampled, as the addon takes it. */
import path from 'node:path';
import type { JobOptions } from '../../options/job-options.ts';
import { ioPriority } from './process.ts';
import type { NativeJob, NativeLogs } from '../native.ts';

const prefixNames = ['write_bw_log', 'write_lat_log', 'write_iops_log', 'write_hist_log'] as const;

/** Of a prefix in the core's job description (native/core/log/log_spec.h). */
export const longestPrefixBytes = 1023;

type PrefixName = (typeof prefixNames)[number];

/** CLOCK_REALTIME, which counts from 1970. */
const realtimeClock = 0;

/** The prefixes of a job's logs as given, by option; an option without a value stands for the job's name. */
export function logPrefixes(job: JobOptions): Map<PrefixName, string> {
  const prefixes = new Map<PrefixName, string>();
  for (const name of prefixNames) {
    const given = job[name];
    if (given !== undefined) prefixes.set(name, given === '' ? job.name : given);
  }
  return prefixes;
}

/**
 * The core appends kind and number to the prefixes itself, as fio does (fio-semantics 5.6).
 *
 * @returns undefined for a job without logs
 */
export function nativeLogs(job: JobOptions): NativeLogs | undefined {
  const prefixes = logPrefixes(job);
  if (prefixes.size === 0) return undefined;
  const absolute = (name: PrefixName): string | undefined => {
    const prefix = prefixes.get(name);
    return prefix === undefined ? undefined : path.resolve(prefix);
  };
  return {
    bandwidthPrefix: absolute('write_bw_log'),
    latencyPrefix: absolute('write_lat_log'),
    iopsPrefix: absolute('write_iops_log'),
    histogramPrefix: absolute('write_hist_log'),
    windowMs: job.log_avg_msec,
    histogramMs: job.log_hist_msec,
    histogramCoarseness: job.log_hist_coarseness,
    maximum: job.log_max_value,
    offset: job.log_offset,
    prio: job.log_prio,
    ioprio: ioPriority(job) ?? 0,
    epochClock: epochClock(job),
    shared: !job.per_job_logs,
  };
}

/** In fio, too, log_alternate_epoch comes before log_unix_epoch. */
function epochClock(job: JobOptions): number | undefined {
  if (job.log_alternate_epoch) return job.log_alternate_epoch_clock_id;
  return job.log_unix_epoch ? realtimeClock : undefined;
}

/**
 * How often bandwidth and IOPS are sampled. Where averages of one are logged, they are its samples, and their time is its
 * period, unless that is given as well (found by experiment with fio 3.33).
 */
export function samplePeriods(job: JobOptions): Pick<NativeJob, 'bwavgtimeMs' | 'iopsavgtimeMs'> {
  const period = (name: 'bwavgtime' | 'iopsavgtime', log: string | undefined): number => {
    const follows = log !== undefined && job.log_avg_msec !== 0 && job.given[name] === undefined;
    return follows ? job.log_avg_msec : job[name];
  };
  return {
    bwavgtimeMs: period('bwavgtime', job.write_bw_log),
    iopsavgtimeMs: period('iopsavgtime', job.write_iops_log),
  };
}
