/** Which percentiles of which latencies a report entry has (fio-semantics 4.5). */
import type { JobOptions } from '../options/job-options.ts';
import { leftOut } from '../options/left-out.ts';
import { defaultPercentiles } from '../stats/percentiles.ts';

/** By latency; an empty list where none are wanted. */
export interface WantedPercentiles {
  slat: readonly number[];
  clat: readonly number[];
  lat: readonly number[];
  /** Of syncs. */
  sync: readonly number[];
}

/** fio's, where nothing is said. */
export const defaultWantedPercentiles: WantedPercentiles = {
  slat: [],
  clat: defaultPercentiles,
  lat: [],
  sync: defaultPercentiles,
};

/** fio sorts the list and takes a 0 for its end: there are none then. Syncs have theirs where clat or lat has. */
export function wantedPercentiles(options: JobOptions | undefined): WantedPercentiles {
  if (options === undefined) return defaultWantedPercentiles;
  const list = options.percentile_list.includes(0) ? [] : options.percentile_list;
  const hasClat = !leftOut(options).clatPercentiles;
  const where = (isWanted: boolean): readonly number[] => (isWanted ? list : []);
  return {
    slat: where(options.slat_percentiles),
    clat: where(hasClat),
    lat: where(options.lat_percentiles),
    sync: where(hasClat || options.lat_percentiles),
  };
}
