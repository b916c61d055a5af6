/** What fio says while jobs run, on lines of their own (fio-semantics 5.1, 5.2). */
import { engineFacts } from '../../options/engine-facts.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { entryFailure } from '../../result/entry-failure.ts';
import type { FioDocumentInput } from '../../result/run-outcome.ts';

/** A line for each job that asks for a depth which its engine does not have. */
export function depthRemarks(jobs: readonly JobOptions[]): string[] {
  return jobs
    .filter(({ iodepth, ioengine }) => iodepth > 1 && engineFacts[ioengine].synchronous)
    .map(
      ({ name, iodepth, ioengine }) =>
        `note: ${name}: iodepth is ${iodepth}, and ${ioengine} does one I/O at a time: the depth is 1\n`,
    );
}

/** In fio's words, which tools look for. @param bytes - of the files together */
export function layoutRemark(jobName: string, files: number, bytes: number): string {
  const size = `${Math.floor(bytes / 2 ** 20)}MiB`;
  const what = files === 1 ? `IO file (1 file / ${size})` : `IO files (${files} files / total ${size})`;
  return `${jobName}: Laying out ${what}\n`;
}

export interface FailureRemark {
  text: string;
  /** The job never started: fio complains of such a one on stderr. */
  isBeforeStart: boolean;
}

/** A line for each job that failed. */
export function failureRemarks(input: FioDocumentInput): FailureRemark[] {
  return input.jobs.flatMap((job) => {
    const failure = entryFailure([job], input);
    if (failure === undefined) return [];
    const pid = job.end?.pid ?? 0;
    const text = `fio: pid=${pid}, err=${failure.errno}/${failure.text}\n`;
    return [
      { text: pid === 0 ? `fio: ${job.options.name}: not started\n${text}` : text, isBeforeStart: pid === 0 },
    ];
  });
}
