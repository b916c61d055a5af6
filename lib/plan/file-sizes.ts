/** How much of each of its files a job works on, from what it asks for and what is there (fio-semantics 2.1). */
import { type BlockSizeOptions, shortestBlock } from '../options/block-sizes.ts';
import type { JobOptions } from '../options/job-options.ts';

/** What is under a file's name before the job. */
export interface FoundFile {
  /** 0: nothing is there, or what is there has no size. */
  sizeBytes: number;
}

/** The part of a file that is worked on. */
export interface FileRange {
  startBytes: number;
  rangeBytes: number;
  /** Where that part ends: the file has to be so long. */
  neededBytes: number;
}

/** fio's message for a job whose files have no part to work on; it ends with EINVAL. */
export type SizeProblem = 'no size' | 'offset beyond end' | 'less than a block';

/** What of a job's options says how large its files are. `size` 0: as large as they are. */
export type SizeOptions = BlockSizeOptions & Pick<JobOptions, 'size' | 'offset'>;

/**
 * Sizes are shared out evenly: each file gets the whole part, and the first ones a block more as long as what is left over
 * has one.
 *
 * @param files - in the job's order, one at least
 */
export function fileRanges(job: SizeOptions, files: readonly FoundFile[]): FileRange[] | SizeProblem {
  const { size, offset } = job;
  const block = shortestBlock(job);
  if (size === 0) return wholeFiles(offset, block, files);
  const share = Math.floor(size / files.length);
  const blocksLeft = Math.floor((size - share * files.length) / block);
  return files.map((_file, index) => rangeOf(offset, share + (index < blocksLeft ? block : 0)));
}

/** Without a size, what there is from the offset on. A file that is not there or empty is opened and left. */
function wholeFiles(offset: number, block: number, files: readonly FoundFile[]): FileRange[] | SizeProblem {
  if (files.every(({ sizeBytes }) => sizeBytes === 0)) return 'no size';
  if (files.some(({ sizeBytes }) => sizeBytes !== 0 && sizeBytes < offset)) return 'offset beyond end';
  const ranges = files.map(({ sizeBytes }) => rangeOf(offset, Math.max(0, sizeBytes - offset)));
  return ranges.every(({ rangeBytes }) => rangeBytes < block) ? 'less than a block' : ranges;
}

function rangeOf(startBytes: number, rangeBytes: number): FileRange {
  return { startBytes, rangeBytes, neededBytes: startBytes + rangeBytes };
}
