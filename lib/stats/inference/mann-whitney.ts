/** The rank test of two samples (Mann and Whitney 1947): whether the values of one tend to be larger. */
import { normalCdf } from './distributions.ts';
import { doubledRanks } from './ranks.ts';

/** Up to so many values in all p is exact: counts of subsets stay below 2^53. */
const largestExact = 50;

export interface RankTest {
  /** Pairs in which the value of the first sample is the larger one; equal ones count a half. */
  u: number;
  /** Two-sided. */
  p: number;
  /** From all ways to divide the values, also with equal ones; else from the normal distribution. */
  isExact: boolean;
}

/** @returns undefined where a sample is empty. */
export function mannWhitney(first: readonly number[], second: readonly number[]): RankTest | undefined {
  const [m, n] = [first.length, second.length];
  if (m === 0 || n === 0) return undefined;
  const { doubled, ties } = doubledRanks([...first, ...second]);
  const rankSum = doubled.slice(0, m).reduce((sum, rank) => sum + rank, 0);
  const u = rankSum / 2 - (m * (m + 1)) / 2;
  const isExact = m + n <= largestExact;
  return { u, p: isExact ? exactP(doubled, m, rankSum) : normalP(u, m, n, ties), isExact };
}

/** Twice the smaller tail over all choices of `m` of the ranks. */
function exactP(doubled: readonly number[], m: number, rankSum: number): number {
  const largest = doubled.reduce((sum, rank) => sum + rank, 0);
  // ways[size][sum]: choices of `size` of the ranks seen so far that add up to `sum`.
  const ways = Array.from({ length: m + 1 }, () => new Float64Array(largest + 1));
  const [empty] = ways;
  if (empty !== undefined) empty[0] = 1;
  for (const rank of doubled) {
    for (let size = m; size >= 1; size -= 1) {
      const [to, from] = [ways[size], ways[size - 1]];
      if (to === undefined || from === undefined) continue;
      for (let sum = largest; sum >= rank; sum -= 1) to[sum] = (to[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  }
  const chosen = ways[m] ?? new Float64Array();
  const total = chosen.reduce((sum, count) => sum + count, 0);
  const below = chosen.subarray(0, rankSum + 1).reduce((sum, count) => sum + count, 0);
  const above = chosen.subarray(rankSum).reduce((sum, count) => sum + count, 0);
  return Math.min(1, (2 * Math.min(below, above)) / total);
}

/** With corrections for continuity and for ties, as R's wilcox.test. */
function normalP(u: number, m: number, n: number, ties: readonly number[]): number {
  const count = m + n;
  const tied = ties.reduce((sum, size) => sum + size ** 3 - size, 0);
  const variance = ((m * n) / 12) * (count + 1 - tied / (count * (count - 1)));
  if (variance === 0) return 1;
  const distance = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5);
  return Math.min(1, 2 * normalCdf(-distance / Math.sqrt(variance)));
}
