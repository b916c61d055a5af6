/** Whether a comparison misses a threshold. */
import type { Comparison, Family } from './compare.ts';
import type { ComparedCell } from './compared-cell.ts';
import { metricOf } from './metric.ts';
import type { FailCondition } from './request.ts';

export interface GateFindings {
  /** Cells that miss a threshold, as sentences. */
  failures: string[];
  /** Why nothing can be said of some cells, or of all. */
  unanswered: string[];
}

/**
 * A cell is slower by more than so much only where its verdict is and its whole interval is beyond; a comparison of tools says
 * nothing of file systems. What is short has no verdict, and passes as long as another cell has one.
 */
export function gateFindings(
  comparisons: readonly Comparison[],
  conditions: readonly FailCondition[],
): GateFindings {
  const failures: string[] = [];
  const unanswered: string[] = [];
  for (const comparison of comparisons) {
    for (const family of comparison.families) {
      const label = `${metricOf(family.metric).title} of ${comparison.other}`;
      for (const cell of family.cells) {
        for (const condition of conditions) {
          const text = failureText(cell, family, condition);
          if (text !== undefined) failures.push(`${cell.name}: ${label} ${text}`);
        }
        if (cell.noVerdict === 'one repeat') {
          unanswered.push(`${cell.name}: one repeat a side decides nothing`);
        }
      }
      const answered = family.cells.filter(
        ({ verdict }) => verdict !== 'none' && verdict !== 'tool difference',
      );
      if (answered.length === 0) {
        unanswered.push(
          comparison.isOfTools
            ? `${comparison.reference} and ${comparison.other} were measured by different tools`
            : `nothing of ${comparison.reference} and ${comparison.other} has a verdict`,
        );
      }
    }
  }
  return { failures, unanswered: [...new Set(unanswered)] };
}

function failureText(cell: ComparedCell, { metric }: Family, condition: FailCondition): string | undefined {
  const { judgement } = cell;
  if (condition.verdict === 'undecided') return cell.verdict === 'undecided' ? 'is undecided' : undefined;
  if (cell.verdict !== 'slower' || judgement === undefined) return undefined;
  const { low, high } = judgement.interval;
  const isBeyond = metricOf(metric).isLargerBetter ? high < 1 - condition.beyond : low > 1 + condition.beyond;
  if (!isBeyond) return undefined;
  const percent = (100 * condition.beyond).toFixed(1).replace(/\.0$/, '');
  return `is slower by more than ${percent} % (times ${low.toFixed(3)} to ${high.toFixed(3)})`;
}
