/** A comparison as Markdown. */
import { columnsOf, headings, titleOf } from './columns.ts';
import type { Comparison } from './compare.ts';
import { comparisonNotes, familyNotes, familyText } from './notes.ts';
import { figureText } from './render-table.ts';
import type { CompareRequest } from './request.ts';
import { ratioText } from './texts.ts';

function row(texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  // Names and verdicts to the left, figures to the right.
  const rule = head.map((_, column) => (column === 0 || column === head.length - 1 ? ':--' : '--:'));
  return [row(head), row(rule), ...rows.map(row), ''];
}

export function markdownComparison(comparison: Comparison, request: CompareRequest): string {
  const families = comparison.families.flatMap((family) => [
    `### ${titleOf(family, comparison)}`,
    '',
    ...table(
      headings,
      family.cells.map((cell) => columnsOf(cell, family, request.equivalence)),
    ),
    familyText(family, request),
    '',
    ...list(familyNotes(family, comparison)),
  ]);
  const { shared, tools, notComparable } = comparison;
  const figures = shared.flatMap(({ name, figures }) =>
    figures.map(({ figure, reference, other }) => [
      name,
      figure,
      figureText(reference),
      figureText(other),
      reference === 0 ? '-' : ratioText(other / reference),
    ]),
  );
  return [
    ...families,
    ...(figures.length === 0 ? [] : table(['run', 'figure', tools.reference, tools.other, 'ratio'], figures)),
    ...list([
      ...comparisonNotes(comparison),
      ...notComparable.map(({ name, reason }) => `${name}: ${reason}`),
    ]),
  ]
    .join('\n')
    .replace(/\n*$/, '\n');
}

function list(sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : [...sentences.map((sentence) => `- ${sentence}`), ''];
}
