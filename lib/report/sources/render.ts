/** Files of results from anywhere in one of vfload's forms. */
import pc from 'picocolors';
import { VfloadError } from '../../errors.ts';
import type { Source } from '../../read/entry.ts';
import { withDistinctLabels } from '../../read/distinct-labels.ts';
import { fill } from '../head.ts';
import type { ReportFormat, ReportLook } from '../render.ts';
import { barsTable } from './bars-table.ts';
import { csvReport } from './csv.ts';
import { markdownTable } from './markdown.ts';
import { cellsOfSources, type SourceCell } from './source-cell.ts';
import { studyTableOfCells } from './study.ts';

/** All sources in one report, ending with a newline. */
export function renderSources(
  sources: readonly Source[],
  form: Exclude<ReportFormat, 'html'>,
  look: ReportLook,
): string {
  switch (form) {
    case 'csv':
      return csvReport(sources.flatMap(({ entries }) => entries));
    case 'json':
      return `${JSON.stringify(sources, undefined, 2)}\n`;
    case 'md':
      return markdownTable(cellsOfSources(withDistinctLabels(sources)));
    case 'study':
      return studyTableOfCells(cellsOfSources(withDistinctLabels(sources)));
    case 'table':
      return tableReport(sources, look);
  }
}

function tableReport(sources: readonly Source[], look: ReportLook): string {
  const cells = cellsOfSources(withDistinctLabels(sources));
  const colors = pc.createColors(look.color);
  const sentences = closing(cells)
    .flatMap((sentence) => fill(sentence.split(' '), look.width, ' '))
    .map((line) => `${line}\n`);
  const head = sources.map((source) => `${source.path}: ${madeBy(source)}`);
  return `${[...head, ''].map((line) => `${colors.bold(line)}\n`).join('')}${barsTable(cells, { width: look.width, colors })}${['\n', ...sentences].join('')}`;
}

const formatNames: Readonly<Record<Source['format'], string>> = {
  journal: 'journal',
  'fio-json': 'JSON',
  'fio-json+': 'JSON+',
  terse: 'terse lines',
  normal: 'text',
  log: 'log',
};

/** `terse lines of fio 3.21`. */
function madeBy({ format, entries }: Source): string {
  const tools = new Set(entries.map(({ tool }) => [tool.name, tool.version ?? ''].join(' ').trim()));
  return `${formatNames[format]} of ${[...tools].join(', ')}`;
}

function closing(cells: readonly SourceCell[]): string[] {
  const sentences: string[] = [];
  const bad = cells.filter(({ outcome }) => outcome !== 'measured');
  if (bad.length > 0) {
    const names = bad
      .slice(0, 3)
      .map((cell) => `${cell.run} on ${cell.configuration} (${cell.error ?? '?'})`);
    const others = bad.length > 3 ? ` and ${bad.length - 3} more` : '';
    sentences.push(`Not measured, or not in full: ${names.join(', ')}${others}.`);
  }
  const lacksPercentiles = cells.some(
    (cell) => cell.measured > 1 && cell.directions.some(({ clatP99Ns }) => clatP99Ns === undefined),
  );
  if (lacksPercentiles) {
    sentences.push(
      'Percentiles of several repeats come from their buckets, which only journals and JSON+ hold: of the others there are none.',
    );
  }
  return sentences;
}

/** What fio itself would have printed is known of journals only. */
export function noFioOutput(path: string): VfloadError {
  return new VfloadError(
    'ERR_VFLOAD_USAGE',
    `${path} is no journal: fio's own output cannot be made of it.`,
    {
      path,
      remedy: 'give journals, or choose --format table, study, csv, md, json or html',
    },
  );
}
