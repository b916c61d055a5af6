/** The default table: a row per cell, or one for each direction where they are mixed. */
import Table from 'cli-table3';
import type pc from 'picocolors';
import type { BriefJournal } from '../result/brief-repeat.ts';
import { cellsOf, type Cell, type CellDirection } from './cell.ts';
import { markedOutcome } from './own-share.ts';
import { iops, latency, mebibytesPerSecond, variation } from './quantities.ts';
import { outcomeText } from './reason-text.ts';

/** A heading and the widest text below it, both without padding. */
const figureColumns = [
  { heading: 'MiB/s', width: 6 },
  { heading: 'IOPS', width: 6 },
  { heading: '±', width: 5 },
  { heading: 'p50', width: 6 },
  { heading: 'p99', width: 6 },
  { heading: 'CPU/IO', width: 6 },
] as const;

/** Every column has one blank after its text and one between it and the next. */
const gap = 2;
const narrowestOutcome = 7;
const columnCount = figureColumns.length + 2;

type Row = Table.HorizontalTableRow;
export type Colors = ReturnType<typeof pc.createColors>;

const noBorders = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) => [
    [side, ''],
    [`${side}-mid`, ''],
    [`${side}-left`, ''],
    [`${side}-right`, ''],
  ]),
);

function columnWidths(nameWidth: number, width: number): number[] {
  const figures = figureColumns.map((column) => column.width + 1);
  const used = nameWidth + gap + figures.reduce((sum, figure) => sum + figure + 1, 0);
  // The padding of the last column is cut off at the end.
  return [nameWidth + 1, ...figures, Math.max(narrowestOutcome, width - used) + 1];
}

interface Drawing {
  colors: Colors;
  /** Of the last column, for what is told there in few words or in more. */
  outcomeWidth: number;
  /** That each cell is to have. */
  repeats: number;
}

/** What a measured cell is worth: all repeats done, long enough and not vfload's own speed, or not. */
function quality(cell: Cell, { colors, outcomeWidth, repeats }: Drawing): string {
  const done = cell.measured.length.toString();
  const marked = (text: string): string => markedOutcome(text, cell, outcomeWidth);
  if (cell.outcome !== 'measured') return colors.red(marked(`${done}/${repeats.toString()} ok`));
  if (cell.measured.some(({ result }) => result.vfload.interrupted)) return colors.yellow(marked('stopped'));
  const doneInPart = `${done}/${repeats.toString()}`;
  if (cell.measured.length < repeats) return colors.dim(marked(doneInPart));
  if (cell.measured.some(({ result }) => result.vfload.short)) return colors.yellow(marked('short'));
  return cell.isGeneratorBound ? colors.yellow(marked('ok')) : colors.green('ok');
}

function figureRow(name: string, side: CellDirection, cell: Cell, outcome: string): Row {
  const time = (ns: number | undefined): string => (ns === undefined ? '-' : latency(ns));
  return [
    name,
    mebibytesPerSecond(side.bytesPerSecond.mean),
    iops(side.iops.mean),
    variation(side.bytesPerSecond.variation),
    time(side.clatP50Ns),
    time(side.clatP99Ns),
    // CPU time is of the whole run: told once.
    outcome === '' ? '' : time(cell.cpuPerIoNs),
    outcome,
  ];
}

function reasonRow(name: string, cell: Cell, colors: Colors): Row {
  const colored = cell.outcome === 'failed' ? colors.red : colors.yellow;
  const cause = cell.reason === undefined ? '' : `, ${cell.reason.cause}`;
  return [
    name,
    { content: colored(`${outcomeText(cell)}${cause}`), colSpan: columnCount - 1, hAlign: 'left' },
  ];
}

function cellRows(name: string, cell: Cell, drawing: Drawing): Row[] {
  const { colors } = drawing;
  const [first, ...more] = cell.directions;
  if (first === undefined) return [reasonRow(name, cell, colors)];
  const outcome = quality(cell, drawing);
  const rows =
    more.length === 0
      ? [figureRow(name, first, cell, outcome)]
      : cell.directions.map((side, index) =>
          figureRow(
            `${index === 0 ? name : ' '.repeat(name.length)} ${side.direction.charAt(0)}`,
            side,
            cell,
            index === 0 ? outcome : '',
          ),
        );
  return cell.outcome === 'measured' ? rows : [...rows, reasonRow('', cell, colors)];
}

/** Rows of one configuration go by the run's name, of several by the configuration's, below the run's. */
function tableRows(journal: BriefJournal, drawing: Drawing): Row[] {
  const { configurations, runs } = journal.header;
  const cells = cellsOf(journal);
  if (configurations.length === 1) return cells.flatMap((cell) => cellRows(cell.run, cell, drawing));
  return runs.flatMap((run) => {
    const group = cells.filter((cell) => cell.run === run);
    if (group.length === 0) return [];
    const heading: Row = [{ content: drawing.colors.bold(run), colSpan: columnCount }];
    return [heading, ...group.flatMap((cell) => cellRows(`  ${cell.configuration}`, cell, drawing))];
  });
}

function widestName(journal: BriefJournal): number {
  const { configurations, runs } = journal.header;
  const names = configurations.length === 1 ? runs : configurations.map(({ label }) => `  ${label} r`);
  const mixed = cellsOf(journal).filter((cell) => cell.directions.length > 1 && configurations.length === 1);
  return Math.max(0, ...[...names, ...mixed.map((cell) => `${cell.run} r`)].map((name) => name.length));
}

/**
 * The table of what is finished so far, fitting in 80 columns; with a larger width causes are told at greater
 * length. Nothing is shown for cells that have not been run.
 */
export function resultTable(journal: BriefJournal, options: { width: number; colors: Colors }): string {
  const { colors, width } = options;
  const figures = figureColumns.reduce((sum, column) => sum + column.width + gap, 0);
  const nameWidth = Math.min(widestName(journal), Math.max(24, width - figures - gap - narrowestOutcome));
  const widths = columnWidths(nameWidth, width);
  const outcomeWidth = (widths.at(-1) ?? 0) - 1;
  const table = new Table({
    head: ['run', ...figureColumns.map(({ heading }) => heading), 'outcome'].map((text) => colors.dim(text)),
    colWidths: widths,
    colAligns: ['left', ...figureColumns.map(() => 'right' as const), 'left'],
    chars: { ...noBorders, middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
  });
  table.push(...tableRows(journal, { colors, outcomeWidth, repeats: journal.header.repeats }));
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
