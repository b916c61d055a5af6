/** Options that say which I/O is done, and how it is submitted and synced, in the order of the page that lists them. */
import { cacheOptions } from './io/caches.ts';
import { randomnessOptions } from './io/randomness.ts';
import { rangeOptions } from './io/range.ts';
import { submissionOptions } from './io/submission.ts';
import { syncOptions } from './io/syncs.ts';
import { workloadOptions } from './io/workload.ts';

export const ioOptions: typeof workloadOptions &
  typeof submissionOptions &
  typeof rangeOptions &
  typeof cacheOptions &
  typeof syncOptions &
  typeof randomnessOptions = {
  ...workloadOptions,
  ...submissionOptions,
  ...rangeOptions,
  ...cacheOptions,
  ...syncOptions,
  ...randomnessOptions,
};
