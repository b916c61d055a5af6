/** Periodic samples of bandwidth or IOPS, and how those of several jobs make one (fio-semantics 4.3, 4.8). */
import { mean, squaredDeviations } from './moments.ts';
import type { Sums } from './sums.ts';

export interface SampleSeries {
  min: number;
  max: number;
  mean: number;
  /** Standard deviation. */
  deviation: number;
  samples: number;
}

/**
 * The samples of several jobs as one series. Jobs run side by side, so their rates add: minimum, maximum, mean, squared
 * deviations and number of samples are summed (which takes the jobs for independent; fio does it so). A job without
 * samples adds nothing.
 */
export function addSampleSeries(jobs: readonly Sums[]): SampleSeries {
  const total: SampleSeries = { min: 0, max: 0, mean: 0, deviation: 0, samples: 0 };
  let squares = 0;
  for (const job of jobs) {
    if (job.count === 0) continue;
    total.min += job.min ?? 0;
    total.max += job.max;
    total.mean += mean(job);
    total.samples += job.count;
    squares += squaredDeviations(job);
  }
  if (total.samples > 1) total.deviation = Math.sqrt(squares / (total.samples - 1));
  return total;
}
