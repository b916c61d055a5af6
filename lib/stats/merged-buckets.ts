/** Latencies of several jobs or repeats as one: their buckets added up. An average of percentiles is a percentile of nothing. */
import { addBucketRuns } from './bucket-runs.ts';
import { bucketCount } from './buckets.ts';
import { percentiles } from './percentiles.ts';

/**
 * @param runs - texts that `bucketRuns` made
 * @returns a count for each of fio's buckets
 */
export function mergedCounts(runs: Iterable<string>): Float64Array {
  const total = new Float64Array(bucketCount);
  for (const each of runs) addBucketRuns(total, each);
  return total;
}

/**
 * @param runs - texts that `bucketRuns` made
 * @param wanted - percentiles, ascending
 * @returns their values in ns, in the order of `wanted`; empty if nothing was counted
 */
export function percentilesOfRuns(runs: Iterable<string>, wanted: readonly number[]): number[] {
  return percentiles(mergedCounts(runs), wanted).map(({ valueNs }) => valueNs);
}
