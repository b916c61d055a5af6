/** The slices of a cell: in pairs, one of either tool, the order alternating from pair to pair. */
import type { Prepared } from './workplace.ts';
import type { SliceFailure, SliceFigures } from './slice.ts';
import type { ToolName } from './tools.ts';

/** A slice that was measured, in the order of measuring. */
export interface ParitySlice extends SliceFigures {
  tool: ToolName;
  /** From 0; the pair 0 is discarded. */
  pair: number;
  /** What was done to the cache before it. */
  cache: Prepared;
}

/** A slice with its preparation, or why there is none. */
export type PreparedSlice = { cache: Prepared; figures: SliceFigures } | SliceFailure;

export interface CellSlices {
  slices: ParitySlice[];
  /** Why there are no more; undefined: all were measured, or somebody stopped it. */
  failure: string | undefined;
  isStuck: boolean;
}

/** fio first in even pairs: what drifts, or what the first leaves to the second, falls on both alike. */
export function orderOf(pair: number): readonly [ToolName, ToolName] {
  return pair % 2 === 0 ? ['fio', 'vfload'] : ['vfload', 'fio'];
}

/**
 * @param pairs - that count: one more is measured first
 * @param run - prepares the cache, then runs one slice
 * @returns also what there is after an abort; the first failure ends the cell
 */
export async function measurePairs(
  pairs: number,
  run: (tool: ToolName) => Promise<PreparedSlice>,
  signal: AbortSignal | undefined,
): Promise<CellSlices> {
  const slices: ParitySlice[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    for (const tool of orderOf(pair)) {
      if (hasAborted(signal)) return { slices, failure: undefined, isStuck: false };
      const slice = await run(tool);
      // An end that was asked for is short, or none.
      if (hasAborted(signal)) {
        return { slices, failure: undefined, isStuck: 'failure' in slice && slice.isStuck };
      }
      if ('failure' in slice) return { slices, ...slice };
      slices.push({ tool, pair, cache: slice.cache, ...slice.figures });
    }
  }
  return { slices, failure: undefined, isStuck: false };
}

/** Asked anew each time: it changes while something is awaited. */
function hasAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** @returns of each pair that counts and is whole: vfload's throughput times fio's */
export function ratiosOf(slices: readonly ParitySlice[]): number[] {
  const ofPair = (pair: number, tool: ToolName): ParitySlice | undefined =>
    slices.find((slice) => slice.pair === pair && slice.tool === tool);
  const pairs = [...new Set(slices.map(({ pair }) => pair))].filter((pair) => pair > 0);
  return pairs.flatMap((pair) => {
    const [fio, vfload] = [ofPair(pair, 'fio'), ofPair(pair, 'vfload')];
    return fio === undefined || vfload === undefined ? [] : [vfload.bytesPerSecond / fio.bytesPerSecond];
  });
}
