/** The files of a plan's jobs, made before any of them starts (fio-semantics 1.7, 2.2). */
import path from 'node:path';
import { VfloadError } from '../../errors.ts';
import { filesNeeded } from '../../plan/files.ts';
import type { FioPlan } from '../../plan/fio-plan.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { type DiskCounters, readDiskCounters } from '../../result/disk-util.ts';
import type { JobEnd } from '../../result/job-end.ts';
import { type DirectorySession, openSession } from '../directory-session.ts';
import type { NativeAddon, NativeJob, NativeLimits, NativeWork } from '../native.ts';
import { layoutFiles } from '../preparation.ts';
import { startWork } from '../start-work.ts';
import { awaitWork } from '../work.ts';
import type { FioRunObserver } from './execute-fio-plan.ts';

export interface FilesRequest {
  addon: NativeAddon;
  plan: FioPlan;
  limits: NativeLimits;
  signal: AbortSignal;
  observer: FioRunObserver;
}

export interface FioFiles {
  /** Why a job cannot start; undefined: it can. */
  failureOf: (job: JobOptions) => JobEnd | undefined;
  start: (jobs: NativeJob[]) => NativeWork;
  /** Of the disks that hold the files, now. */
  disks: () => DiskCounters[];
  release: () => Promise<void>;
}

/** @throws VfloadError where the directory cannot be opened */
export async function prepareFiles(request: FilesRequest): Promise<FioFiles> {
  const { addon, plan, limits, signal, observer } = request;
  const jobs = plan.runs.flatMap((run) => run.jobs);
  const directory = onlyDirectory(jobs);
  const files = filesNeeded(plan.runs).map((file) => ({ ...file, filename: path.basename(file.filename) }));
  const filenames = files.map(({ filename }) => filename);
  const session = await openSession(addon, { directory, filenames, limits, keepFiles: true }, signal);
  const work = startWork(() => addon.layout(session.native, { files: layoutFiles(files, true), limits }));
  const { end } = await awaitWork(work, { limits, signal, kind: 'task' });
  for (const { filename, laidOutBytes } of work.states()) {
    const owner = jobs.find((job) => path.basename(job.filename) === filename);
    if (laidOutBytes > 0 && owner !== undefined) observer.laidOut(owner.name, laidOutBytes);
  }
  const [child] = end.children;
  return {
    failureOf: () => (child?.failure === undefined ? undefined : { ...child, pid: 0, statistics: undefined }),
    start: (native) =>
      addon.run(session.native, {
        jobs: native.map((job) => ({ ...job, filename: path.basename(job.filename) })),
        limits,
      }),
    disks: () => diskOf(session),
    release: async () => {
      await session.release(false);
    },
  };
}

function diskOf({ inspection }: DirectorySession): DiskCounters[] {
  const counters = readDiskCounters(inspection.device);
  return counters === undefined ? [] : [counters];
}

function onlyDirectory(jobs: readonly JobOptions[]): string {
  const [first = '.', other] = new Set(jobs.map((job) => path.resolve(path.dirname(job.filename))));
  if (other === undefined) return first;
  throw new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', `The jobs work in ${first} and in ${other}.`, {
    remedy: 'Give all jobs the same directory.',
  });
}
