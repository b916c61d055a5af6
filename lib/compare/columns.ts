/** The columns that the table and Markdown have in common. */
import type { Comparison, Family } from './compare.ts';
import type { ComparedCell } from './compared-cell.ts';
import { metricOf } from './metric.ts';
import { countText, detectableText, intervalText, ratioText, valueText, verdictText } from './texts.ts';

export const headings = [
  'run',
  'reference',
  'other',
  'ratio',
  '95% interval',
  'n',
  'detects',
  'verdict',
] as const;

export function columnsOf(cell: ComparedCell, { metric }: Family, equivalence: number): string[] {
  return [
    cell.name,
    valueText(cell.reference.value, metric),
    valueText(cell.other.value, metric),
    ratioText(cell.ratio),
    intervalText(cell),
    countText(cell),
    detectableText(cell),
    verdictText(cell, equivalence),
  ];
}

/** `IOPS of new.jsonl, times old.jsonl`. */
export function titleOf({ metric }: Family, { reference, other }: Comparison): string {
  const { title } = metricOf(metric);
  const unit = metric === 'bw' ? ' (MiB/s)' : '';
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}${unit} of ${other}, beside ${reference} as the reference`;
}
