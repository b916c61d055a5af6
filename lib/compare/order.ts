/** What the order of measuring did to a file's values: drift of all cells, warm-up of single ones. */
import { adjusted } from '../stats/inference/adjust.ts';
import { type Drift, driftOf, type OrderedValue } from '../stats/inference/drift.ts';
import { groupBy } from '../stats/inference/group-by.ts';
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
  const series = cells.map((cell) => ({
    name: cellName(cell),
    run: JSON.stringify([cell.configuration, cell.run]),
    values: cell.repeats.flatMap(({ position, members }) => {
      const value = metric.valueOf(members);
      return value === undefined || !(value > 0) ? [] : [{ position, value: Math.log(value) }];
    }),
  }));
  const drift = driftOf(runValues(series));
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

interface Series {
  run: string;
  values: { position: number; value: number }[];
}

/**
 * Directions and jobs of a run were measured at the same time, and what disturbs one disturbs the others: together they are one
 * observation. It is the mean of what each is off from its own mean.
 */
function runValues(series: readonly Series[]): OrderedValue[] {
  return [...groupBy(series, ({ run }) => run)].flatMap(([cell, members]) => {
    const residuals = members.flatMap(({ values }) => {
      const level = meanOf(values.map(({ value }) => value));
      return values.map(({ position, value }) => ({ position, value: value - level }));
    });
    return [...groupBy(residuals, ({ position }) => position)].map(([position, each]) => ({
      ...{ cell, position },
      value: meanOf(each.map(({ value }) => value)),
    }));
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
