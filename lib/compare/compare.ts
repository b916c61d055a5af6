/** Compares results: files with the first of them, or the configurations of one file. */
import type { Source, Tool } from '../read/entry.ts';
import { alpha, judgeFamily } from '../stats/inference/verdict.ts';
import { differenceDetector } from '../stats/planning/detectable.ts';
import { type CellVerdict, type ComparedCell, type EstimatedCell, estimateCell } from './compared-cell.ts';
import { type CellPair, pairName, type Unmatched } from './match.ts';
import { type Metric, type MetricName, metricOf } from './metric.ts';
import { type OrderFindings, orderFindings } from './order.ts';
import type { CompareRequest } from './request.ts';
import { differenceText, otherDifferences, unknownSettings } from './settings.ts';
import { type SharedFigure, sharedFigures } from './shared-figures.ts';
import { type PairedSides, pairedSides } from './sides.ts';

/** One comparison by one metric. */
export interface Family {
  metric: MetricName;
  /** How many tests p is adjusted for. */
  size: number;
  cells: ComparedCell[];
  /** Of each file that takes part. */
  order: OrderFindings[];
}

export interface Comparison {
  /** As the sides are called. */
  reference: string;
  other: string;
  /** Blocks of both were measured side by side. */
  isInterleaved: boolean;
  /** That made the measurements: `fio 3.33`. */
  tools: { reference: string; other: string };
  /** What differs may be the tools': nothing is called faster. */
  isOfTools: boolean;
  families: Family[];
  notComparable: Unmatched[];
  /** Cells left out of a comparison of tools, since they show the tools' own speed. */
  generatorBound: string[];
  /** Of tools: all figures that both have, of each cell. */
  shared: { name: string; job: string; figures: SharedFigure[] }[];
  /** Settings that differ and do not make cells incomparable, each with the cells that it is about. */
  settingWarnings: { text: string; names: string[] }[];
}

/** A detectable difference is one that would be found with this probability. */
const detectionPower = 0.8;

/** @param sources - the first one is the reference; of a single one its first configuration */
export function compareSources(sources: readonly Source[], request: CompareRequest): Comparison[] {
  return pairedSides(sources).map((sides) => compareSides(sides, request));
}

function compareSides(sides: PairedSides, request: CompareRequest): Comparison {
  const isOfTools = sides.pairs.some(haveDifferentTools);
  const left = sides.pairs.filter(
    (pair) => haveDifferentTools(pair) && (pair.reference.isGeneratorBound || pair.other.isGeneratorBound),
  );
  const pairs = sides.pairs.filter((pair) => !left.includes(pair));
  const { reference, other, isInterleaved, notComparable } = sides;
  return {
    ...{ reference, other, isInterleaved, notComparable, isOfTools },
    tools: {
      reference: toolText(sides.pairs.map((pair) => pair.reference.tool)),
      other: toolText(sides.pairs.map((pair) => pair.other.tool)),
    },
    families: request.metrics.map((name) => familyOf(pairs, metricOf(name), sides, request)),
    generatorBound: left.map((pair) => pairName(pair)),
    shared: pairs.filter(haveDifferentTools).map((pair) => ({
      name: pairName(pair),
      job: pair.reference.job,
      figures: sharedFigures(pair),
    })),
    settingWarnings: settingWarnings(pairs, sides),
  };
}

function haveDifferentTools({ reference, other }: CellPair): boolean {
  return reference.tool.name !== other.tool.name;
}

function toolText(tools: readonly Tool[]): string {
  const texts = tools.map(({ name, version }) => (version === undefined ? name : `${name} ${version}`));
  return [...new Set(texts)].join(', ');
}

function familyOf(
  pairs: readonly CellPair[],
  metric: Metric,
  { isInterleaved, files }: PairedSides,
  { adjustment, equivalence }: CompareRequest,
): Family {
  const cells = pairs.map((pair) => ({ pair, cell: estimateCell(pair, metric, isInterleaved) }));
  const judged = cells.flatMap(({ cell }) => cell.judged ?? []);
  const { isLargerBetter } = metric;
  const judgements = judgeFamily(judged, { adjustment, equivalence, isLargerBetter });
  // The smallest p of a family has to be as small as this by Holm's rule.
  const strictest = adjustment === 'holm' ? alpha / Math.max(1, judged.length) : alpha;
  const detectable = differenceDetector({ alpha: strictest, power: detectionPower });
  const compared = cells.map(({ pair, cell }): ComparedCell => {
    const judgement = cell.judged === undefined ? undefined : judgements[judged.indexOf(cell.judged)];
    const verdict = verdictOf(cell, judgement?.verdict, haveDifferentTools(pair));
    return {
      ...cell,
      verdict,
      judgement,
      detectable: cell.judged === undefined ? undefined : detectable(cell.judged),
    };
  });
  return {
    metric: metric.name,
    size: judged.length,
    cells: compared,
    order: files.map((file) => orderFindings(file.source, file.cells, metric)),
  };
}

/** Between tools a difference is theirs, also where it is too small to be sure of. */
function verdictOf(cell: EstimatedCell, judged: CellVerdict | undefined, isOfTools: boolean): CellVerdict {
  const hasFigures = cell.noVerdict === undefined || cell.noVerdict === 'one repeat';
  if (isOfTools && hasFigures) return judged === 'same' ? 'same' : 'tool difference';
  return judged ?? 'none';
}

/** Settings that one side does not tell of, other options that differ, and versions. */
function settingWarnings(
  pairs: readonly CellPair[],
  { reference, other }: PairedSides,
): Comparison['settingWarnings'] {
  const names = new Map<string, string[]>();
  const warn = (pair: CellPair, text: string): void => {
    names.set(text, [...(names.get(text) ?? []), pairName(pair)]);
  };
  for (const pair of pairs) {
    const [ours, theirs] = [pair.reference, pair.other];
    for (const difference of otherDifferences(ours.settings, theirs.settings)) {
      warn(pair, `${differenceText(difference)} differ`);
    }
    const unknown = [unknownSettings(ours.settings), unknownSettings(theirs.settings)] as const;
    for (const [index, label] of [reference, other].entries()) {
      const list = unknown[index] ?? [];
      if (list.length > 0) warn(pair, `${label} does not tell of ${list.join(', ')}: taken for the same`);
    }
    if (!haveDifferentTools(pair) && ours.tool.version !== theirs.tool.version) {
      warn(pair, `${toolText([ours.tool])} and ${toolText([theirs.tool])} made the measurements`);
    }
  }
  return [...names].map(([text, cells]) => ({ text, names: cells }));
}
