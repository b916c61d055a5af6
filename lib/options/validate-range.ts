/** How much a job works on, and in which sizes. */
import { shortestOwnBlock } from './block-sizes.ts';
import { formatSize } from './format-value.ts';
import type { JobOptions } from './job-options.ts';
import { badValue, conflict } from './option-mistake.ts';
import { bytesIn, isShare } from './share.ts';
import type { Dialect, Share } from './value-form.ts';
import { isRandomJob } from './workload.ts';

/** A map of the blocks of a file without an end has no end either. fio says so and leaves the job out. */
export function checkFilling(job: JobOptions): void {
  const isEndless = job.fill_device && bytesIn(job.size) === 0 && job.filesize === undefined;
  if (!isEndless || !isRandomJob(job)) return;
  throw conflict(
    `fill_device with rw=${job.rw.word} needs a size to draw offsets in.`,
    'Give size or filesize, or write in sequence.',
  );
}

/** fio takes the bounds of one and the sizes of the other then, and may never find a size between them. */
export function checkBlockSizes({ given }: JobOptions): void {
  const names = Object.keys(given);
  const split = names.indexOf('bssplit');
  if (split < 0 || names.indexOf('bsrange') < split) return;
  throw conflict('bsrange cannot come after bssplit: both say how long I/Os are.', 'Leave one of them out.');
}

/** There is a whole block to work on. @throws VfloadError ERR_VFLOAD_OPTION_VALUE, ERR_VFLOAD_OPTION_CONFLICT */
export function checkRange(job: JobOptions, dialect: Dialect): void {
  if (job.read_iolog !== undefined) return;
  if (dialect === 'vfload') refuseShares(job);
  for (const name of ['size', 'offset', 'offset_increment'] as const) refuseMoreThanAll(name, job[name]);
  const size = bytesIn(job.size);
  const isAsLargeAsItsFiles = dialect === 'fio' && size === 0;
  const block = shortestOwnBlock(job);
  if (size < block && !isAsLargeAsItsFiles) {
    throw conflict(
      `size (${formatSize(size)}) is less than bs (${formatSize(block)}): there is not one whole block to work on.`,
      'Make size larger or bs smaller.',
    );
  }
  if (!Number.isSafeInteger(bytesIn(job.offset) + size)) {
    throw conflict('offset + size is more than 8 PiB.', 'Make offset or size smaller.');
  }
}

/** vfload's own files are as large as they are needed. */
function refuseShares(job: JobOptions): void {
  for (const name of ['size', 'offset', 'offset_increment'] as const) {
    const value = job[name];
    if (!isShare(value)) continue;
    throw badValue(
      name,
      `${value.percent}%`,
      'is a share of a file whose size is not known in advance',
      'Give bytes, such as 512m.',
    );
  }
}

/** fio takes it for a size beyond all bounds, and fails with it. */
function refuseMoreThanAll(name: string, value: number | Share): void {
  if (!isShare(value) || value.percent <= 100) return;
  throw badValue(name, `${value.percent}%`, 'is more than all', 'Give 100% at most.');
}
