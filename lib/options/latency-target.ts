/** What `latency_target` and the options beside it come to (fio-semantics 3.9). */
import type { JobOptions } from './job-options.ts';

export interface LatencyTarget {
  /** 0: none. */
  latencyNs: number;
  windowUs: number;
  /** Share of I/Os that have to keep to it. */
  percentile: number;
}

/**
 * fio 3.33 turns microseconds into nanoseconds twice for the second and later clones of a job (`numjobs`): theirs is a thousand
 * times as long.
 */
export function latencyTargetOf(
  job: Pick<JobOptions, 'latency_target' | 'latency_window' | 'latency_percentile' | 'clone'>,
  fioCompat: '3.33' | 'current',
): LatencyTarget {
  const nsPerUs = fioCompat === '3.33' && job.clone > 0 ? 1e6 : 1000;
  const [percentile = 100] = job.latency_percentile;
  return { latencyNs: job.latency_target * nsPerUs, windowUs: job.latency_window, percentile };
}
