/**
 * How many times the reference's values those of another are: estimated on logarithms, where a factor is a difference and
 * deviations in percent are the same at any speed.
 */
import type { Estimate } from './estimate.ts';
import { groupBy } from './group-by.ts';
import { differenceEstimate, meanEstimate } from './means.ts';

/** A value and what it shares with others. */
export interface Replicate {
  /** Above 0. */
  value: number;
  /** An instance of a mount; undefined: not known. */
  session: string | undefined;
  /** Repeats of a block were run before the next one began; undefined: not known. */
  block: number | undefined;
}

/** What counts as one independent observation. */
export type Unit = 'session' | 'block' | 'repeat';

export interface LogRatio {
  /** Logarithm of the ratio. */
  estimate: Estimate;
  unit: Unit;
  /** Units of the reference and of the other; of blocks and their sessions they are the same. */
  counts: readonly [reference: number, other: number];
  /** What the estimate is made from: log-ratios of units, or the logs of either side's. */
  samples: readonly [ratios: number[]] | readonly [reference: number[], other: number[]];
  /** All is from one instance of each mount (or nobody knows): what belongs to the instance looks like a difference. */
  isOneSession: boolean;
}

function meanLog(replicates: readonly Replicate[]): number {
  return mean(replicates.map(({ value }) => Math.log(value)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * From ratios within blocks, which are free of what changes from block to block. Blocks that one side lacks are left out.
 *
 * Blocks that have a session in common, on either side, are one observation where there are several such sets: what belongs to an
 * instance of a mount is in all of its blocks alike.
 *
 * @returns undefined for fewer than two common blocks
 */
export function pairedLogRatio(
  reference: readonly Replicate[],
  other: readonly Replicate[],
): LogRatio | undefined {
  const blocks = commonBlocks(reference, other);
  const bySession = [...sessionSets(blocks).values()].map((set) => mean(set.map(({ ratio }) => ratio)));
  const isOneSession = bySession.length < 2;
  const ratios = isOneSession ? blocks.map(({ ratio }) => ratio) : bySession;
  const estimate = meanEstimate(ratios);
  if (estimate === undefined) return undefined;
  return {
    estimate,
    unit: isOneSession ? 'block' : 'session',
    counts: [ratios.length, ratios.length],
    samples: [ratios],
    isOneSession,
  };
}

interface BlockRatio {
  /** Logarithm. */
  ratio: number;
  /** Of both sides; a side whose session is not known has one for all. */
  sessions: string[];
}

function commonBlocks(reference: readonly Replicate[], other: readonly Replicate[]): BlockRatio[] {
  const known = (side: readonly Replicate[]): Replicate[] => side.filter(({ block }) => block !== undefined);
  const others = groupBy(known(other), ({ block }) => block);
  return [...groupBy(known(reference), ({ block }) => block)].flatMap(([block, ours]) => {
    const theirs = others.get(block);
    if (theirs === undefined) return [];
    return [
      {
        ratio: meanLog(theirs) - meanLog(ours),
        sessions: [...ours, ...theirs].map(({ session }) => session ?? ''),
      },
    ];
  });
}

/** Blocks by the smallest sets between which no session is shared. */
function sessionSets(blocks: readonly BlockRatio[]): Map<string, BlockRatio[]> {
  const parents = new Map<string, string>();
  const rootOf = (session: string): string => {
    const parent = parents.get(session) ?? session;
    return parent === session ? session : rootOf(parent);
  };
  for (const { sessions } of blocks) {
    const [first = ''] = sessions;
    for (const session of sessions) parents.set(rootOf(session), rootOf(first));
  }
  return groupBy(blocks, ({ sessions: [first = ''] }) => rootOf(first));
}

/**
 * From two sides that were measured at different times. Where both have several sessions, means of sessions are compared.
 *
 * @returns undefined where a side has fewer than two values
 */
export function unpairedLogRatio(
  reference: readonly Replicate[],
  other: readonly Replicate[],
): LogRatio | undefined {
  const sides = [reference, other];
  const bySession = sides.map((side) => [...groupBy(side, ({ session }) => session).values()]);
  const isOneSession = bySession.some((sessions) => sessions.length < 2);
  const [ours = [], theirs = []] = isOneSession
    ? sides.map((side) => side.map(({ value }) => Math.log(value)))
    : bySession.map((sessions) => sessions.map(meanLog));
  const estimate = differenceEstimate(ours, theirs);
  if (estimate === undefined) return undefined;
  return {
    estimate,
    unit: isOneSession ? 'repeat' : 'session',
    counts: [ours.length, theirs.length],
    samples: [ours, theirs],
    isOneSession,
  };
}
