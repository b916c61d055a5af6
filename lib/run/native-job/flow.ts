/** Which jobs of a run are held at a ratio of their I/Os, as the addon takes it (fio-semantics 3.10). */
import type { JobOptions } from '../../options/job-options.ts';
import type { NativeJob } from '../native.ts';

/** @returns undefined for a job that goes its own way: `flow` is 0. */
export function nativeFlow(job: JobOptions, jobs: readonly JobOptions[]): NativeJob['flow'] {
  if (job.flow === 0) return undefined;
  const ids = [...new Set(jobs.filter(({ flow }) => flow > 0).map(({ flow_id }) => flow_id))];
  return { weight: job.flow, unit: ids.indexOf(job.flow_id), sleepUs: job.flow_sleep };
}
