/** How long a job's I/Os are, from `bs`, `bsrange` and `bssplit` (fio-semantics 1.6, 3.4). */
import type { JobOptions } from './job-options.ts';
import type { SplitPart } from './value-form.ts';
import { directionsOfJob } from './workload.ts';

/** What says how long they are. */
export type BlockSizeOptions = Pick<JobOptions, 'bs'> & Partial<Pick<JobOptions, 'bsrange' | 'bssplit'>>;

export type BlockDirection = 'read' | 'write' | 'trim';

/** The lengths of one direction, in bytes. */
export interface BlockLengths {
  min: number;
  max: number;
  /** In order of their shares, which are all told; empty: all lengths from min to max. */
  split: readonly LengthShare[];
}

export interface LengthShare {
  bytes: number;
  percent: number;
}

const directions: readonly BlockDirection[] = ['read', 'write', 'trim'];

/** A split counts before a range, and a range before a size, as in fio. */
export function blockLengths(job: BlockSizeOptions, direction: BlockDirection): BlockLengths {
  const split = job.bssplit?.[direction];
  if (split !== undefined) {
    const sizes = split.map(({ bytes }) => bytes);
    return { min: Math.min(...sizes), max: Math.max(...sizes), split: completeSplit(split) };
  }
  const range = job.bsrange?.[direction];
  if (range !== undefined) return { min: range.low, max: range.high, split: [] };
  return { min: job.bs[direction], max: job.bs[direction], split: [] };
}

/** @returns the shortest I/O of any direction, also of those that the job does not have: fio's unit for much that is not theirs. */
export function shortestBlock(job: BlockSizeOptions): number {
  return Math.min(...directions.map((direction) => blockLengths(job, direction).min));
}

/** @returns the longest I/O of any direction, also of those that the job does not have: as long is each buffer. */
export function longestBlock(job: BlockSizeOptions): number {
  return Math.max(...directions.map((direction) => blockLengths(job, direction).max));
}

/** @returns the shortest I/O that the job has. */
export function shortestOwnBlock(job: BlockSizeOptions & Pick<JobOptions, 'rw'>): number {
  return Math.min(...directionsOfJob(job).map((direction) => blockLengths(job, direction).min));
}

/** @returns what the lengths of a job's I/Os are multiples of. */
export function ownBlockUnits(
  job: BlockSizeOptions & Pick<JobOptions, 'rw' | 'bs_unaligned'>,
): readonly number[] {
  return directionsOfJob(job).flatMap((direction) => {
    const { min, max, split } = blockLengths(job, direction);
    if (min === max || !job.bs_unaligned) return [min, max];
    return split.length === 0 ? [1] : split.map(({ bytes }) => bytes);
  });
}

/** Parts without a share get equal ones of what the others leave; then fio puts small shares first, which decides what is drawn. */
function completeSplit(split: readonly SplitPart[]): LengthShare[] {
  const told = split.reduce((sum, { percent = 0 }) => sum + percent, 0);
  const untold = split.filter(({ percent }) => percent === undefined).length;
  const each = untold === 0 ? 0 : Math.floor(Math.max(0, 100 - told) / untold);
  return split
    .map(({ bytes, percent = each }) => ({ bytes, percent }))
    .toSorted((a, b) => a.percent - b.percent);
}
