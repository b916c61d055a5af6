/** fio's JSON+: its JSON with the buckets of each latency that has percentiles (fio-semantics 5.3). */
import type { FioDirection, FioDocument, FioJob, FioLatency } from '../../result/fio-document.ts';
import type { FioOutputFacts } from '../../result/vfload-member.ts';
import { binsOfRuns } from '../../stats/bucket-runs.ts';

/** The document with bins, which fio calls by the latency that a bucket stands for, in ns. */
export function jsonPlus<Document extends FioDocument>(document: Document, facts: FioOutputFacts): Document {
  const jobs = document.jobs.map((job, index): FioJob => {
    const bins = facts.entries[index]?.bins ?? {};
    const { sync } = bins;
    return {
      ...job,
      read: withBins(job.read, { slat: bins.readSlat, clat: bins.read, lat: bins.readLat }),
      write: withBins(job.write, { slat: bins.writeSlat, clat: bins.write, lat: bins.writeLat }),
      sync: { ...job.sync, lat_ns: latencyWithBins(job.sync.lat_ns, sync) },
    };
  });
  return { ...document, jobs };
}

/** The buckets of each latency of a direction, as lib/stats/bucket-runs.ts writes them. */
interface DirectionBins {
  slat: string | undefined;
  clat: string | undefined;
  lat: string | undefined;
}

function withBins(direction: FioDirection, { slat, clat, lat }: DirectionBins): FioDirection {
  return {
    ...direction,
    slat_ns: latencyWithBins(direction.slat_ns, slat),
    clat_ns: latencyWithBins(direction.clat_ns, clat),
    lat_ns: latencyWithBins(direction.lat_ns, lat),
  };
}

function latencyWithBins(
  latency: FioLatency,
  runs: string | undefined,
): FioLatency & { bins?: Record<string, number> } {
  if (runs === undefined || latency.percentile === undefined) return latency;
  const bins = binsOfRuns(runs).map(({ valueNs, count }) => [valueNs.toString(), count] as const);
  return { ...latency, bins: Object.fromEntries(bins) };
}
