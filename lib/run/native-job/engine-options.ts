/** Options of single engines, as the addon takes them. */
import type { JobOptions } from '../../options/job-options.ts';
import type { NativeEngineOptions } from '../native.ts';

export function nativeEngineOptions(job: JobOptions): NativeEngineOptions {
  return {
    hipri: job.hipri,
    hipriPercentage: job.hipri_percentage,
    uncached: job.uncached !== 0,
    nowait: job.nowait,
    thp: job.thp !== 0,
    sqthreadPoll: job.sqthread_poll,
    sqthreadPollCpu: job.sqthread_poll_cpu,
    forceAsync: job.force_async,
    statType: job.stat_type,
    nonvectored: job.nonvectored < 0 ? undefined : job.nonvectored !== 0,
  };
}
