/** Percentiles of the completion latencies of entries together. */
import { percentilesOfRuns } from '../stats/merged-buckets.ts';
import type { Entry, FigureName } from './entry.ts';

const figureOf = { 50: 'clat_p50_ns', 99: 'clat_p99_ns' } as const satisfies Record<number, FigureName>;

/** Of all entries' buckets. undefined: one of them has none, or there is nothing to look at. */
export function clatBucketsOf(entries: readonly Entry[]): string[] | undefined {
  const runs = entries.flatMap(({ clatBuckets }) => clatBuckets ?? []);
  return runs.length === entries.length ? runs : undefined;
}

/**
 * As the source tells it of a single entry, else from the buckets of all.
 *
 * @returns ns; undefined where it is not known
 */
export function clatPercentile(entries: readonly Entry[], percentile: 50 | 99): number | undefined {
  const [only, ...others] = entries;
  const told = others.length === 0 ? only?.figures[figureOf[percentile]] : undefined;
  return told ?? percentilesOfRuns(clatBucketsOf(entries) ?? [], [percentile])[0];
}
