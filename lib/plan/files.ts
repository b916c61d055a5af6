import { engineFacts } from '../options/engine-facts.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { PlannedFile, PlannedRun } from './plan.ts';

/**
 * The files that runs need (fio-semantics 2.2): data is written into a file that any job reads or that an mmap job writes
 * (mmap cannot extend a file); a file that is only written to needs no more than its space, and so does one whose extent alone
 * is changed. Jobs of the null engine open no file.
 */
export function filesNeeded(runs: readonly PlannedRun[]): PlannedFile[] {
  const files = new Map<string, PlannedFile>();
  for (const job of runs.flatMap((run) => run.jobs)) {
    if (engineFacts[job.ioengine].touches === 'nothing') continue;
    const file = fileOf(job);
    const sofar = files.get(file.filename);
    files.set(file.filename, sofar === undefined ? file : moreDemanding(sofar, file));
  }
  return [...files.values()];
}

function fileOf(job: JobOptions): PlannedFile {
  const writes = job.rw !== 'read' && job.rw !== 'randread';
  const reads = job.rw !== 'write' && job.rw !== 'randwrite';
  const { touches } = engineFacts[job.ioengine];
  const needsData = touches === 'mapping' || (reads && touches === 'data');
  return {
    filename: job.filename,
    sizeBytes: job.offset + job.size,
    content: needsData ? 'written' : 'allocated',
    forWriting: writes,
    zeros: job.zero_buffers,
  };
}

function moreDemanding(a: PlannedFile, b: PlannedFile): PlannedFile {
  return {
    filename: a.filename,
    sizeBytes: Math.max(a.sizeBytes, b.sizeBytes),
    content: a.content === 'written' ? 'written' : b.content,
    forWriting: a.forWriting || b.forWriting,
    // Incompressible data serves a job that wants zeros, but not the other way round.
    zeros: a.zeros && b.zeros,
  };
}
