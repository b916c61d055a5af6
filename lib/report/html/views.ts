/** The lines that the page's script draws, out of the model. */
import type { Cell } from './model/cells.ts';
import type { ReportModel, Row } from './model/model.ts';
import type { PageData, View, ViewLine } from './page-data.ts';

/** Points of a latency curve that are kept: finer steps are not seen. */
const mostPoints = 240;

/**
 * How much of everything took so long at most. A point is kept where the share has grown by a visible step, and in the tails,
 * which are what is looked for.
 */
export function latencyCurve(bins: Cell['bins']): Pick<ViewLine, 'latenciesNs' | 'shares'> {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const latenciesNs: number[] = [];
  const shares: number[] = [];
  let below = 0;
  let kept = 0;
  for (const [index, { valueNs, count }] of bins.entries()) {
    below += count;
    const share = below / total;
    const isEnd = index === 0 || index === bins.length - 1;
    // In the upper tail steps are relative to what is left.
    const step = Math.min(1, 100 * (1 - share)) / mostPoints;
    if (!isEnd && share - kept < step) continue;
    latenciesNs.push(valueNs);
    shares.push(Number(share.toPrecision(6)));
    kept = share;
  }
  return { latenciesNs, shares };
}

function lineOf(cell: Cell, configuration: number): ViewLine {
  return {
    configuration,
    ...latencyCurve(cell.bins),
    repeats: cell.repeats.map(({ position, repeat, bytesPerSecond, iops }) => ({
      ...{ position, repeat },
      bytesPerSecond: bytesPerSecond ?? null,
      iops: iops ?? null,
    })),
  };
}

function viewOf(row: Row): View {
  return {
    lines: row.cells.flatMap(({ cell }, index) =>
      cell === undefined || cell.repeats.length === 0 ? [] : [lineOf(cell, index)],
    ),
  };
}

/** A view for each row, in the order of the rows. */
export function pageData(model: ReportModel): PageData {
  return {
    configurations: model.configurations.map(({ name }) => name),
    views: model.workloads.flatMap(({ rows }) => rows.map(viewOf)),
  };
}
