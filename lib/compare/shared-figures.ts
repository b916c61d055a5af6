/** Every figure that both sides tell of, side by side: for what no verdict is passed on. */
import { type Entry, type FigureName, figureNames } from '../read/entry.ts';
import type { Cell } from './cell.ts';
import type { CellPair } from './match.ts';

export interface SharedFigure {
  /** An entry's, or a number's place in fio's document: `read.clat_ns.mean`. */
  figure: string;
  /** Means over repeats. */
  reference: number;
  other: number;
}

type Merge = (members: readonly Entry[], values: readonly number[]) => number | undefined;

const sum: Merge = (_members, values) => values.reduce((total, value) => total + value, 0);
const mean: Merge = (members, values) => (sum(members, values) ?? NaN) / values.length;
const only: Merge = (_members, values) => (values.length === 1 ? values[0] : undefined);
const meanOfIos: Merge = (members, values) => {
  const ios = members.map(({ figures }) => figures.total_ios ?? NaN);
  return (
    values.reduce((total, value, index) => total + value * (ios[index] ?? NaN), 0) /
    ios.reduce((total, value) => total + value, 0)
  );
};

/** How those of members that ran side by side become one; percentiles and deviations cannot. */
const merges: Readonly<Record<FigureName, Merge>> = {
  io_bytes: sum,
  total_ios: sum,
  runtime_ms: (_members, values) => Math.max(...values),
  bw_bytes: sum,
  iops: sum,
  clat_min_ns: (_members, values) => Math.min(...values),
  clat_mean_ns: meanOfIos,
  clat_stddev_ns: only,
  clat_max_ns: (_members, values) => Math.max(...values),
  clat_p50_ns: only,
  clat_p99_ns: only,
  usr_cpu: mean,
  sys_cpu: mean,
};

function figureOf({ repeats }: Cell, figure: FigureName): number | undefined {
  let total = 0;
  for (const { members } of repeats) {
    const values = members.map(({ figures }) => figures[figure]);
    const known = values.filter((value) => value !== undefined);
    const merged = known.length < values.length ? undefined : merges[figure](members, known);
    if (merged === undefined || !Number.isFinite(merged)) return undefined;
    total += merged;
  }
  return repeats.length === 0 ? undefined : total / repeats.length;
}

/** In the order of tables. */
export function sharedFigures({ reference, other }: CellPair): SharedFigure[] {
  return figureNames.flatMap((figure) => {
    const [ours, theirs] = [figureOf(reference, figure), figureOf(other, figure)];
    return ours === undefined || theirs === undefined ? [] : [{ figure, reference: ours, other: theirs }];
  });
}
