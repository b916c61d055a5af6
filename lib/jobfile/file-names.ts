/** The names of a job's files. */
import { unescaped } from './file-list.ts';
import type { JobOptions } from '../options/job-options.ts';
import { splitNames } from '../options/parse/names.ts';

/** @returns in the job's order, each once: fio opens a name that is given twice only once. `nrfiles=0`: none. */
export function fileNames(job: Pick<JobOptions, 'filename' | 'nrfiles' | 'given'>): string[] {
  if (job.nrfiles === 0) return [];
  // Of those that are named, the first ones.
  const most = job.given['nrfiles'] === undefined ? undefined : job.nrfiles;
  return [...new Set(splitNames(job.filename).slice(0, most).map(unescaped))];
}

/** @returns among how many files fio shares a job's size out: a name counts as often as it is given. */
export function fileShares({ filename }: Pick<JobOptions, 'filename'>): number {
  return splitNames(filename).length;
}
