/** Tells a mount that lacks an operation from a job that asked for it with the wrong sizes. */
import type { NativeAddon, NativeFailurePoint, NativeJob, NativeLimits } from './native.ts';
import type { Place } from './place.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

/** A page, and a multiple of every logical block size that is about. */
const trialBytes = 4096;

export interface TrialSurroundings {
  addon: NativeAddon;
  limits: NativeLimits;
  place: Place;
  signal: AbortSignal | undefined;
}

/**
 * @param point - where the job failed: one that failed to synchronise is tried with a sync after its I/O
 * @returns true where one I/O of 4 KiB at offset 0 works with the job's engine, direction and `direct`
 */
export async function alignedTrialWorks(
  surroundings: TrialSurroundings,
  job: NativeJob,
  point: NativeFailurePoint,
): Promise<boolean> {
  const syncs = point === 'sync';
  const { addon, limits, place, signal } = surroundings;
  const trial: NativeJob = {
    ...job,
    files: { ...job.files, list: [], openfiles: 0 },
    bs: trialBytes,
    size: trialBytes,
    offset: 0,
    iodepth: 1,
    iodepthBatchCompleteMin: 1,
    iodepthBatchCompleteMax: 0,
    runtimeMs: 0,
    timeBased: false,
    rampTimeMs: 0,
    fsync: syncs ? Math.min(1, job.fsync) : 0,
    fdatasync: syncs ? Math.min(1, job.fdatasync) : 0,
    syncRange: syncs && job.syncRange !== undefined ? { ...job.syncRange, every: 1 } : undefined,
    endFsync: syncs && job.endFsync,
    cpusAllowed: undefined,
    process: undefined,
    writeIolog: undefined,
    iologContinued: false,
    drawLog: undefined,
    flow: undefined,
    replay: undefined,
    logs: undefined,
    jobNumber: 1,
  };
  const work = startWork(() => addon.run(place.session.native, { jobs: [trial], limits }));
  const { end, supervisorHung } = await awaitWork(work, { limits, signal, kind: 'jobs' });
  return (
    !supervisorHung && end.children.every((child) => child.end === 'ended' && child.failure === undefined)
  );
}
