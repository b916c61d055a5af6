/** The names of a job's files. */
import { unescaped } from '../jobfile/file-list.ts';
import type { JobOptions } from '../options/job-options.ts';
import { splitNames } from '../options/parse/names.ts';

/** @returns one or more, in the job's order, each once: fio opens a name that is given twice only once. */
export function fileNames({ filename }: Pick<JobOptions, 'filename'>): string[] {
  return [...new Set(splitNames(filename).map(unescaped))];
}
