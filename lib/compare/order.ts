/** What the order of measuring did to a file's values: drift of all cells, warm-up of single ones. */
import { adjusted } from '../stats/inference/adjust.ts';
import { type Drift, driftOf } from '../stats/inference/drift.ts';
import { riseOf } from '../stats/inference/rising.ts';
import { alpha } from '../stats/inference/verdict.ts';
import type { Cell } from './cell.ts';
import { cellName } from './match.ts';
import type { Metric } from './metric.ts';

/** Fewer repeats in a row come in rising order too often by chance. */
const fewestForWarmUp = 6;

export interface OrderFindings {
  /** The file, as it was named. */
  source: string;
  /** undefined where there are too few values to tell. */
  drift: Drift | undefined;
  /** That the drift is none of chance. */
  isDrifting: boolean;
  /** Cells that got better from repeat to repeat, of those with six repeats or more; p adjusted for all of these (Holm). */
  warmUps: { name: string; adjustedP: number }[];
}

/** @param cells - of a file, whatever they are compared with */
export function orderFindings(source: string, cells: readonly Cell[], metric: Metric): OrderFindings {
  const series = cells.map((cell, index) => ({
    name: cellName(cell),
    cell: String(index),
    values: cell.repeats.flatMap(({ position, members }) => {
      const value = metric.valueOf(members);
      return value === undefined || !(value > 0) ? [] : [{ position, value: Math.log(value) }];
    }),
  }));
  const drift = driftOf(series.flatMap(({ cell, values }) => values.map((each) => ({ ...each, cell }))));
  const long = series.filter(({ values }) => values.length >= fewestForWarmUp);
  const ps = adjusted(
    long.map(({ values }) => riseOf(values.map(({ value }) => (metric.isLargerBetter ? value : -value))).p),
    'holm',
  );
  return {
    source,
    drift,
    isDrifting: drift !== undefined && drift.p <= alpha,
    warmUps: long
      .map(({ name }, index) => ({ name, adjustedP: ps[index] ?? 1 }))
      .filter(({ adjustedP }) => adjustedP <= alpha),
  };
}
