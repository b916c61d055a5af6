/** fio's JSON+: its JSON with the buckets of each latency that has percentiles (fio-semantics 5.3). */
import type { FioDirection, FioDocument, FioJob, FioLatency } from '../../result/fio-document.ts';
import type { FioEntryFacts, FioOutputFacts } from '../../result/vfload-member.ts';
import { binsOfRuns } from '../../stats/bucket-runs.ts';

/** The document with bins, which fio calls by the latency that a bucket stands for, in ns. */
export function jsonPlus<Document extends FioDocument>(document: Document, facts: FioOutputFacts): Document {
  const jobs = document.jobs.map((job, index): FioJob => {
    const bins = facts.entries[index]?.bins ?? {};
    const { sync } = bins;
    return {
      ...job,
      read: withBins(job.read, { slat: [bins.readSlat], clat: [bins.read], lat: [bins.readLat] }),
      write: withBins(job.write, { slat: [bins.writeSlat], clat: [bins.write], lat: [bins.writeLat] }),
      trim: withBins(job.trim, { slat: [bins.trimSlat], clat: [bins.trim], lat: [bins.trimLat] }),
      sync: { ...job.sync, lat_ns: latencyWithBins(job.sync.lat_ns, [sync]) },
      ...(job.mixed === undefined ? {} : { mixed: withBins(job.mixed, mixedBins(bins)) }),
    };
  });
  return { ...document, jobs };
}

/** The buckets of each latency of a direction, as lib/stats/bucket-runs.ts writes them. */
interface DirectionBins {
  slat: readonly (string | undefined)[];
  clat: readonly (string | undefined)[];
  lat: readonly (string | undefined)[];
}

/** Of all directions as one. */
function mixedBins(bins: FioEntryFacts['bins']): DirectionBins {
  return {
    slat: [bins.readSlat, bins.writeSlat, bins.trimSlat],
    clat: [bins.read, bins.write, bins.trim],
    lat: [bins.readLat, bins.writeLat, bins.trimLat],
  };
}

function withBins(direction: FioDirection, { slat, clat, lat }: DirectionBins): FioDirection {
  return {
    ...direction,
    slat_ns: latencyWithBins(direction.slat_ns, slat),
    clat_ns: latencyWithBins(direction.clat_ns, clat),
    lat_ns: latencyWithBins(direction.lat_ns, lat),
  };
}

/** @param runs - added up where there are several */
function latencyWithBins(
  latency: FioLatency,
  runs: readonly (string | undefined)[],
): FioLatency & { bins?: Record<string, number> } {
  const counts = new Map<number, number>();
  for (const { valueNs, count } of runs.flatMap((text) => (text === undefined ? [] : binsOfRuns(text)))) {
    counts.set(valueNs, (counts.get(valueNs) ?? 0) + count);
  }
  if (counts.size === 0 || latency.percentile === undefined) return latency;
  const bins = [...counts].toSorted(([a], [b]) => a - b);
  return {
    ...latency,
    bins: Object.fromEntries(bins.map(([valueNs, count]) => [valueNs.toString(), count] as const)),
  };
}
