/** What a comparison comes to, for each test of a family. */
import { type Adjustment, adjusted } from './adjust.ts';
import { type Estimate, equivalenceP, type Interval, interval, twoSidedP } from './estimate.ts';

/** A finding has a p of this at most. */
export const alpha = 0.05;

/** `same`: within the bounds that count as no difference. */
export type Verdict = 'faster' | 'slower' | 'same' | 'undecided';

export interface Judgement {
  verdict: Verdict;
  /** Times the reference. */
  ratio: number;
  /** Pointwise 95 %: of this ratio alone, whatever the family's size. */
  interval: Interval;
  /** Of no difference at all. */
  p: number;
  /** p, made larger for the family's size. */
  adjustedP: number;
  /** Of a difference beyond the bounds, adjusted as well. */
  adjustedEquivalenceP: number;
}

export interface FamilySettings {
  adjustment: Adjustment;
  /** 0.02: ratios from 1/1.02 to 1.02 are no difference worth the name. */
  equivalence: number;
  /** Larger values are better, as of IOPS and not of latencies. */
  isLargerBetter: boolean;
}

/**
 * Judges all tests of a family: one comparison by one metric.
 *
 * What is shown to lie within the bounds is `same`, even if it surely is not quite 1: whoever set the bounds said that such a
 * difference does not matter.
 *
 * @param logRatios - to the reference
 */
export function judgeFamily(logRatios: readonly Estimate[], settings: FamilySettings): Judgement[] {
  const bound = Math.log1p(settings.equivalence);
  const ps = logRatios.map((estimate) => twoSidedP(estimate));
  const equivalencePs = logRatios.map((estimate) => equivalenceP(estimate, { low: -bound, high: bound }));
  const adjustedPs = adjusted(ps, settings.adjustment);
  const adjustedEquivalencePs = adjusted(equivalencePs, settings.adjustment);
  return logRatios.map((estimate, index) => {
    const { low, high } = interval(estimate);
    const judged = {
      ratio: Math.exp(estimate.value),
      interval: { low: Math.exp(low), high: Math.exp(high) },
      p: ps[index] ?? 1,
      adjustedP: adjustedPs[index] ?? 1,
      adjustedEquivalenceP: adjustedEquivalencePs[index] ?? 1,
    };
    return { ...judged, verdict: verdictOf(judged, settings.isLargerBetter) };
  });
}

function verdictOf(judged: Omit<Judgement, 'verdict'>, isLargerBetter: boolean): Verdict {
  if (judged.adjustedEquivalenceP <= alpha) return 'same';
  if (judged.adjustedP > alpha) return 'undecided';
  return judged.ratio > 1 === isLargerBetter ? 'faster' : 'slower';
}
