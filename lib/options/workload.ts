/** What the words of `rw` stand for. */
import type { JobOptions } from './job-options.ts';

type Workload = Pick<JobOptions, 'rw'>;

export type WorkloadDirection = 'read' | 'write';

/** @returns the directions that a job has. */
export function directionsOfJob(job: Workload): readonly WorkloadDirection[] {
  return directionsByWorkload[job.rw];
}

/** @returns whether a job draws its offsets. */
export function isRandomJob({ rw }: Workload): boolean {
  return rw.startsWith('rand');
}

const directionsByWorkload = {
  read: ['read'],
  randread: ['read'],
  write: ['write'],
  randwrite: ['write'],
  rw: ['read', 'write'],
  randrw: ['read', 'write'],
} as const;
