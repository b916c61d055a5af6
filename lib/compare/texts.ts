/** Figures of a comparison as texts. */
import { iops, latency, mebibytesPerSecond } from '../report/quantities.ts';
import type { ComparedCell } from './compared-cell.ts';
import type { MetricName } from './metric.ts';

/** `+4.1 %`, `-50 %`: of a ratio, what it differs from 1. */
export function ratioPercent(ratio: number): string {
  const percent = 100 * (ratio - 1);
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  return `${percent < 0 ? '' : '+'}${percent.toFixed(digits)} %`;
}

/** In the metric's unit: IOPS, MiB/s, or a time with its unit. */
export function valueText(value: number | undefined, metric: MetricName): string {
  if (value === undefined) return '-';
  if (metric === 'iops') return iops(value);
  return metric === 'bw' ? mebibytesPerSecond(value) : latency(value);
}

/** `1.020`; of far ones fewer digits: `12.3`. */
export function ratioText(ratio: number | undefined): string {
  if (ratio === undefined) return '-';
  return ratio >= 9.9995 ? ratio.toPrecision(3) : ratio.toFixed(3);
}

export function intervalText({ judgement }: ComparedCell): string {
  if (judgement === undefined) return '-';
  return `${ratioText(judgement.interval.low)} to ${ratioText(judgement.interval.high)}`;
}

export function detectableText({ detectable }: ComparedCell): string {
  if (detectable === undefined) return '-';
  const percent = 100 * detectable;
  if (percent >= 999.5) return '>999%';
  return `${percent >= 9.95 ? Math.round(percent).toString() : percent.toFixed(1)}%`;
}

/** Repeats, or what else is counted: `5`, `5/3` where sides differ. */
export function countText({ estimate, reference, other }: ComparedCell): string {
  const [ours, theirs] = estimate?.counts ?? [reference.repeats, other.repeats];
  return ours === theirs ? ours.toString() : `${ours}/${theirs}`;
}

/** `same within ±2 %`, and why there is none. */
export function verdictText({ verdict, noVerdict }: ComparedCell, equivalence: number): string {
  if (verdict === 'same') return `same within ±${Number((100 * equivalence).toPrecision(3))}%`;
  return verdict === 'none' ? (noVerdict ?? '-') : verdict;
}
