/** How much a job transfers, from `size`, `io_size`, `loops` and `number_ios` (fio-semantics 3.6). */
import { longestBlock } from './block-sizes.ts';
import type { JobOptions } from './job-options.ts';
import { bytesIn } from './share.ts';

type TransferOptions = Pick<JobOptions, 'size' | 'io_size' | 'loops' | 'number_ios' | 'bs'>;

/** @returns the passes over the range. */
function passesOf({ loops }: Pick<JobOptions, 'loops'>): number {
  return Math.max(1, loops);
}

/**
 * @param rangeBytes - what the job works on in its files
 * @returns bytes of one pass; `io_size` may be a share of the range
 */
export function passBytes({ io_size }: Pick<JobOptions, 'io_size'>, rangeBytes: number): number {
  if (typeof io_size === 'object') return Math.floor((rangeBytes * io_size.percent) / 100);
  return io_size === undefined || io_size === 0 ? rangeBytes : io_size;
}

/** @returns bytes of all passes at most, where no time ends them before. */
export function transferBytes(job: TransferOptions): number {
  const passes = passesOf(job);
  const bytes = passBytes(job, bytesIn(job.size)) * passes;
  return job.number_ios === 0 ? bytes : Math.min(bytes, job.number_ios * passes * longestBlock(job));
}
