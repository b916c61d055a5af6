/** What is compared with what: files with the first of them, or the configurations of one file with its first. */
import type { Source } from '../read/entry.ts';
import { groupBy } from '../stats/inference/group-by.ts';
import { type Cell, cellsOf } from './cell.ts';
import { type CellPair, type Matched, matchCells, type Unmatched } from './match.ts';

/** A side with its like, before anything is estimated. */
export interface PairedSides {
  /** As they are called: the files' names, or the configurations'. */
  reference: string;
  other: string;
  /** Both are from one study, whose blocks they have in common. */
  isInterleaved: boolean;
  pairs: CellPair[];
  notComparable: Unmatched[];
  /** Each file with all of its cells that take part. */
  files: { source: string; cells: Cell[] }[];
}

export function pairedSides(sources: readonly Source[]): PairedSides[] {
  const [reference, ...others] = sources.map((source) => ({ path: source.path, cells: cellsOf(source) }));
  if (reference === undefined) return [];
  return others.length === 0 ? configurationsOf(reference) : others.map((other) => filesOf(reference, other));
}

interface File {
  path: string;
  cells: Cell[];
}

function byConfiguration({ cells }: File): Map<string, Cell[]> {
  return groupBy(cells, ({ configuration }) => configuration);
}

function configurationsOf(file: File): PairedSides[] {
  const [reference, ...others] = byConfiguration(file);
  if (reference === undefined) return [];
  const [label, cells] = reference;
  return others.map(([otherLabel, otherCells]) => ({
    reference: label,
    other: otherLabel,
    isInterleaved: true,
    ...matchCells({ label, cells }, { label: otherLabel, cells: otherCells }),
    files: [{ source: file.path, cells: [...cells, ...otherCells] }],
  }));
}

/** Of two files with a configuration each the names do not matter; of others those of the same name belong together. */
function filesOf(reference: File, other: File): PairedSides {
  const [ours, theirs] = [byConfiguration(reference), byConfiguration(other)];
  const sides = {
    reference: reference.path,
    other: other.path,
    isInterleaved: reference.path === other.path,
    files: [
      { source: reference.path, cells: reference.cells },
      { source: other.path, cells: other.cells },
    ],
  };
  const match = (cells: Cell[], otherCells: Cell[]) =>
    matchCells({ label: reference.path, cells }, { label: other.path, cells: otherCells });
  if (ours.size === 1 && theirs.size === 1) {
    return { ...sides, ...match(reference.cells, other.cells) };
  }
  const matched = [...ours].map(([label, cells]) => {
    const likes = theirs.get(label);
    return likes === undefined
      ? { pairs: [], notComparable: [{ name: label, reason: `a configuration of ${reference.path} only` }] }
      : withConfiguration(match(cells, likes), label);
  });
  const alone = [...theirs.keys()].filter((label) => !ours.has(label));
  return {
    ...sides,
    pairs: matched.flatMap(({ pairs }) => pairs),
    notComparable: [
      ...matched.flatMap(({ notComparable }) => notComparable),
      ...alone.map((name) => ({ name, reason: `a configuration of ${other.path} only` })),
    ],
  };
}

/** Several configurations have cells of the same name. */
function withConfiguration({ pairs, notComparable }: Matched, configuration: string): Matched {
  return {
    pairs: pairs.map((pair) => ({ ...pair, configuration })),
    notComparable: notComparable.map(({ name, reason }) => ({ name: `${configuration} ${name}`, reason })),
  };
}
