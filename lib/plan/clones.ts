/** A job's clones (`numjobs`). */
import type { JobOptions } from '../options/job-options.ts';
import { bytesIn } from '../options/share.ts';
import type { Dialect } from '../options/value-form.ts';

/** fio's numbers of a job's clones in the order in which they are created: 0, N-1, N-2, …, 1 (fio-semantics 1.5). */
export function cloneNumbers(count: number): number[] {
  return [0, ...Array.from({ length: count - 1 }, (_, index) => count - 1 - index)];
}

/** @returns the job as the clone of that number: it starts later in its files, as `offset_increment` says. */
export function asClone(job: JobOptions, clone: number, dialect: Dialect): JobOptions {
  // To fio a share of what is there may be meant, which is not known yet.
  if (dialect === 'fio') return { ...job, clone };
  return { ...job, clone, offset: bytesIn(job.offset) + clone * bytesIn(job.offset_increment) };
}
