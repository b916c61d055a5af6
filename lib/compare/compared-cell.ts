/** A pair of cells and what their repeats say of the difference. */
import { bootstrap, percentileInterval } from '../stats/inference/bootstrap.ts';
import type { Estimate, Interval } from '../stats/inference/estimate.ts';
import {
  type LogRatio,
  pairedLogRatio,
  type Replicate,
  type Unit,
  unpairedLogRatio,
} from '../stats/inference/log-ratio.ts';
import { mannWhitney, type RankTest } from '../stats/inference/mann-whitney.ts';
import { momentsOf } from '../stats/inference/means.ts';
import type { Judgement, Verdict } from '../stats/inference/verdict.ts';
import type { Cell } from './cell.ts';
import type { GeneratorCost } from './generator-cost.ts';
import { type CellPair, pairName } from './match.ts';
import type { Metric } from './metric.ts';

/** What may be said: of different tools no verdict on the file system, of some nothing at all. */
export type CellVerdict = Verdict | 'tool difference' | 'none';

/** Why there is no verdict. */
export type NoVerdict = 'short' | 'one repeat' | 'not measured' | 'not told' | 'nothing done';

export interface ComparedSide {
  /** Whole repeats. */
  repeats: number;
  /** Instances of the mount; 0: not known. */
  sessions: number;
  /** Geometric mean; undefined where there is no figure. */
  value: number | undefined;
  /** Standard deviation of logs, about the coefficient of variation; undefined for fewer than two repeats. */
  deviation: number | undefined;
  isShort: boolean;
  isGeneratorBound: boolean;
  /** Why repeats are left out. */
  left: string[];
  generator: GeneratorCost | undefined;
}

export interface ComparedCell {
  name: string;
  job: string;
  run: string;
  direction: string;
  verdict: CellVerdict;
  /** undefined where there is a verdict. */
  noVerdict: NoVerdict | undefined;
  reference: ComparedSide;
  other: ComparedSide;
  /** Of geometric means, within blocks where there are common ones; undefined where a side has no figure. */
  ratio: number | undefined;
  /** undefined where it takes more repeats. */
  estimate: LogRatio | undefined;
  /** What the family's tests are made of; undefined where there is to be no verdict. */
  judged: Estimate | undefined;
  judgement: Judgement | undefined;
  /** The difference that would probably have been seen, as 0.05 of 5 %. */
  detectable: number | undefined;
  /** Beside the verdict, from four repeats a side on. */
  rankTest: RankTest | undefined;
  /** Beside the interval, where there is enough to draw from. */
  bootstrapInterval: Interval | undefined;
}

/** What is estimated, before a family is judged. */
export type EstimatedCell = Omit<ComparedCell, 'verdict' | 'judgement' | 'detectable'>;

const fewestForRanks = 4;
const fewestForBootstrap = { repeats: 20, blocks: 8 };
const drawing = { seed: 1, resamples: 2000 };

/** @param isInterleaved - blocks of both sides are the same: they are from one study */
export function estimateCell(pair: CellPair, metric: Metric, isInterleaved: boolean): EstimatedCell {
  const { reference, other } = pair;
  const [ours, theirs] = [replicatesOf(reference, metric), replicatesOf(other, metric)];
  const isUsable = 'replicates' in ours && 'replicates' in theirs;
  const [a, b] = isUsable ? [ours.replicates, theirs.replicates] : [[], []];
  const estimate = (isInterleaved ? pairedLogRatio(a, b) : undefined) ?? unpairedLogRatio(a, b);
  const sides = { reference: sideOf(reference, ours), other: sideOf(other, theirs) };
  const { value } = sides.reference;
  const whyNone = noVerdict([reference, other], [ours, theirs], estimate);
  return {
    name: pairName(pair),
    job: reference.job,
    run: reference.run,
    direction: reference.direction,
    noVerdict: whyNone,
    judged: whyNone === undefined ? estimate?.estimate : undefined,
    ...sides,
    ratio:
      estimate !== undefined
        ? Math.exp(estimate.estimate.value)
        : value !== undefined && sides.other.value !== undefined
          ? sides.other.value / value
          : undefined,
    estimate,
    rankTest: rankTestOf(a, b),
    bootstrapInterval: estimate === undefined ? undefined : bootstrapOf(estimate),
  };
}

type Replicates = { replicates: Replicate[] } | { why: 'not measured' | 'not told' | 'nothing done' };

function replicatesOf(cell: Cell, metric: Metric): Replicates {
  if (cell.repeats.length === 0) return { why: 'not measured' };
  const replicates: Replicate[] = [];
  for (const { session, block, members } of cell.repeats) {
    const value = metric.valueOf(members);
    if (value === undefined) return { why: 'not told' };
    // It has no logarithm; nothing is a ratio of nothing.
    if (!(value > 0)) return { why: 'nothing done' };
    replicates.push({ value, session, block });
  }
  return { replicates };
}

function sideOf(cell: Cell, found: Replicates): ComparedSide {
  const logs = 'replicates' in found ? found.replicates.map(({ value }) => Math.log(value)) : [];
  const { mean, variance } = momentsOf(logs);
  return {
    repeats: cell.repeats.length,
    sessions: new Set(cell.repeats.flatMap(({ session }) => session ?? [])).size,
    value: logs.length === 0 ? undefined : Math.exp(mean),
    deviation: logs.length < 2 ? undefined : Math.sqrt(variance),
    isShort: cell.isShort,
    isGeneratorBound: cell.isGeneratorBound,
    left: cell.left,
    generator: cell.cost,
  };
}

function noVerdict(
  cells: readonly Cell[],
  found: readonly Replicates[],
  estimate: LogRatio | undefined,
): NoVerdict | undefined {
  for (const side of found) if ('why' in side) return side.why;
  if (cells.some(({ isShort }) => isShort)) return 'short';
  return estimate === undefined ? 'one repeat' : undefined;
}

function rankTestOf(reference: readonly Replicate[], other: readonly Replicate[]): RankTest | undefined {
  if (Math.min(reference.length, other.length) < fewestForRanks) return undefined;
  return mannWhitney(
    other.map(({ value }) => value),
    reference.map(({ value }) => value),
  );
}

const isOfBlocks: Readonly<Record<Unit, boolean>> = { block: true, session: true, repeat: false };

/** Of the ratio, drawn again from units; fewer of them than these have intervals that are much too narrow. */
function bootstrapOf({ unit, samples, counts }: LogRatio): Interval | undefined {
  const fewest = isOfBlocks[unit] ? fewestForBootstrap.blocks : fewestForBootstrap.repeats;
  if (Math.min(...counts) < fewest) return undefined;
  const mean = (values: readonly number[] = []): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const drawn = bootstrap(
    samples,
    ([first, second]) => Math.exp(second === undefined ? mean(first) : mean(second) - mean(first)),
    drawing,
  );
  return percentileInterval(drawn);
}
