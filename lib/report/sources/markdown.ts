/** Cells of files from anywhere as a table in Markdown: a row for each cell and direction. */
import { iops, latency, mebibytesPerSecond, variation } from '../quantities.ts';
import { cellEnd } from './cell-end.ts';
import type { SourceCell } from './source-cell.ts';

const heads = ['run', 'configuration', 'direction', 'MiB/s', 'IOPS', '±', 'p50', 'p99', 'outcome'];
/** Texts to the left, figures to the right. */
const rule = ['---', '---', '---', '---:', '---:', '---:', '---:', '---:', '---'];

export function markdownTable(cells: readonly SourceCell[]): string {
  const rows = cells.flatMap(cellRows);
  return [heads, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function cellRows(cell: SourceCell): string[][] {
  const names = [escaped(cell.run), escaped(cell.configuration)];
  const end = escaped(cellEnd(cell));
  if (cell.directions.length === 0) {
    return [[...names, cell.asked.join('/'), '-', '-', '-', '-', '-', end]];
  }
  const time = (ns: number | undefined): string => (ns === undefined ? '-' : latency(ns));
  return cell.directions.map((side) => [
    ...names,
    side.direction,
    mebibytesPerSecond(side.bytesPerSecond.mean),
    iops(side.iops.mean),
    variation(side.bytesPerSecond.variation),
    time(side.clatP50Ns),
    time(side.clatP99Ns),
    end,
  ]);
}

/** What would be taken for a part of the table. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|`*_<>[\]]/g, (character) => `\\${character}`).replaceAll(/\s+/g, ' ');
}
