/** fio's latency objects: slat_ns, clat_ns, lat_ns and sync's lat_ns (fio-semantics 5.3). */
import { addCounts, bucketCount } from '../stats/buckets.ts';
import { mean, standardDeviation } from '../stats/moments.ts';
import { percentiles } from '../stats/percentiles.ts';
import { addSums, type Sums } from '../stats/sums.ts';
import type { FioLatency } from './fio-document.ts';

/** A series of one or several jobs, merged exactly (fio-semantics 4.8), without percentiles. */
function fioLatency(jobs: readonly Sums[]): FioLatency {
  const sums = addSums(jobs);
  return {
    min: sums.min ?? 0,
    max: sums.max,
    mean: mean(sums),
    stddev: standardDeviation(sums),
    N: sums.count,
  };
}

/**
 * As `fioLatency`, with percentiles out of the merged buckets where anything was counted.
 *
 * @param wanted - fio's default list where it is left out; none where it is empty
 */
export function fioLatencyWithPercentiles(
  jobs: readonly Sums[],
  buckets: readonly BigUint64Array[],
  wanted?: readonly number[],
): FioLatency {
  const latency = fioLatency(jobs);
  if (wanted?.length === 0) return latency;
  const found = percentiles(addCounts(buckets, bucketCount), wanted);
  if (found.length === 0) return latency;
  const named = found.map(({ percentile, valueNs }) => [percentile.toFixed(6), valueNs] as const);
  return { ...latency, percentile: Object.fromEntries(named) };
}
