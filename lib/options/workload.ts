/** What the words of `rw` stand for. */
import type { JobOptions } from './job-options.ts';

/** A word of `rw`. */
export type Workload = JobOptions['rw']['word'];

type WorkingJob = Pick<JobOptions, 'rw'>;

export type WorkloadDirection = 'read' | 'write' | 'trim';

/** @returns the directions that a job has. */
export function directionsOfJob({ rw }: WorkingJob): readonly WorkloadDirection[] {
  return directionsByWorkload[rw.word];
}

/** @returns whether a job draws its offsets. */
export function isRandomJob({ rw }: WorkingJob): boolean {
  return rw.word.startsWith('rand');
}

/** @returns whether a job has reads. */
export function readsAnything(job: WorkingJob): boolean {
  return directionsOfJob(job).includes('read');
}

/** @returns whether a job has writes. */
export function writesAnything(job: WorkingJob): boolean {
  return directionsOfJob(job).includes('write');
}

/** @returns whether a job has trims. */
export function trimsAnything(job: WorkingJob): boolean {
  return directionsOfJob(job).includes('trim');
}

const directionsByWorkload: Readonly<Record<Workload, readonly WorkloadDirection[]>> = {
  read: ['read'],
  randread: ['read'],
  write: ['write'],
  randwrite: ['write'],
  rw: ['read', 'write'],
  randrw: ['read', 'write'],
  trim: ['trim'],
  randtrim: ['trim'],
  trimwrite: ['write', 'trim'],
  randtrimwrite: ['write', 'trim'],
};
