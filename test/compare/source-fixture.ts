/** Sources of results with given figures. */
import { type CompareRequest, parseCompareRequest } from '../../lib/compare/request.ts';
import { compareSources, type Comparison } from '../../lib/compare/compare.ts';
import type { ComparedCell } from '../../lib/compare/compared-cell.ts';
import type { Entry, Source } from '../../lib/read/entry.ts';

/** A cell's IOPS by repeat; block n is repeat n. */
export interface GivenCell extends Partial<
  Omit<Entry, 'source' | 'repeat' | 'block' | 'position' | 'place' | 'figures'>
> {
  job: string;
  iops: readonly number[];
  /** Beside IOPS, of each repeat. */
  figures?: Entry['figures'];
  /** Of each repeat; instead of `session`. */
  sessions?: readonly string[];
}

const settings: Entry['settings'] = {
  rw: 'randread',
  ioengine: 'psync',
  numjobs: 1,
  bs: 4096,
  size: 2 ** 30,
  direct: false,
  iodepth: 1,
  rwmixread: 50,
  runtime_ms: 3000,
};

/** A file with these cells, measured block by block. */
export function sourceOf(path: string, cells: readonly GivenCell[]): Source {
  const entries = cells.flatMap(({ iops, figures, sessions, ...cell }, place) =>
    iops.map((value, index): Entry => {
      const session = sessions?.[index] ?? cell.session;
      return {
        source: path,
        configuration: 'share',
        run: cell.job,
        group: 0,
        member: 0,
        direction: 'read',
        outcome: 'measured',
        tool: { name: 'vfload', version: '0.1.0' },
        ...cell,
        ...(session === undefined ? {} : { session }),
        repeat: index + 1,
        block: index + 1,
        position: index * cells.length + place,
        settings: { ...settings, ...cell.settings },
        figures: { iops: value, bw_bytes: value * 4096, ...figures },
        place: { file: path, line: index + 2 },
      };
    }),
  );
  return { name: path, path, format: 'journal', entries, warnings: [] };
}

export const defaults: CompareRequest = parseCompareRequest({});

/** The only comparison there is. */
export function compareTwo(
  reference: readonly GivenCell[],
  other: readonly GivenCell[],
  request: Partial<CompareRequest> = {},
): Comparison {
  const sources = [sourceOf('old.jsonl', reference), sourceOf('new.jsonl', other)];
  const [comparison] = compareSources(sources, { ...defaults, ...request });
  if (comparison === undefined) throw new Error('nothing was compared');
  return comparison;
}

/** The cells of a comparison's only metric. */
export function cellsIn({ families }: Comparison): ComparedCell[] {
  return families.flatMap(({ cells }) => cells);
}

/** About a level, with a deviation of 1 %. */
export function around(level: number, count = 6): number[] {
  const offsets = [0.4, -1.1, 0.9, -0.6, 1.2, -0.8, 0.2, 0.7, -1.3, 0.4];
  return Array.from({ length: count }, (_, index) => level * (1 + (offsets[index % 10] ?? 0) / 100));
}
