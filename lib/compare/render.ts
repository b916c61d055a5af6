/** A comparison as a table for a terminal, as Markdown, or as JSON. */
import type { ReportLook } from '../report/render.ts';
import type { Comparison } from './compare.ts';
import { jsonComparison } from './render-json.ts';
import { markdownComparison } from './render-markdown.ts';
import { tableComparison } from './render-table.ts';
import type { CompareRequest } from './request.ts';

export const compareFormats = ['table', 'md', 'json'] as const;
export type CompareFormat = (typeof compareFormats)[number];

/** @returns a text that ends with a newline */
export function renderComparisons(
  comparisons: readonly Comparison[],
  request: CompareRequest,
  format: CompareFormat,
  look: ReportLook,
): string {
  switch (format) {
    case 'table':
      return comparisons.map((comparison) => tableComparison(comparison, request, look)).join('\n');
    case 'md':
      return comparisons.map((comparison) => markdownComparison(comparison, request)).join('\n');
    case 'json':
      return jsonComparison(comparisons, request);
  }
}
