import { VfloadError } from '../errors.ts';
import { engineFacts } from '../options/engine-facts.ts';
import type { JobOptions } from '../options/job-options.ts';
import { mostOwnFiles, ownFiles } from './own-files.ts';
import { readsAnything, trimsAnything, writesAnything } from '../options/workload.ts';
import type { PlannedFile, PlannedRun } from './plan.ts';

/**
 * The files that runs need (fio-semantics 2.2): data is written into a file that any job reads or that an mmap job writes
 * (mmap cannot extend a file); a file that is only written to needs no more than its space, and so does one whose extent alone
 * is changed. Jobs of the null engine open no file.
 */
export function filesNeeded(runs: readonly PlannedRun[]): PlannedFile[] {
  const files = new Map<string, PlannedFile>();
  for (const { jobs, firstJobNumber } of runs) {
    for (const [index, job] of jobs.entries()) {
      for (const file of filesOf(job, firstJobNumber + index)) {
        const sofar = files.get(file.filename);
        files.set(file.filename, sofar === undefined ? file : moreDemanding(sofar, file));
      }
    }
  }
  if (files.size > mostOwnFiles) throw tooManyFiles(files.size);
  return [...files.values()];
}

/** @returns what a job needs its files to be; undefined: it opens none. */
export function fileTreatment(
  job: Pick<JobOptions, 'rw' | 'ioengine' | 'overwrite'>,
): Pick<PlannedFile, 'content' | 'forWriting'> | undefined {
  const { touches } = engineFacts[job.ioengine];
  if (touches === 'nothing') return undefined;
  // Who only trims needs none, whatever else is asked for (seen with fio 3.33).
  const onlyTrims = trimsAnything(job) && !writesAnything(job);
  const needsData =
    !onlyTrims && (job.overwrite || touches === 'mapping' || (readsAnything(job) && touches === 'data'));
  return {
    content: needsData ? 'written' : 'allocated',
    forWriting: writesAnything(job) || trimsAnything(job),
  };
}

function filesOf(job: JobOptions, jobNumber: number): PlannedFile[] {
  const files = ownFiles(job, jobNumber);
  const treatment = fileTreatment(job);
  if (treatment === undefined) return [];
  return files.map(({ filename, neededBytes }) => ({
    filename,
    sizeBytes: neededBytes,
    ...treatment,
    zeros: job.zero_buffers,
    fallocate: job.fallocate,
    createFsync: job.create_fsync,
  }));
}

function tooManyFiles(count: number): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', `The jobs need ${count} files.`, {
    cause: `vfload looks after ${mostOwnFiles} in a directory at most`,
    remedy: 'Lower nrfiles, or run some of the jobs at a time.',
  });
}

function moreDemanding(a: PlannedFile, b: PlannedFile): PlannedFile {
  return {
    filename: a.filename,
    sizeBytes: Math.max(a.sizeBytes, b.sizeBytes),
    content: a.content === 'written' ? 'written' : b.content,
    forWriting: a.forWriting || b.forWriting,
    // Incompressible data serves a job that wants zeros, but not the other way round.
    zeros: a.zeros && b.zeros,
    fallocate: a.fallocate,
    createFsync: a.createFsync || b.createFsync,
  };
}
