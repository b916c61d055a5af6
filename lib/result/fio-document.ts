/**
 * fio's JSON document (fio-semantics 5.3): every key, unit and type as fio writes them. The result of a run is this
 * document with one more top-level member, `vfload`.
 */
import type { VfloadMember } from './vfload-member.ts';

/** A series in nanoseconds. */
export interface FioLatency {
  min: number;
  max: number;
  mean: number;
  stddev: number;
  N: number;
  /** Keys such as "99.000000"; values in ns. Only where asked for and N > 0. */
  percentile?: Record<string, number>;
}

export interface FioDirection {
  io_bytes: number;
  io_kbytes: number;
  /** B/s. */
  bw_bytes: number;
  /** KiB/s. */
  bw: number;
  iops: number;
  /** Milliseconds. */
  runtime: number;
  total_ios: number;
  short_ios: number;
  drop_ios: number;
  slat_ns: FioLatency;
  clat_ns: FioLatency;
  lat_ns: FioLatency;
  /** KiB/s, as bw_max, bw_mean and bw_dev. */
  bw_min: number;
  bw_max: number;
  /** Percent of the group's bandwidth. */
  bw_agg: number;
  bw_mean: number;
  bw_dev: number;
  bw_samples: number;
  iops_min: number;
  iops_max: number;
  iops_mean: number;
  iops_stddev: number;
  iops_samples: number;
}

/** In percent, `cpu-N` of each processor where that was asked for; what a unit of fio's work took, µs. */
export interface CpuIdleness {
  system: number;
  unit_mean: number;
  unit_stddev: number;
  [cpu: `cpu-${number}`]: number;
}

export interface FioJob {
  jobname: string;
  groupid: number;
  /** Milliseconds since the epoch; fio after 3.33 only. */
  job_start?: number;
  /** errno, 0: none. */
  error: number;
  eta: number;
  /** Seconds since the run's start, rounded up. */
  elapsed: number;
  'job options'?: Record<string, string>;
  read: FioDirection;
  write: FioDirection;
  trim: FioDirection;
  sync: { total_ios: number; lat_ns: FioLatency };
  /** Reads and writes as one (`unified_rw_reporting`); with `mixed` fio's own document has it instead of them. */
  mixed?: FioDirection;
  /** Milliseconds. */
  job_runtime: number;
  usr_cpu: number;
  sys_cpu: number;
  ctx: number;
  majf: number;
  minf: number;
  /** Percent, as all of the following tables. */
  iodepth_level: Record<string, number>;
  iodepth_submit: Record<string, number>;
  iodepth_complete: Record<string, number>;
  latency_ns: Record<string, number>;
  latency_us: Record<string, number>;
  latency_ms: Record<string, number>;
  /** Only where errors are counted (`continue_on_error`). */
  total_err?: number;
  /** errno of the first; 0: there was none. */
  first_error?: number;
  latency_depth: number;
  latency_target: number;
  latency_target_ns?: number;
  latency_percentile: number;
  latency_window: number;
  latency_window_us?: number;
  /** The job's `description`. */
  desc?: string;
  /** Only with `steadystate_duration`. */
  steadystate?: FioSteadyState;
}

/** Whether, and how nearly, the rates of an entry were steady. */
export interface FioSteadyState {
  /** Criterion and limit. */
  ss: string;
  /** Seconds. */
  duration: number;
  attained: 0 | 1;
  criterion: string;
  max_deviation: number;
  slope: number;
  /** B/s and I/Os per second: of the newest samples, and their means. */
  data: { bw_mean: number; iops_mean: number; iops: number[]; bw: number[] };
}

export interface FioDisk {
  name: string;
  read_ios: number;
  write_ios: number;
  read_sectors?: number;
  write_sectors?: number;
  read_merges: number;
  write_merges: number;
  read_ticks: number;
  write_ticks: number;
  in_queue: number;
  util: number;
}

export interface FioDocument {
  'fio version': string;
  timestamp: number;
  timestamp_ms: number;
  time: string;
  'global options'?: Record<string, string>;
  jobs: FioJob[];
  disk_util?: FioDisk[];
  /** With `--idle-prof` only. */
  cpu_idleness?: CpuIdleness;
}

/** The result of a run: one repeat of one cell. */
export type RunResult = FioDocument & { vfload: VfloadMember };
