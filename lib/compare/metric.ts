/** What sides are compared by: a figure of a job in a repeat, in one direction. */
import type { Entry, FigureName } from '../read/entry.ts';
import { clatPercentile } from '../read/entry-percentiles.ts';

export const metricNames = ['iops', 'bw', 'clat_mean', 'clat_p50', 'clat_p99'] as const;
export type MetricName = (typeof metricNames)[number];

export interface Metric {
  name: MetricName;
  /** As a heading and in sentences. */
  title: string;
  isLargerBetter: boolean;
  /**
   * Of the members of a job that ran side by side: rates add up, latencies are those of all their I/Os together.
   *
   * @returns undefined where the source does not tell; 0 where nothing was done
   */
  valueOf: (members: readonly Entry[]) => number | undefined;
}

function sumOf(members: readonly Entry[], figure: FigureName): number | undefined {
  let sum = 0;
  for (const { figures } of members) {
    const value = figures[figure];
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

/** Weighted by the I/Os of each. */
function meanLatency(members: readonly Entry[]): number | undefined {
  const [only] = members;
  if (members.length === 1) return only?.figures.clat_mean_ns;
  let [ios, sum] = [0, 0];
  for (const { figures } of members) {
    if (figures.clat_mean_ns === undefined || figures.total_ios === undefined) return undefined;
    ios += figures.total_ios;
    sum += figures.clat_mean_ns * figures.total_ios;
  }
  return ios === 0 ? undefined : sum / ios;
}

const metrics: Readonly<Record<MetricName, Omit<Metric, 'name'>>> = {
  iops: { title: 'IOPS', isLargerBetter: true, valueOf: (members) => sumOf(members, 'iops') },
  bw: { title: 'bandwidth', isLargerBetter: true, valueOf: (members) => sumOf(members, 'bw_bytes') },
  clat_mean: { title: 'mean completion latency', isLargerBetter: false, valueOf: meanLatency },
  clat_p50: {
    title: 'median completion latency',
    isLargerBetter: false,
    valueOf: (members) => clatPercentile(members, 50),
  },
  clat_p99: {
    title: '99th percentile of completion latency',
    isLargerBetter: false,
    valueOf: (members) => clatPercentile(members, 99),
  },
};

export function metricOf(name: MetricName): Metric {
  return { name, ...metrics[name] };
}
