import type { EngineShape } from '../options/engine-shape.ts';
import type { JobOptions } from '../options/job-options.ts';
import { transferBytes } from '../options/transfer.ts';
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
  const measuring = longestMs(run.jobs);
  const bytes = run.jobs.reduce((sum, job) => sum + (job.runtime === 0 ? transferBytes(job) : 0), 0);
  return overheadMs + measuring + Math.ceil(bytes / assumedBytesPerMs);
}

/** @returns when the last job with a runtime comes to its end, ms after the first began; 0 where none has one. */
export function longestMs(jobs: readonly JobOptions[]): number {
  /** Of jobs by name; whoever waits for one stands below it. */
  const endsMs = new Map<string, number>();
  for (const job of jobs) {
    const delayMs = job.startdelay?.high ?? 0;
    const startMs = Math.max(delayMs, job.wait_for === undefined ? 0 : (endsMs.get(job.wait_for) ?? 0));
    const endMs = startMs + job.ramp_time + job.runtime;
    endsMs.set(job.name, Math.max(endsMs.get(job.name) ?? 0, endMs));
  }
  return Math.max(0, ...endsMs.values());
}

/** @returns how long calibrating takes, ms. */
export function estimateCalibrationMs(shapes: readonly EngineShape[]): number {
  return shapes.length * (calibrationRampMs + calibrationRuntimeMs + calibrationOverheadMs);
}
