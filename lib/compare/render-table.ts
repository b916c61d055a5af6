/** A comparison for a terminal. */
import pc from 'picocolors';
import { fill } from '../report/head.ts';
import type { ReportLook } from '../report/render.ts';
import { columnsOf, headings, titleOf } from './columns.ts';
import type { Comparison } from './compare.ts';
import type { ComparedCell } from './compared-cell.ts';
import { comparisonNotes, familyNotes, familyText } from './notes.ts';
import type { CompareRequest } from './request.ts';
import { ratioText } from './texts.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** Lines with columns as wide as their texts; figures to the right, names and verdicts to the left. */
function aligned(rows: readonly (readonly string[])[], names: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return names.includes(column) ? text.padEnd(width) : text.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

function colored(line: string, { verdict }: ComparedCell, colors: Colors): string {
  switch (verdict) {
    case 'faster':
      return colors.green(line);
    case 'slower':
      return colors.red(line);
    case 'undecided':
    case 'none':
      return colors.yellow(line);
    default:
      return line;
  }
}

export function tableComparison(comparison: Comparison, request: CompareRequest, look: ReportLook): string {
  const colors = pc.createColors(look.color);
  const filled = (sentence: string): string[] => fill(sentence.split(' '), look.width, ' ');
  const families = comparison.families.flatMap((family) => {
    const rows = family.cells.map((cell) => columnsOf(cell, family, request.equivalence));
    const [head = '', ...lines] = aligned([headings, ...rows], [0, headings.length - 1]);
    const cells = lines.map((line, index) => {
      const cell = family.cells[index];
      return cell === undefined ? line : colored(line, cell, colors);
    });
    return [
      ...filled(titleOf(family, comparison)).map((line) => colors.bold(line)),
      ...(rows.length === 0 ? [] : ['', colors.dim(head), ...cells, '']),
      ...filled(familyText(family, request)),
      ...familyNotes(family, comparison).flatMap(filled),
      '',
    ];
  });
  return [
    ...families,
    ...sharedLines(comparison, colors),
    ...comparisonNotes(comparison).flatMap(filled),
    ...comparison.notComparable.map(({ name, reason }) => `  ${name}: ${reason}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** All figures that both tools tell of, in one table. */
function sharedLines({ shared, tools }: Comparison, colors: Colors): string[] {
  const rows = shared.flatMap(({ name, figures }) =>
    figures.map(({ figure, reference, other }, index) => [
      index === 0 ? name : '',
      figure,
      figureText(reference),
      figureText(other),
      reference === 0 ? '-' : ratioText(other / reference),
    ]),
  );
  if (rows.length === 0) return [];
  const [head = '', ...lines] = aligned(
    [['run', 'figure', tools.reference, tools.other, 'ratio'], ...rows],
    [0, 1],
  );
  return [colors.dim(head), ...lines, ''];
}

/** Whole, or with as many digits as matter. */
export function figureText(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1e5 ? value.toFixed(0) : value.toPrecision(6);
}
