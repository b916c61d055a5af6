/** `sync_file_range`, as the addon takes it. */
import { rangeSyncEvery } from '../../options/range-sync.ts';
import type { JobOptions } from '../../options/job-options.ts';
import type { NativeSyncRange } from '../native.ts';

/** @returns undefined for a job that never calls it. */
export function nativeSyncRange(job: JobOptions): NativeSyncRange | undefined {
  const every = rangeSyncEvery(job);
  const words = job.sync_file_range?.words ?? [];
  if (every === 0) return undefined;
  return {
    every,
    waitBefore: words.includes('wait_before'),
    write: words.includes('write'),
    waitAfter: words.includes('wait_after'),
  };
}
