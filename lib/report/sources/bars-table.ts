/** Cells of files from anywhere for a terminal: under each run its configurations, with bars to be compared by eye. */
import { iops, latency, mebibytesPerSecond, variation } from '../quantities.ts';
import type { Colors } from '../table.ts';
import { bar } from './bars.ts';
import { cellEnd } from './cell-end.ts';
import type { SourceCell, SourceCellDirection } from './source-cell.ts';

/** Of the columns with figures, both the heading and what is below. */
const figureWidths = { 'MiB/s': 6, IOPS: 6, '±': 5, p50: 6, p99: 6 } as const;

const gap = '  ';
const narrowestBar = 4;
const widestBar = 30;
/** Names that are longer are cut off: what they are called stands in the other forms. */
const widestName = 32;

interface Look {
  /** Columns of the terminal. */
  width: number;
  colors: Colors;
}

interface Row {
  name: string;
  side: SourceCellDirection | undefined;
  cell: SourceCell;
  end: string;
}

export function barsTable(cells: readonly SourceCell[], look: Look): string {
  const runs = [...new Set(cells.map(({ run }) => run))];
  const rows = cells.flatMap(cellRows);
  const nameWidth = Math.min(widestName, Math.max(0, ...rows.map(({ name }) => name.length)));
  const figures = Object.values(figureWidths).reduce((sum, width) => sum + gap.length + width, 0);
  const endWidth = Math.max(0, ...rows.filter(({ side }) => side !== undefined).map(({ end }) => end.length));
  const room = look.width - 2 - nameWidth - gap.length - figures - gap.length - endWidth;
  const barWidth = Math.max(narrowestBar, Math.min(widestBar, room));
  const head = [
    ' '.repeat(2 + nameWidth + gap.length + barWidth),
    ...Object.entries(figureWidths).map(([name, width]) => name.padStart(width)),
  ].join(gap);
  const blocks = runs.map((run) => {
    const members = rows.filter(({ cell }) => cell.run === run);
    const most = Math.max(...members.map(({ side }) => side?.bytesPerSecond.mean ?? 0));
    const lines = members.map((row) => drawn(row, { most, nameWidth, barWidth, colors: look.colors }));
    return [look.colors.bold(run), ...lines];
  });
  return [look.colors.dim(head), ...blocks.flat()].map((line) => `${line.trimEnd()}\n`).join('');
}

/** A cell has a row for each direction; what became of it is told once. */
function cellRows(cell: SourceCell): Row[] {
  const end = cellEnd(cell);
  if (cell.directions.length === 0) return [{ name: cell.configuration, side: undefined, cell, end }];
  const mark = cell.directions.length === 1 ? () => '' : (side: SourceCellDirection) => ` ${side.direction}`;
  return cell.directions.map((side, index) => ({
    name: `${cell.configuration}${mark(side)}`,
    side,
    cell,
    end: index === 0 ? end : '',
  }));
}

interface Drawing {
  /** B/s of the longest bar of the block. */
  most: number;
  nameWidth: number;
  barWidth: number;
  colors: Colors;
}

function drawn({ name, side, cell, end }: Row, { most, nameWidth, barWidth, colors }: Drawing): string {
  const shownName = name.length > nameWidth ? `${name.slice(0, nameWidth - 1)}…` : name.padEnd(nameWidth);
  if (side === undefined) {
    const color = cell.outcome === 'failed' ? colors.red : colors.yellow;
    return `  ${shownName}${gap}${color(end)}`;
  }
  const time = (ns: number | undefined): string => (ns === undefined ? '-' : latency(ns));
  const figures = [
    mebibytesPerSecond(side.bytesPerSecond.mean),
    iops(side.iops.mean),
    variation(side.bytesPerSecond.variation),
    time(side.clatP50Ns),
    time(side.clatP99Ns),
  ];
  const widths = Object.values(figureWidths);
  const drawnBar = bar(most === 0 ? 0 : side.bytesPerSecond.mean / most, barWidth);
  return [
    `  ${shownName}`,
    colors.cyan(drawnBar) + ' '.repeat(barWidth - drawnBar.length),
    ...figures.map((text, index) => text.padStart(widths[index] ?? 0)),
    cell.outcome === 'measured' ? end : colors.red(end),
  ].join(gap);
}
