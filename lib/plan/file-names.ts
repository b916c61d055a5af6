/** The names of a job's files. */
import { unescaped } from '../jobfile/file-list.ts';
import type { JobOptions } from '../options/job-options.ts';
import { splitNames } from '../options/parse/names.ts';

/** @returns in the job's order, each once: fio opens a name that is given twice only once. `nrfiles=0`: none. */
export function fileNames({ filename, nrfiles }: Pick<JobOptions, 'filename' | 'nrfiles'>): string[] {
  if (nrfiles === 0) return [];
  return [...new Set(splitNames(filename).map(unescaped))];
}

/** @returns among how many files fio shares a job's size out: a name counts as often as it is given. */
export function fileShares({ filename }: Pick<JobOptions, 'filename'>): number {
  return splitNames(filename).length;
}
