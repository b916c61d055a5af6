/** fio's tables of percents: depths and latency classes (fio-semantics 4.6). */

const depthLevels = ['1', '2', '4', '8', '16', '32', '>=64'];
const batchSizes = ['0', '4', '8', '16', '32', '64', '>=64'];
const classesBelowUnit = ['2', '4', '10', '20', '50', '100', '250', '500', '750', '1000'];
const classesOfMilliseconds = [...classesBelowUnit, '2000', '>=2000'];

/** Latency classes of all three tables: 10 of ns, 10 of µs, 12 of ms. */
export const latencyClassCount: number = 2 * classesBelowUnit.length + classesOfMilliseconds.length;
export const depthLevelCount: number = depthLevels.length;

/** Smallest percentage that is shown for something that did happen. */
const smallestDepthPercent = 0.1;
const smallestLatencyPercent = 0.01;

function percentTable(
  keys: readonly string[],
  counts: ArrayLike<number>,
  offset: number,
  total: number,
  smallest: number,
): Record<string, number> {
  const entries = keys.map((key, index) => {
    const count = counts[offset + index] ?? 0;
    // An entry that was counted, of no I/O in all (fsyncs alone), is shown as the smallest too.
    const percent = total === 0 ? 0 : (100 * count) / total;
    return [key, count > 0 ? Math.max(percent, smallest) : 0] as const;
  });
  return Object.fromEntries(entries);
}

function sum(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((total, count) => total + count, 0);
}

/** `iodepth_level`: percent of all I/Os issued at each depth. Syncs count too, so that more than 100 is possible. */
export function depthLevelTable(counts: ArrayLike<number>, issued: number): Record<string, number> {
  return percentTable(depthLevels, counts, 0, issued, smallestDepthPercent);
}

/** `iodepth_submit`, `iodepth_complete`: percent of the calls, by the number of I/Os of a call. */
export function batchTable(counts: ArrayLike<number>): Record<string, number> {
  return percentTable(batchSizes, counts, 0, sum(counts), smallestDepthPercent);
}

/** `latency_ns`, `latency_us`, `latency_ms`: percent of all I/Os issued, by completion latency. */
export function latencyTables(
  counts: ArrayLike<number>,
  issued: number,
): { ns: Record<string, number>; us: Record<string, number>; ms: Record<string, number> } {
  const perUnit = classesBelowUnit.length;
  return {
    ns: percentTable(classesBelowUnit, counts, 0, issued, smallestLatencyPercent),
    us: percentTable(classesBelowUnit, counts, perUnit, issued, smallestLatencyPercent),
    ms: percentTable(classesOfMilliseconds, counts, 2 * perUnit, issued, smallestLatencyPercent),
  };
}

/**
 * Mean number of I/Os in flight out of the depth levels: a level stands for the middle of its range, which ends at the
 * depth that was asked for. 0 if nothing was issued.
 */
export function meanDepth(counts: ArrayLike<number>, iodepth: number): number {
  const all = sum(counts);
  if (all === 0) return 0;
  const weighted = depthLevels.reduce((total, _level, index) => {
    const lowest = 2 ** index;
    const highest = Math.max(
      lowest,
      Math.min(index === depthLevels.length - 1 ? iodepth : 2 * lowest - 1, iodepth),
    );
    return total + ((lowest + highest) / 2) * (counts[index] ?? 0);
  }, 0);
  return weighted / all;
}
