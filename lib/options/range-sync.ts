/** What `sync_file_range` comes to. */
import type { JobOptions } from './job-options.ts';

/** @returns after how many writes it is called; 0: never. Words without a number mean every write. */
export function rangeSyncEvery({ sync_file_range: asked }: Pick<JobOptions, 'sync_file_range'>): number {
  return asked === undefined ? 0 : (asked.count ?? 1);
}
