/** What a job counted, in exact integers: made by the generator, added up and divided here and in lib/result. */
import type { Sums } from './sums.ts';

/** As fio calls and orders them. */
export type DirectionName = 'read' | 'write' | 'trim';

/** Everything about one direction of a job. */
export interface DirectionStatistics {
  bytes: number;
  issued: number;
  completed: number;
  shortIos: number;
  failedIos: number;
  slat: Sums;
  clat: Sums;
  lat: Sums;
  /** 1856 buckets (fio-semantics 4.5). */
  clatBuckets: BigUint64Array;
  /** undefined where their percentiles were not asked for, as `latBuckets`. */
  slatBuckets: BigUint64Array | undefined;
  latBuckets: BigUint64Array | undefined;
  /** 10 classes of ns, 10 of µs, 12 of ms (fio-semantics 4.6), exact counts. */
  latencyClasses: BigUint64Array;
  runtimeNs: number;
  bwSamples: Sums;
  iopsSamples: Sums;
}

/** A failing I/O that did not end its job: the job went on after it, or had failed already. */
export interface KeptError {
  direction: DirectionName;
  /** As the user knows it. */
  filename: string;
  offset: number;
  bytes: number;
  errno: number;
}

/** Everything about a job. */
export interface JobStatistics {
  read: DirectionStatistics;
  write: DirectionStatistics;
  /** undefined: the job trims nothing. No job both reads and trims. */
  trim: DirectionStatistics | undefined;
  syncLat: Sums;
  syncBuckets: BigUint64Array;
  /** 1, 2-3, 4-7, 8-15, 16-31, 32-63, >=64. */
  depthLevel: BigUint64Array;
  /** 0, 1-4, 5-8, 9-16, 17-32, 33-64, >64. */
  submitBatch: BigUint64Array;
  completeBatch: BigUint64Array;
  jobRuntimeNs: number;
  passes: number;
  /** How many I/Os it may have in flight; with `latency_target` what it has come to, 0 where it never began. */
  depth: number;
  /** Failing I/Os that `continue_on_error` counts. */
  errors: number;
  /** errno of the first of them; 0: there was none. */
  firstError: number;
  /** The first 64 of those that did not end the job: with `error_dump`, and after the failure those in flight. */
  keptErrors: KeptError[];
  resources: {
    userUs: number;
    systemUs: number;
    voluntarySwitches: number;
    involuntarySwitches: number;
    minorFaults: number;
    majorFaults: number;
  };
}

/** @returns what a job did, in one direction after the other. */
export function directionsOf({ read, write, trim }: JobStatistics): DirectionStatistics[] {
  return trim === undefined ? [read, write] : [read, write, trim];
}

/** @returns an amount of all directions together. */
export function overDirections(
  job: JobStatistics,
  amount: (direction: DirectionStatistics) => number,
): number {
  return directionsOf(job).reduce((sum, direction) => sum + amount(direction), 0);
}

/** The same, once what is not to be reported is left out. */
export interface ReportedStatistics extends JobStatistics {
  /** Syncs that are counted and not told the times of; undefined: none. */
  untimedSyncs?: number;
}
