import type { EngineShape } from '../options/engine-shape.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { PlannedRun } from './plan.ts';

/** Starting processes, dropping caches and reaping, per repeat: what was seen on two shared cores. */
export const overheadMs = 250;

/** How long an engine is calibrated: half a million I/Os of the slowest. */
export const calibrationRuntimeMs = 500;

/** Starting a process and reaping it; no caches are dropped. */
const calibrationOverheadMs = 50;

/** Before anything counts: the block that was laid out, and dropped from the cache as fio does, is read again. */
export const calibrationRampMs = 50;

/** Of a run without runtime, whose length depends on the device: a modest disk. */
const assumedBytesPerMs = 100 * 1024 * 1.024;

/** @returns how long one repeat of a run takes at most, ms; a guess where only its size ends it. */
export function estimateRunMs(run: PlannedRun): number {
  const measuring = Math.max(...run.jobs.map(rampAndRuntimeMs));
  const bytes = run.jobs.reduce((sum, job) => sum + (job.runtime === 0 ? job.size : 0), 0);
  return overheadMs + measuring + Math.ceil(bytes / assumedBytesPerMs);
}

function rampAndRuntimeMs(job: JobOptions): number {
  return job.ramp_time + job.runtime;
}

/** @returns how long calibrating takes, ms. */
export function estimateCalibrationMs(shapes: readonly EngineShape[]): number {
  return shapes.length * (calibrationRampMs + calibrationRuntimeMs + calibrationOverheadMs);
}
