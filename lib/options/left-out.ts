/** Which measurements a job leaves out of its results: `disable_slat`, `disable_clat`, `disable_lat`, `gtod_reduce`. */
import type { JobOptions } from './job-options.ts';

export interface LeftOut {
  slat: boolean;
  clat: boolean;
  lat: boolean;
  /** Samples of bandwidth that come from single I/Os, which those of a log without averages do. */
  bandwidth: boolean;
  clatPercentiles: boolean;
}

type Deciding =
  | 'gtod_reduce'
  | 'disable_slat'
  | 'disable_clat'
  | 'disable_lat'
  | 'disable_bw_measurement'
  | 'clat_percentiles'
  | 'given';

/**
 * To fio 3.33 `gtod_reduce=1` is as good as all the others, at its place among the options: what comes later decides anew. With 0 it
 * does nothing.
 */
export function leftOut(job: Pick<JobOptions, Deciding>): LeftOut {
  const given = Object.keys(job.given);
  const isReduced = (name: string): boolean =>
    job.gtod_reduce && given.indexOf(name) < given.indexOf('gtod_reduce');
  const clat = isReduced('disable_clat') || job.disable_clat;
  return {
    slat: isReduced('disable_slat') || job.disable_slat,
    clat,
    lat: isReduced('disable_lat') || job.disable_lat,
    bandwidth: isReduced('disable_bw_measurement') || job.disable_bw_measurement,
    clatPercentiles: clat || isReduced('clat_percentiles') || !job.clat_percentiles,
  };
}
