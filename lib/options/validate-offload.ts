/** What goes with threads that do the I/Os of a job (`io_submit_mode=offload`). */
import { engineFacts } from './engine-facts.ts';
import type { JobOptions } from './job-options.ts';
import { conflict } from './option-mistake.ts';
import { rangeSyncEvery } from './range-sync.ts';
import { usedMethod } from './verification.ts';

/** Engines that threads cannot do one I/O at a time with, and why not. */
const notOffloaded: Readonly<Record<string, string>> = {
  io_uring: 'fio, too, wants a synchronous engine for it',
  posixaio: 'with fio 3.33 such a job never ends',
  mmap: 'its mapping belongs to the job, and threads have none',
  ...Object.fromEntries(
    Object.entries(engineFacts)
      .filter(([, { measuresOpens }]) => measuresOpens === true)
      .map(([name]) => [name, 'it measures how files are opened, which the job itself does']),
  ),
};

/** @throws {@link VfloadError} ERR_VFLOAD_OPTION_CONFLICT for what threads cannot do, or not yet. */
export function checkOffload(job: JobOptions): void {
  if (job.io_submit_mode !== 'offload') return;
  const reason = notOffloaded[job.ioengine];
  if (reason !== undefined) {
    throw conflict(
      `io_submit_mode=offload does not go with ioengine=${job.ioengine}: ${reason}.`,
      'Choose another ioengine, such as psync, or io_submit_mode=inline.',
    );
  }
  if (rangeSyncEvery(job) !== 0) {
    throw conflict(
      'io_submit_mode=offload does not go with sync_file_range: what was written is known only when its threads are done, and with fio 3.33 such a job never ends.',
      'Leave sync_file_range out, or choose io_submit_mode=inline.',
    );
  }
  const option =
    (usedMethod(job) !== undefined && 'verify') ||
    (job.latency_target !== 0 && 'latency_target') ||
    (job.serialize_overlap && 'serialize_overlap');
  if (option !== false) {
    throw conflict(
      `io_submit_mode=offload does not go with ${option}: vfload checks data, steers the depth and looks for overlaps only of I/Os that the job itself submits.`,
      `Leave ${option} out, or choose io_submit_mode=inline.`,
    );
  }
  // fio 3.33's threads wait for a batch that none of them ever has.
  if (job.iodepth_batch === 1) return;
  throw conflict(
    'io_submit_mode=offload submits each I/O by itself: with iodepth_batch fio 3.33 never ends.',
    'Leave iodepth_batch out, or choose io_submit_mode=inline.',
  );
}
