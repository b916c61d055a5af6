/** The files of the jobs of `vfload run`, which are plain names in the measured directory, as the addon takes them. */
import { bytesIn } from '../../options/share.ts';
import { type OwnFile, ownFiles } from '../../plan/own-files.ts';
import type { JobOptions } from '../../options/job-options.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import type { NativeJob } from '../native.ts';

/**
 * @param jobs - of the run, in its order
 * @param directory - as fio would name the files in it
 * @returns them with their files
 */
export function withOwnFiles(
  run: Pick<PlannedRun, 'jobs' | 'firstJobNumber'>,
  jobs: readonly NativeJob[],
  directory: string,
): NativeJob[] {
  return jobs.map((native, index) => {
    const options = run.jobs[index];
    return options === undefined
      ? native
      : withFiles(options, native, ownFiles(options, run.firstJobNumber + index), directory);
  });
}

/** A job of one file has no list, so that the lean loops can take it. One that does less I/O than its file has room for has, and one
 * that comes back to a part of it. */
function withFiles(
  options: JobOptions,
  native: NativeJob,
  files: readonly OwnFile[],
  directory: string,
): NativeJob {
  const [first] = files;
  if (first === undefined) return native;
  const wantedBytes = bytesIn(options.size);
  const isPart = options.filesize !== undefined && wantedBytes < first.rangeBytes;
  if (files.length === 1 && !isPart && first.laterSkipBytes === 0) {
    return { ...native, filename: first.filename, offset: first.startBytes, size: first.rangeBytes };
  }
  const list = files.map(({ filename, startBytes, rangeBytes, neededBytes, laterSkipBytes }) => ({
    ...{ path: filename, name: `${directory}/${filename}`, startBytes, rangeBytes, realBytes: neededBytes },
    laterSkipBytes,
  }));
  return { ...native, filename: first.filename, files: { ...native.files, list } };
}

/** @returns the names of a job's files in the measured directory. */
export function namesOf({ filename, files: { list } }: Pick<NativeJob, 'filename' | 'files'>): string[] {
  return list.length === 0 ? [filename] : list.map((file) => file.path);
}
