/** What a job has measured, without what its options leave out of the results (`disable_lat`, `gtod_reduce`, …). */
import { leftOut } from '../options/left-out.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { DirectionStatistics, JobStatistics, ReportedStatistics } from '../stats/job-statistics.ts';
import type { Sums } from '../stats/sums.ts';

const nothing: Sums = { count: 0, min: undefined, max: 0, sum: 0n, squares: 0n };

function emptied(counts: BigUint64Array): BigUint64Array {
  return new BigUint64Array(counts.length);
}

/** Syncs are timed where clat is. */
export function withoutLeftOut(statistics: JobStatistics, options: JobOptions): ReportedStatistics {
  const { slat, clat, lat } = leftOut(options);
  if (!slat && !clat && !lat) return statistics;
  const direction = (side: DirectionStatistics): DirectionStatistics => ({
    ...side,
    ...(slat ? { slat: nothing, slatBuckets: undefined } : {}),
    ...(lat ? { lat: nothing, latBuckets: undefined } : {}),
    ...(clat
      ? {
          clat: nothing,
          clatBuckets: emptied(side.clatBuckets),
          latencyClasses: emptied(side.latencyClasses),
        }
      : {}),
  });
  return {
    ...statistics,
    read: direction(statistics.read),
    write: direction(statistics.write),
    trim: statistics.trim === undefined ? undefined : direction(statistics.trim),
    ...(clat
      ? {
          syncLat: nothing,
          syncBuckets: emptied(statistics.syncBuckets),
          untimedSyncs: statistics.syncLat.count,
        }
      : {}),
  };
}
