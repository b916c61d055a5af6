/** fio's JSON+: its JSON with the buckets of each latency that has percentiles (fio-semantics 5.3). */
import type { FioDirection, FioDocument, FioJob, FioLatency } from '../../result/fio-document.ts';
import type { FioOutputFacts } from '../../result/vfload-member.ts';
import { binsOfRuns } from '../../stats/bucket-runs.ts';

/** The document with bins, which fio calls by the latency that a bucket stands for, in ns. */
export function jsonPlus<Document extends FioDocument>(document: Document, facts: FioOutputFacts): Document {
  const jobs = document.jobs.map((job, index): FioJob => {
    const { read, write, sync } = facts.entries[index]?.bins ?? {};
    return {
      ...job,
      read: withBins(job.read, read),
      write: withBins(job.write, write),
      sync: { ...job.sync, lat_ns: latencyWithBins(job.sync.lat_ns, sync) },
    };
  });
  return { ...document, jobs };
}

function withBins(direction: FioDirection, runs: string | undefined): FioDirection {
  return { ...direction, clat_ns: latencyWithBins(direction.clat_ns, runs) };
}

function latencyWithBins(
  latency: FioLatency,
  runs: string | undefined,
): FioLatency & { bins?: Record<string, number> } {
  if (runs === undefined) return latency;
  const bins = binsOfRuns(runs).map(({ valueNs, count }) => [valueNs.toString(), count] as const);
  return { ...latency, bins: Object.fromEntries(bins) };
}
