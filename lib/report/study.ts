/**
 * The study's own table, to the byte. Established from its published raw data, all 270 rows of which it
 * reproduces: repeats are averaged in whole KiB/s and whole IOPS, cut off; above 10240 both are divided by
 * 1024 and cut off after one decimal (`mb`, and `k` for IOPS too). A cell without figures is `0kb` and `0`,
 * whatever the cause.
 */
import type { BriefJournal } from '../result/brief-repeat.ts';
import type { DirectionName } from '../stats/job-statistics.ts';
import { cellsOf, directionsOf, sumOfJobs, type Cell } from './cell.ts';
import { outcomeText } from './reason-text.ts';

/** Widths of the four columns; the last is padded too. */
const columnWidths = [24, 24, 16, 16];

/** Values above are shown in the larger unit. */
const largestPlain = 10240;

/** A line of the table. */
export function studyRow(columns: readonly string[]): string {
  return columns.map((text, index) => text.padEnd(columnWidths[index] ?? 0)).join('');
}

/** The first line. */
export function studyHead(): string {
  return studyRow(['NAME', 'WORKLOAD', 'Bandwidth', 'IOPS']);
}

function shown(value: number, unit: string, largerUnit: string): string {
  if (value <= largestPlain) return `${value.toString()}${unit}`;
  const tenths = Math.floor((value * 10) / 1024);
  return `${Math.floor(tenths / 10).toString()}.${(tenths % 10).toString()}${largerUnit}`;
}

/** Whole KiB/s as the study shows them: `98.6mb`, `9775kb`, `0kb`. */
export function studyBandwidth(kibPerSecond: number): string {
  return shown(kibPerSecond, 'kb', 'mb');
}

/** Whole IOPS as the study shows them: `24.6k`, `9775`, `0`. */
export function studyIops(iops: number): string {
  return shown(iops, '', 'k');
}

/** Average of whole numbers, cut off; 0 of none. */
export function studyAverage(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.floor(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function cellRow(cell: Cell): string {
  const rw = cell.repeats[0]?.result.vfload.requested.rw ?? '';
  const average = (direction: DirectionName, figure: 'bw' | 'iops'): number =>
    studyAverage(
      cell.measured.map(({ result }) =>
        Math.floor(sumOfJobs(result.jobs, direction, (side) => side[figure])),
      ),
    );
  const directions = directionsOf(rw);
  return studyRow([
    cell.configuration,
    cell.run,
    directions.map((direction) => studyBandwidth(average(direction, 'bw'))).join('/'),
    directions.map((direction) => studyIops(average(direction, 'iops'))).join('/'),
  ]);
}

/** The table: a block of configurations for each run, a blank line after each block. */
export function studyTable(journal: BriefJournal): string {
  const cells = cellsOf(journal);
  const blocks = journal.header.runs
    .map((run) => cells.filter((cell) => cell.run === run))
    .filter((block) => block.length > 0)
    .map((block) => `${block.map(cellRow).join('\n')}\n\n`);
  return `${studyHead()}\n${blocks.join('')}`;
}

/** What the study's zeros hide: a line for each failed cell, to be told on stderr. */
export function failureNotices(journal: BriefJournal): string[] {
  return cellsOf(journal)
    .filter((cell) => cell.outcome === 'failed')
    .map((cell) => `${cell.configuration} ${cell.run} ${outcomeText(cell)}: ${cell.reason?.message ?? ''}`);
}
