/** How much of each of its files a job works on, from what it asks for and what is there (fio-semantics 2.1). */
import { type BlockSizeOptions, shortestBlock } from '../options/block-sizes.ts';
import type { JobOptions } from '../options/job-options.ts';
import { bytesIn, isShare } from '../options/share.ts';

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

/**
 * Of a file that is written until the file system is full: nothing has so much space, and doubles count so far to the byte.
 */
const endlessBytes = 2 ** 52;

/** What of a job's options says how large its files are. `size` 0: as large as they are. */
export type SizeOptions = BlockSizeOptions &
  Pick<
    JobOptions,
    'size' | 'offset' | 'offset_align' | 'offset_increment' | 'filesize' | 'fill_device' | 'file_append'
  >;

/** What else says so. */
export interface SizeCircumstances {
  /** fio's number of the clone, which `offset_increment` is multiplied with. */
  clone: number;
  /** Among so many `size` is shared out: names that are given twice count twice. undefined: the files. */
  shares?: number;
  /** Draws from [0, 1), in the order of the files, what decides on their sizes. */
  draw: () => number;
}

/**
 * Sizes are shared out evenly: each file gets the whole part, and the first ones a block more as long as what is left over
 * has one. With `filesize` each file has that size, and `size` only limits the I/O.
 *
 * @param files - in the job's order
 */
export function fileRanges(
  job: SizeOptions,
  files: readonly FoundFile[],
  circumstances: SizeCircumstances,
): FileRange[] | SizeProblem {
  const ends = endsOf(job, files, circumstances);
  if (typeof ends === 'string') return ends;
  const ranges = files.map((file, index) => {
    const startBytes = startOf(job, file, circumstances.clone);
    const rangeBytes = Math.max(0, (ends[index] ?? { bytes: 0 }).bytes - startBytes);
    return shareOf(job, startBytes, rangeBytes);
  });
  const totalBytes = ranges.reduce((sum, { rangeBytes }) => sum + rangeBytes, 0);
  return totalBytes < shortestBlock(job) ? 'less than a block' : ranges;
}

/** Where the part of each file ends before `size` takes a share of it. */
function endsOf(
  job: SizeOptions,
  files: readonly FoundFile[],
  { clone, draw, shares = files.length }: SizeCircumstances,
): { bytes: number }[] | SizeProblem {
  const block = shortestBlock(job);
  const starts = files.map((file) => startOf(job, file, clone));
  const isBeyond = (index: number, endBytes: number): boolean => endBytes < (starts[index] ?? 0);
  if (job.filesize !== undefined) {
    const { low, high } = job.filesize;
    const ends = files.map(({ sizeBytes }) => {
      if (sizeBytes >= low && sizeBytes <= high) return { bytes: sizeBytes };
      return { bytes: low === high ? low : drawnSize(low, high, block, draw) };
    });
    return ends.some(({ bytes }, index) => isBeyond(index, bytes)) ? 'offset beyond end' : ends;
  }
  const sizeBytes = bytesIn(job.size);
  if (sizeBytes > 0) {
    const share = Math.floor(sizeBytes / shares);
    const blocksLeft = Math.floor((sizeBytes - share * shares) / block);
    return starts.map((start, index) => ({ bytes: start + share + (index < blocksLeft ? block : 0) }));
  }
  if (job.fill_device) return starts.map(() => ({ bytes: endlessBytes }));
  // A file that is not there or empty is opened and left.
  if (files.every((file) => file.sizeBytes === 0)) return 'no size';
  const isPastEnd = files.some((file, index) => file.sizeBytes !== 0 && isBeyond(index, file.sizeBytes));
  return isPastEnd ? 'offset beyond end' : files.map((file) => ({ bytes: file.sizeBytes }));
}

/**
 * @returns by how much later than at the range's start further passes begin: fio takes shares of the file anew, and a file that was not
 * there has a size by then
 */
export function laterSkipBytes(
  job: SizeOptions,
  { startBytes }: FileRange,
  realBytes: number,
  clone: number,
): number {
  return job.file_append ? 0 : Math.max(0, startOf(job, { sizeBytes: realBytes }, clone) - startBytes);
}

/** fio draws between the two and takes whole blocks; the lower one may be undercut by that. */
function drawnSize(low: number, high: number, block: number, draw: () => number): number {
  const bytes = low + Math.floor((high - low) * draw());
  return bytes - (bytes % block);
}

/** A share of the file is rounded up, be it of `offset` or of what each clone adds to it. */
function startOf(job: SizeOptions, { sizeBytes }: FoundFile, clone: number): number {
  const { offset, offset_increment, offset_align, file_append } = job;
  if (file_append) return sizeBytes;
  const bytes = (value: SizeOptions['offset'], times: number): number =>
    isShare(value) ? Math.floor((sizeBytes * value.percent * times) / 100) : value * times;
  const start = bytes(offset, 1) + bytes(offset_increment, clone);
  if (!isShare(offset) && !isShare(offset_increment)) return start;
  const align = offset_align === 0 ? shortestBlock(job) : offset_align;
  return Math.ceil(start / align) * align;
}

/** The share that `size` asks for is one of the whole file, and in whole blocks. */
function shareOf(job: SizeOptions, startBytes: number, rangeBytes: number): FileRange {
  const { size } = job;
  if (!isShare(size) || size.percent === 0 || size.percent === 100) return rangeOf(startBytes, rangeBytes);
  const wantedBytes = Math.min(rangeBytes, Math.floor(((startBytes + rangeBytes) * size.percent) / 100));
  return rangeOf(startBytes, wantedBytes - (wantedBytes % shortestBlock(job)));
}

function rangeOf(startBytes: number, rangeBytes: number): FileRange {
  return { startBytes, rangeBytes, neededBytes: startBytes + rangeBytes };
}
