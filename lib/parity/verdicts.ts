/** What the ratios of pairs come to. */
import type { Interval } from '../stats/inference/estimate.ts';
import { meanEstimate } from '../stats/inference/means.ts';
import { judgeFamily } from '../stats/inference/verdict.ts';

/**
 * `equivalent`: shown to lie within the margin. `different`: a difference that chance does not explain, and not shown to lie within the
 * margin. `undecided`: neither; more pairs would tell.
 */
export type ParityVerdict = 'equivalent' | 'different' | 'undecided';

export interface ParityJudgement {
  verdict: ParityVerdict;
  /** vfload's throughput, times fio's: the geometric mean over pairs. */
  ratio: number;
  /** Pointwise 95 %. */
  interval: Interval;
  /** Of no difference, and of one beyond the margin, made larger for the number of cells. */
  adjustedP: number;
  adjustedEquivalenceP: number;
}

/** How p is adjusted for several cells. */
export const parityAdjustment = 'holm';

/**
 * Judges all cells as one family.
 *
 * @param ratios - of each cell its pairs'
 * @param equivalence - 0.03: from 1/1.03 to 1.03
 * @returns in the order of the cells; undefined for fewer than two pairs
 */
export function judgeCells(
  ratios: readonly (readonly number[])[],
  equivalence: number,
): (ParityJudgement | undefined)[] {
  const estimates = ratios.map((ofCell) => meanEstimate(ofCell.map(Math.log)));
  const known = estimates.filter((estimate) => estimate !== undefined);
  const judgements = judgeFamily(known, { adjustment: parityAdjustment, equivalence, isLargerBetter: true });
  return estimates.map((estimate) => {
    const judgement = estimate === undefined ? undefined : judgements[known.indexOf(estimate)];
    if (judgement === undefined) return undefined;
    const { verdict, ratio, interval, adjustedP, adjustedEquivalenceP } = judgement;
    return { verdict: wordOf(verdict), ratio, interval, adjustedP, adjustedEquivalenceP };
  });
}

function wordOf(verdict: 'faster' | 'slower' | 'same' | 'undecided'): ParityVerdict {
  if (verdict === 'undecided') return verdict;
  return verdict === 'same' ? 'equivalent' : 'different';
}
