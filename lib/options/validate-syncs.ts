/** Syncs of engines that have none. */
import { VfloadError } from '../errors.ts';
import type { JobOptions } from './job-options.ts';
import { rangeSyncEvery } from './range-sync.ts';

/** fio's answer to a sync with them is EINVAL, at the first one. */
const withoutSyncs: readonly string[] = ['falloc', 'ftruncate'];

/** @throws {@link VfloadError} ERR_VFLOAD_OPTION_CONFLICT where the job would end at its first sync. */
export function checkSyncs(job: JobOptions): void {
  if (!withoutSyncs.includes(job.ioengine)) return;
  const option =
    (job.fsync !== 0 && 'fsync') ||
    (job.fdatasync !== 0 && 'fdatasync') ||
    (rangeSyncEvery(job) !== 0 && 'sync_file_range');
  if (option === false) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_CONFLICT',
    `ioengine=${job.ioengine} does not go with ${option}: it moves no data, and has no syncs in fio either.`,
    { remedy: `Leave ${option} out, or choose another ioengine, such as psync.` },
  );
}
