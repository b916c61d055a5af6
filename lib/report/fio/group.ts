/** What the entries of a group come to together (fio-semantics 4.8): base of the status lines and of terse's shares. */
import type { FioDirection, FioJob } from '../../result/fio-document.ts';
import { bytesPerSecond } from '../../result/fio-direction.ts';
import { type SectionName, sectionOf } from './sections.ts';

export interface GroupDirection {
  bytes: number;
  bytesPerSecond: number;
  /** Of the entries, B/s. */
  slowest: number;
  fastest: number;
  shortestMs: number;
  longestMs: number;
}

/** One section of all entries of a group; undefined where no byte was transferred. */
export function groupDirection(jobs: readonly FioJob[], name: SectionName): GroupDirection | undefined {
  const sides = jobs.flatMap((job) => sectionOf(job, name) ?? []).filter(({ runtime }) => runtime > 0);
  if (sides.length === 0) return undefined;
  const bytes = sides.reduce((sum, side) => sum + side.io_bytes, 0);
  const rates = sides.map((side) => side.bw_bytes);
  const runtimes = sides.map((side) => side.runtime);
  const longestMs = Math.max(...runtimes);
  return {
    bytes,
    bytesPerSecond: bytesPerSecond(bytes, longestMs),
    slowest: Math.min(...rates),
    fastest: Math.max(...rates),
    shortestMs: Math.min(...runtimes),
    longestMs,
  };
}

/** fio's whole number of I/Os per second; out of the counts, since the document's `iops` is rounded. */
export function wholeIops(side: FioDirection): number {
  return side.runtime === 0 ? 0 : Math.floor((1000 * side.total_ios) / side.runtime);
}
