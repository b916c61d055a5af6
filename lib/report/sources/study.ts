/** The study's own table, of files from anywhere: what its wrapper made of its raw logs. */
import type { Entry, EntryDirection } from '../../read/entry.ts';
import { studyAverage, studyRow, studyHead, studyBandwidth, studyIops } from '../study.ts';
import { byRepeat, hasFigures, type SourceCell } from './source-cell.ts';

/** A block of configurations for each run, a blank line after each block. */
export function studyTableOfCells(cells: readonly SourceCell[]): string {
  const runs = [...new Set(cells.map(({ run }) => run))];
  const blocks = runs.map((run) => {
    const block = cells.filter((cell) => cell.run === run);
    return `${block.map(cellRow).join('\n')}\n\n`;
  });
  return `${studyHead()}\n${blocks.join('')}`;
}

function cellRow(cell: SourceCell): string {
  const repeats = byRepeat(cell.entries.filter(hasFigures));
  const directions = cell.asked.length === 0 ? (['read'] as const) : cell.asked;
  const average = (direction: EntryDirection, figure: (entry: Entry) => number): number =>
    studyAverage(
      repeats.map((members) =>
        Math.floor(
          members
            .filter((entry) => entry.direction === direction)
            .reduce((sum, entry) => sum + figure(entry), 0),
        ),
      ),
    );
  const kib = ({ figures }: Entry): number => Math.floor((figures.bw_bytes ?? 0) / 1024);
  const iops = ({ figures }: Entry): number => figures.iops ?? 0;
  return studyRow([
    cell.configuration,
    cell.run,
    directions.map((direction) => studyBandwidth(average(direction, kib))).join('/'),
    directions.map((direction) => studyIops(average(direction, iops))).join('/'),
  ]);
}
