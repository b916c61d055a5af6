/** What a table of ratios does not say by itself: each thing once. */
import type { Comparison, Family } from './compare.ts';
import type { ComparedCell } from './compared-cell.ts';
import { metricOf } from './metric.ts';
import type { CompareRequest } from './request.ts';
import { ratioPercent } from './texts.ts';

/** Between configurations of the same storage more than this is no plausible difference to look for. */
const largestPlausible = 0.5;

const adjustmentTexts = {
  holm: "p adjusted for them by Holm's method",
  fdr: 'p adjusted for them by the false discovery rate (Benjamini and Hochberg)',
  none: 'p not adjusted for their number',
} as const;

export function familyText({ size }: Family, { adjustment, equivalence }: CompareRequest): string {
  if (size === 0) return 'No test could be made.';
  const tests = size === 1 ? '1 test' : `${size} tests`;
  return `Family of ${tests}, ${adjustmentTexts[adjustment]}; intervals are pointwise 95 %; same: within ±${percentText(equivalence)}.`;
}

function percentText(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

function listed(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** Sentences about one metric. */
export function familyNotes(family: Family, comparison: Comparison): string[] {
  const judged = family.cells.filter(({ judgement }) => judgement !== undefined);
  return [
    ...unitNotes(judged),
    ...smallNote(judged),
    ...noVerdictNotes(family.cells),
    ...orderNotes(family),
    ...(comparison.isOfTools ? costNotes(family.cells, comparison) : []),
  ];
}

function unitNotes(judged: readonly ComparedCell[]): string[] {
  const notes: string[] = [];
  if (judged.some(({ estimate }) => estimate?.isOneSession)) {
    notes.push(
      'One session: what is measured is not separable from it. Another mount or boot may have other values of its own; several sessions a side would tell.',
    );
  }
  const bySession = judged.filter(({ estimate }) => estimate?.unit === 'session');
  if (bySession.length > 0) {
    notes.push(`Sessions are what is counted, not repeats: ${listed(bySession.map(({ name }) => name))}.`);
  }
  return notes;
}

/** Said of all at once: half of the cells would miss what is plausible. */
function smallNote(judged: readonly ComparedCell[]): string[] {
  const detectable = judged.flatMap((cell) => cell.detectable ?? []).sort((a, b) => a - b);
  const median = detectable[Math.floor((detectable.length - 1) / 2)];
  if (median === undefined || median <= largestPlausible) return [];
  const counts = judged.flatMap(({ estimate }) =>
    estimate === undefined ? [] : Math.min(...estimate.counts),
  );
  return [
    `Too few repeats for any plausible difference: with n = ${Math.min(...counts)} half of the tests would miss one below ${Math.round(100 * median)} %.`,
  ];
}

const noVerdictTexts = {
  short: 'No verdict, since runs were short',
  'one repeat': 'One repeat a side, which says nothing of chance',
  'not measured': 'Not measured',
  'not told': 'The figure is not told by both',
  'nothing done': 'Nothing was done',
} as const;

function noVerdictNotes(cells: readonly ComparedCell[]): string[] {
  return Object.entries(noVerdictTexts).flatMap(([reason, text]) => {
    const of = cells.filter(({ noVerdict }) => noVerdict === reason);
    if (of.length === 0) return [];
    const names = of.map(({ name, reference, other }) => {
      const left = reason === 'not measured' ? [...new Set([...reference.left, ...other.left])] : [];
      return left.length === 0 ? name : `${name} (${left.join(', ')})`;
    });
    return [`${text}: ${listed(names)}.`];
  });
}

function orderNotes({ metric, order }: Family): string[] {
  const { title } = metricOf(metric);
  return order.flatMap(({ source, drift, isDrifting, warmUps }) => [
    ...(isDrifting && drift !== undefined
      ? [
          `Drift: ${title} of ${source} changes by ${ratioPercent(drift.factor)} from its first run to its last (p = ${drift.p.toPrecision(2)}, ${drift.cells} cells).`,
        ]
      : []),
    ...(warmUps.length > 0
      ? [
          `Warm-up: repeats get better one after the other in ${source}: ${listed(warmUps.map(({ name }) => name))}.`,
        ]
      : []),
  ]);
}

/** The tools' CPU time per I/O, of cells where both tell it. */
function costNotes(cells: readonly ComparedCell[], { tools }: Comparison): string[] {
  const costs = cells.flatMap(({ name, reference, other }) =>
    reference.generator === undefined || other.generator === undefined
      ? []
      : [{ name, ours: reference.generator, theirs: other.generator }],
  );
  if (costs.length === 0) return [];
  const ns = (value: number): string => `${Math.round(value)} ns`;
  const texts = costs.map(
    ({ name, ours, theirs }) =>
      `${name} ${ns(ours.userNsPerIo)} + ${ns(ours.systemNsPerIo)} and ${ns(theirs.userNsPerIo)} + ${ns(theirs.systemNsPerIo)}`,
  );
  return [`CPU time per I/O, user + system, of ${tools.reference} and ${tools.other}: ${listed(texts)}.`];
}

/** Sentences about the comparison as a whole. */
export function comparisonNotes(comparison: Comparison): string[] {
  const { isOfTools, tools, generatorBound, settingWarnings, notComparable } = comparison;
  return [
    ...(isOfTools
      ? [
          `Tool difference: ${tools.reference} measured one side and ${tools.other} the other, so that nothing is called faster or slower.`,
        ]
      : []),
    ...(generatorBound.length > 0
      ? [
          `Left out, since they show the speed of a tool: ${generatorBound.length} (${listed(generatorBound)}).`,
        ]
      : []),
    ...settingWarnings.map(({ text, names }) => `Warning: ${text} (${listed(names)}).`),
    ...(notComparable.length > 0 ? [`Not comparable: ${notComparable.length}.`] : []),
  ];
}
