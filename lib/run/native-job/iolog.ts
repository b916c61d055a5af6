/** Where a job's I/Os are written down, as the addon takes it (fio-semantics 5.6). */
import path from 'node:path';
import type { JobOptions } from '../../options/job-options.ts';
import type { Dialect } from '../../options/value-form.ts';
import type { NativeJob } from '../native.ts';

/** Of a path, to which a job's number and its dot are added: the kernel takes 4095. */
export const longestIologBytes: number = 4095 - '.4294967295'.length;

/**
 * In fio's place a log is continued, whoever has begun it, by each job with a header of its own and in whole lines, as fio 3.33 does.
 * Elsewhere it tells of the last repeat, and jobs that name the same log get one each, with their number at its end.
 *
 * @param jobs - of the run
 */
export function nativeIolog(
  job: JobOptions,
  jobNumber: number,
  jobs: readonly JobOptions[],
  dialect: Dialect,
): Pick<NativeJob, 'writeIolog' | 'iologContinued'> {
  const isContinued = dialect === 'fio';
  // What is replayed has a log already.
  if (job.write_iolog === undefined || job.read_iolog !== undefined)
    return { writeIolog: undefined, iologContinued: false };
  const file = path.resolve(job.write_iolog);
  const isShared = jobs.filter((other) => other.write_iolog === job.write_iolog).length > 1;
  const isNumbered = isShared && !isContinued;
  return { writeIolog: isNumbered ? `${file}.${jobNumber}` : file, iologContinued: isContinued };
}
