/** What fio says while jobs run, on lines of their own (fio-semantics 5.1, 5.2). */
import { engineFacts } from '../../options/engine-facts.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { writesAnything } from '../../options/workload.ts';
import { entryFailure } from '../../result/entry-failure.ts';
import { errnoWords } from '../../result/errno-words.ts';
import type { FioDocumentInput, JobOutcome } from '../../result/run-outcome.ts';
import { fioVerifyLines } from '../../result/verify-finding.ts';

/** A line for each job that asks for a depth which its engine does not have. Threads (`offload`) give it one. */
export function depthRemarks(jobs: readonly JobOptions[]): string[] {
  return jobs
    .filter(({ iodepth, ioengine }) => iodepth > 1 && engineFacts[ioengine].synchronous)
    .filter((job) => job.io_submit_mode === 'inline')
    .map(
      ({ name, iodepth, ioengine }) =>
        `note: ${name}: iodepth is ${iodepth}, and ${ioengine} does one I/O at a time: the depth is 1\n`,
    );
}

/** A line for each job that has a command run. @param when - whether before or after the job */
export function commandRemarks(jobs: readonly JobOptions[], when: 'prerun' | 'postrun'): string[] {
  return jobs
    .filter((job) => job[`exec_${when}`] !== undefined)
    .map(({ name }) => `${name} : Saving output of ${when} in ${name}.${when}.txt\n`);
}

/** In fio's words, which tools look for. @param bytes - of the files together */
export function layoutRemark(jobName: string, files: number, bytes: number): string {
  const size = `${Math.floor(bytes / 2 ** 20)}MiB`;
  const what = files === 1 ? `IO file (1 file / ${size})` : `IO files (${files} files / total ${size})`;
  return `${jobName}: Laying out ${what}\n`;
}

export interface FailureRemark {
  text: string;
  /** fio complains there of the I/O that failed, and of jobs that never started. */
  isOfStderr: boolean;
}

/** Errors that `error_dump` tells, which jobs went on after, and of what was in flight when a job failed. */
export function keptErrorRemarks({ jobs }: FioDocumentInput): string[] {
  return jobs.flatMap(({ end }) =>
    (end?.statistics?.keptErrors ?? []).map(
      ({ direction, filename, offset, bytes, errno }) =>
        `fio: io_u error on file ${filename}: ${errnoWords(errno)}: ${direction} offset=${offset}, buflen=${bytes}\n`,
    ),
  );
}

/** What is wrong with the data of jobs, in fio's words, which it says on stderr. */
export function verifyRemarks(input: FioDocumentInput): string {
  return input.jobs
    .flatMap(({ options, end }) => {
      const findings = end?.verifyFailures;
      if (findings === undefined) return [];
      const untold = findings.count - findings.first.length;
      const rest = untold > 0 ? [`fio: ${String(untold)} more blocks failed verification\n`] : [];
      return [...findings.first.map((finding) => fioVerifyLines(finding, writesAnything(options))), ...rest];
    })
    .join('');
}

/** A line for each job that failed, and on stderr which I/O it was, or which signal. */
export function failureRemarks(input: FioDocumentInput): FailureRemark[] {
  return input.jobs.flatMap((job) => {
    const failure = entryFailure([job], input);
    if (failure === undefined) return [];
    const { pid = 0, end, signal = 0 } = job.end ?? {};
    const text = `fio: pid=${pid}, err=${failure.errno}/${failure.text}\n`;
    if (pid === 0) return [{ text: `fio: ${job.options.name}: not started\n${text}`, isOfStderr: true }];
    if (end === 'signalled') return [{ text: `fio: pid=${pid}, got signal=${signal}\n`, isOfStderr: true }];
    const ioLine = failedIo(job);
    return [
      ...(ioLine === undefined ? [] : [{ text: ioLine, isOfStderr: true }]),
      { text, isOfStderr: false },
    ];
  });
}

/** In fio's form, which scripts search for. @returns undefined: it was no I/O that failed. */
function failedIo({ end }: JobOutcome): string | undefined {
  const { errno = 0, point = '', filename, offset = 0, bytes = 0, late } = end?.failure ?? {};
  if (filename === undefined) return undefined;
  if (late !== undefined) {
    const { direction, latencyNs, limitNs } = late;
    return `fio: latency of ${latencyNs} nsec exceeds specified max (${limitNs} nsec): ${filename} ${direction} ${offset} ${bytes}\n`;
  }
  if (!['read', 'write', 'sync'].includes(point)) return undefined;
  return `fio: io_u error on file ${filename}: ${errnoWords(errno)}: ${point} offset=${offset}, buflen=${bytes}\n`;
}
