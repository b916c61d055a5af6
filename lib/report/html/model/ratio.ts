/** How many times the reference's throughput a cell has, and what can be said by that. */
import { keyDifferences } from '../../../compare/settings.ts';
import type { Interval } from '../../../stats/inference/estimate.ts';
import {
  type LogRatio,
  pairedLogRatio,
  type Replicate,
  unpairedLogRatio,
} from '../../../stats/inference/log-ratio.ts';
import { judgeFamily, type Verdict } from '../../../stats/inference/verdict.ts';
import type { Cell } from './cells.ts';

export interface Ratio {
  /** Of geometric means; within blocks, where both have blocks in common. */
  value: number;
  /** 95 %, of this ratio alone; undefined of fewer than two repeats. */
  interval: Interval | undefined;
  /** By the p that is adjusted for the family; undefined where there can be none. */
  verdict: Verdict | undefined;
  /** Why there is no verdict, where there are two repeats or more. */
  withoutVerdict: string | undefined;
  /** All is from one instance of each mount. */
  isOneSession: boolean;
}

/** What is compared: the same run on the reference and on another configuration. */
export interface CellPair {
  reference: Cell;
  other: Cell;
  /** Blocks of both are the same blocks of time. */
  haveCommonBlocks: boolean;
}

/** Up to here a ratio is no difference worth the name. */
export const equivalence = 0.02;

/** Of all verdicts of a configuration together so many in a hundred are false at most. */
const adjustment = 'holm';

interface Compared {
  value: number;
  logRatio: LogRatio | undefined;
  withoutVerdict: string | undefined;
}

/** B/s, or where a source has none I/Os per second; empty where nothing was transferred. */
function replicates(cell: Cell, by: 'bytesPerSecond' | 'iops'): Replicate[] {
  const found = cell.repeats.map(({ session, block, ...figures }) => ({
    ...{ value: figures[by] ?? 0, session, block },
  }));
  return found.every(({ value }) => value > 0) ? found : [];
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function reasonWithoutVerdict({ reference, other }: CellPair): string | undefined {
  if (reference.tool.name !== other.tool.name) return 'tool difference';
  return reference.isShort || other.isShort ? 'short' : undefined;
}

function compared(pair: CellPair): Compared | undefined {
  const { reference, other, haveCommonBlocks } = pair;
  // Another block size or depth is another question.
  if (keyDifferences(reference.settings, other.settings).length > 0) return undefined;
  const hasBytes = reference.bytesPerSecond !== undefined && other.bytesPerSecond !== undefined;
  const [ours, theirs] = [reference, other].map((cell) =>
    replicates(cell, hasBytes ? 'bytesPerSecond' : 'iops'),
  );
  if (ours === undefined || theirs === undefined || ours.length === 0 || theirs.length === 0)
    return undefined;
  const logRatio =
    (haveCommonBlocks ? pairedLogRatio(ours, theirs) : undefined) ?? unpairedLogRatio(ours, theirs);
  const [our, their] = [ours, theirs].map((side) => geometricMean(side.map(({ value }) => value)));
  return {
    value: logRatio === undefined ? (their ?? 0) / (our ?? 1) : Math.exp(logRatio.estimate.value),
    logRatio,
    withoutVerdict: logRatio === undefined ? undefined : reasonWithoutVerdict(pair),
  };
}

/**
 * The ratios of a configuration to the reference, judged as one family.
 *
 * @returns a ratio for each pair; undefined where one of the two has no throughput, or was asked for something else
 */
export function ratiosOf(pairs: readonly (CellPair | undefined)[]): (Ratio | undefined)[] {
  const all = pairs.map((pair) => (pair === undefined ? undefined : compared(pair)));
  const family = all.flatMap((each) => (each?.logRatio === undefined ? [] : [each]));
  const judgements = judgeFamily(
    family.flatMap(({ logRatio }) => (logRatio === undefined ? [] : [logRatio.estimate])),
    { adjustment, equivalence, isLargerBetter: true },
  );
  return all.map((each) => {
    if (each === undefined) return undefined;
    const judgement = judgements[family.indexOf(each)];
    return {
      value: each.value,
      interval: judgement?.interval,
      verdict: each.withoutVerdict === undefined ? judgement?.verdict : undefined,
      withoutVerdict: each.withoutVerdict,
      isOneSession: each.logRatio?.isOneSession ?? false,
    };
  });
}

/** The geometric mean of ratios, which is the same whichever side is the reference; undefined of nothing. */
export function meanRatio(ratios: readonly Ratio[]): number | undefined {
  return ratios.length === 0 ? undefined : geometricMean(ratios.map(({ value }) => value));
}
