/** The files of a job of `vfload run`: vfload makes them, so that how large they are is known before anything is looked at. */
import { VfloadError } from '../errors.ts';
import { namedByDefault } from '../jobfile/fio-file.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { RawOption } from '../options/raw-option.ts';
import { jobRegistry } from '../options/registry.ts';
import { fileNames } from '../jobfile/file-names.ts';
import { fileSizeDraws } from './file-size-draws.ts';
import { type FileRange, type SizeProblem, fileRanges, laterSkipBytes } from './file-sizes.ts';

/** A file of a job, and the part of it that the job works on. */
export interface OwnFile extends FileRange {
  /** A plain name in the measured directory. */
  filename: string;
  /** See `laterSkipBytes`. */
  laterSkipBytes: number;
}

const problemWords: Readonly<Record<SizeProblem, string>> = {
  'no size': 'there is no size',
  'offset beyond end': 'offset is beyond the end of the files that filesize makes',
  'less than a block': 'the files together have no room for one block',
};

/**
 * @param jobNumber - fio's number of the job among all, which sizes are drawn by
 * @returns in the job's order, each once
 * @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT where there is nothing to work on
 */
export function ownFiles(job: JobOptions, jobNumber: number): OwnFile[] {
  const names = fileNames(job);
  // Nothing that is there counts, and the clone has its offset already.
  const nothing = names.map(() => ({ sizeBytes: 0 }));
  const ranges = fileRanges(job, nothing, { clone: 0, draw: fileSizeDraws(job, jobNumber) });
  if (typeof ranges !== 'string') {
    return ranges.map((range, index) => ({
      filename: names[index] ?? '',
      ...range,
      laterSkipBytes: laterSkipBytes(job, range, range.neededBytes, 0),
    }));
  }
  throw new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', `Job ${job.name}: ${problemWords[ranges]}.`, {
    remedy: 'Make size or filesize larger, or bs or offset smaller.',
  });
}

/** @returns `filename` of a job that names none: as many as `nrfiles`, called as `filename_format` says. */
export function defaultFilename(options: readonly RawOption[], section: string, clone: number): string {
  const valueOf = (name: string): string | undefined =>
    options.findLast((option) => option.name === name)?.value;
  const count = Number(valueOf('nrfiles') ?? 1);
  return namedByDefault(
    { section, format: valueOf('filename_format') ?? jobRegistry.filename_format.default },
    clone,
    Number.isInteger(count) ? Math.min(Math.max(1, count), mostOwnFiles) : 1,
  );
}

/** The keeper of a directory has a list of so many files at most, for all jobs together. */
export const mostOwnFiles = 1000;
