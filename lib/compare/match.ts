/** Which cells of two sides are the same, and why the others have no like. */
import { groupBy } from '../stats/inference/group-by.ts';
import type { Cell } from './cell.ts';
import { differenceText, keyDifferences } from './settings.ts';

export interface CellPair {
  reference: Cell;
  other: Cell;
  /** Of both, where files with several configurations are compared. */
  configuration?: string;
}

/** What is not compared. */
export interface Unmatched {
  /** `randread-psync`, `mixed write`. */
  name: string;
  reason: string;
}

export interface Matched {
  pairs: CellPair[];
  notComparable: Unmatched[];
}

/** A side of a comparison. */
export interface Side {
  /** As it is called in reports. */
  label: string;
  cells: Cell[];
}

/** The job's name; of one that reads and writes with the direction. */
export function cellName({ job, direction, settings: { rw } }: Cell): string {
  return /rw|readwrite/.test(rw ?? '') || direction === 'trim' ? `${job} ${direction}` : job;
}

/** As a pair is called in reports. */
export function pairName({ reference, configuration }: CellPair): string {
  return configuration === undefined ? cellName(reference) : `${configuration} ${cellName(reference)}`;
}

/**
 * Pairs each cell of the reference with the one of the other side of the same name, direction and settings. Settings that one side
 * does not tell of are taken for the same. Of several jobs of the same name the one of the same run is meant.
 */
export function matchCells(reference: Side, other: Side): Matched {
  const candidates = groupBy(other.cells, nameKey);
  const likes = new Map<Cell, Cell>();
  for (const cell of reference.cells) {
    const like = likeOf(cell, candidates.get(nameKey(cell)) ?? []);
    if (like !== undefined) likes.set(cell, like);
  }
  const alone = reference.cells.filter((cell) => !likes.has(cell));
  const matched = new Set(likes.values());
  const told = new Set<Cell>();
  const notComparable = alone.map((cell): Unmatched => {
    const sameName = (candidates.get(nameKey(cell)) ?? []).filter((each) => !matched.has(each));
    // What it would have been compared with is told by the same line.
    for (const each of sameName) told.add(each);
    return { name: cellName(cell), reason: whyNot(cell, sameName, reference, other) };
  });
  const others = other.cells.filter((cell) => !matched.has(cell) && !told.has(cell));
  return {
    pairs: [...likes].map(([cell, like]) => ({ reference: cell, other: like })),
    notComparable: [
      ...notComparable,
      ...others.map((cell) => ({ name: cellName(cell), reason: `only in ${other.label}` })),
    ],
  };
}

function nameKey({ job, direction }: Cell): string {
  return JSON.stringify([job, direction]);
}

/** The one cell of the other side that is the same; undefined where there is none, or more than one. */
function likeOf(cell: Cell, sameName: readonly Cell[]): Cell | undefined {
  const same = sameName.filter((each) => keyDifferences(cell.settings, each.settings).length === 0);
  const [like, ...more] = same.length > 1 ? same.filter(({ run }) => run === cell.run) : same;
  return more.length === 0 ? like : undefined;
}

function whyNot(cell: Cell, sameName: readonly Cell[], reference: Side, other: Side): string {
  const [only] = sameName;
  if (only === undefined) return `only in ${reference.label}`;
  if (sameName.length > 1)
    return `${sameName.length} jobs of this name in ${other.label}, and none is surely the same`;
  const differences = keyDifferences(cell.settings, only.settings);
  if (differences.length === 0) return `several jobs of this name and these settings in ${reference.label}`;
  return differences.map(differenceText).join(', ');
}
