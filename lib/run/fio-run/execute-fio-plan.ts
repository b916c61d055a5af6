/** Runs a plan as fio runs its jobs: files first, then one part between stonewalls after the other, one document at the end. */
import type { JobOptions } from '../../options/job-options.ts';
import type { FioPlan } from '../../plan/fio-plan.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import { type DiskCounters, diskUtil } from '../../result/disk-util.ts';
import type { FioDisk } from '../../result/fio-document.ts';
import type { JobEnd } from '../../result/job-end.ts';
import type { FioDocumentInput, JobOutcome } from '../../result/run-outcome.ts';
import { loadAddon } from '../addon-loader.ts';
import { limitsFor } from '../limits.ts';
import { toNativeRun } from '../native-job.ts';
import { longestDelayMs, startedJobs } from '../native-job/schedule.ts';
import type { NativeAddon, NativeInterim, NativeLimits, NativeProgress } from '../native.ts';
import { startWork } from '../start-work.ts';
import { awaitWork } from '../work.ts';
import { type FioFiles, prepareFiles } from './fio-files.ts';
import { readReplays } from './replays.ts';
import { endWithoutIolog, withoutUnwritableLogs } from './unwritable-logs.ts';

/** As long as fio waits for a job that was told to end (fio-semantics 1.7). */
const stuckAfterMs = 300_000;

export interface FioRunRequest {
  plan: FioPlan;
  /** Ends all jobs; what they did until then is in the document. */
  signal: AbortSignal;
  observer: FioRunObserver;
  /** Whether no file is made or made longer, and replays do not write (`--readonly`). */
  readonly: boolean;
  /** Absolute path of the file that a job tells of its random draws; undefined: none. */
  drawLogOf?: ((job: JobOptions, jobNumber: number) => string | undefined) | undefined;
}

/** What one job counts while it works. */
export type JobProgress = NativeProgress;

/** Is told how the run goes on. */
export interface FioRunObserver {
  /** A line about something that is left out, or goes wrong, beside jobs. */
  complained: (text: string) => void;
  /** Files of a job are going to be made. @param bytes - of all of them */
  laidOut: (jobName: string, files: number, bytes: number) => void;
  /** Several times a second. @param run - whose jobs these are, in their order */
  running: (run: PlannedRun, progress: readonly NativeProgress[]) => void;
  /** Jobs of a part begin. @param run - these; @param soFar - what the document would be made of, were it made at this moment of the part */
  partBegan: (run: PlannedRun, soFar: () => FioDocumentInput) => void;
}

/**
 * @returns all that fio's document is made of, failed jobs included
 * @throws VfloadError where nothing could be started
 */
export async function executeFioPlan(
  request: FioRunRequest,
  addon: NativeAddon = loadAddon(),
): Promise<FioDocumentInput> {
  const { plan, signal } = request;
  const limits = limitsFor(stuckAfterMs);
  const startedAtMs = Date.now();
  const replays = readReplays(
    plan.runs.flatMap((run) => run.jobs),
    request.readonly,
    request.observer.complained,
  );
  const files = await prepareFiles({ ...request, addon, limits, replays });
  const isAsked = plan.runs.some((run) => run.jobs.some((job) => job.disk_util));
  const before = isAsked ? files.disks() : [];
  const inputOf = (jobs: JobOutcome[]): FioDocumentInput => ({
    verdict: { outcome: 'measured' },
    jobs,
    fioCompat: plan.fioCompat,
    ...{ startedAtMs, endedAtMs: Date.now(), disks: disksSince(before, files.disks(), plan.fioCompat) },
    environment: { versions: { vfload: addon.version } },
    globalOptions: plan.globalOptions,
  });
  const jobs: JobOutcome[] = [];
  const beganAtMs = Date.now();
  let isOver = false;
  for (const [index, run] of plan.runs.entries()) {
    const later = plan.runs.slice(index + 1).flatMap((each) => notStarted(each).jobs);
    const partBegan = (present: () => JobOutcome[]): void => {
      request.observer.partBegan(run, () => inputOf([...jobs, ...present(), ...later]));
    };
    const part: Part =
      signal.aborted || isOver
        ? notStarted(run)
        : await runPart({ ...request, addon, limits, files, beganAtMs, startedAtMs, partBegan }, run);
    jobs.push(...part.jobs);
    isOver ||= part.endsAll;
  }
  return inputOf(jobs);
}

function disksSince(
  before: readonly DiskCounters[],
  after: readonly DiskCounters[],
  fioCompat: FioPlan['fioCompat'],
): FioDisk[] {
  return before.flatMap((counters) => {
    const later = after.find(({ name }) => name === counters.name);
    return later === undefined ? [] : [diskUtil(counters, later, fioCompat)];
  });
}

/** What the parts of a run share. */
interface PartRequest extends FioRunRequest {
  addon: NativeAddon;
  limits: NativeLimits;
  files: FioFiles;
  /** Of everything. */
  startedAtMs: number;
  /** When the files were there: the delays of jobs count from then on. */
  beganAtMs: number;
  /** Is given what tells the outcomes of the part's jobs as they are. */
  partBegan: (present: () => JobOutcome[]) => void;
}

/** What became of the jobs between two stonewalls. */
interface Part {
  jobs: JobOutcome[];
  /** The end of one has ended those of all later parts as well (`exit_what=all`). */
  endsAll: boolean;
}

/** The jobs that start together. One whose files could not be made ends before the others start, as in fio. */
async function runPart(
  { plan, signal, observer, drawLogOf, addon, limits, files, startedAtMs, beganAtMs, partBegan }: PartRequest,
  run: PlannedRun,
): Promise<Part> {
  await files.prepareOwn(run);
  const ends = run.jobs.map((job) => files.endOf(job) ?? endWithoutIolog(job, observer.complained));
  const { jobs, steadyUnits } = toNativeRun(run, plan.fioCompat, 'fio');
  const complaints: string[] = [];
  const placed = run.jobs.flatMap((options, index) => {
    const known = jobs[index];
    if (known === undefined) return [];
    const job = { ...known, drawLog: drawLogOf?.(options, known.jobNumber) };
    if (ends[index] !== undefined) return [job];
    const logged = withoutUnwritableLogs(options, job);
    complaints.push(...logged.complaints);
    return [files.placed(options, logged.native)];
  });
  const native = startedJobs(placed, (index) => ends[index] === undefined);
  const nowMs = Date.now();
  let endsAll = false;
  if (native.length > 0) {
    const work = startWork(() =>
      addon.runAnywhere({ jobs: native, limits, elapsedMs: nowMs - beganAtMs, steadyUnits }),
    );
    partBegan(() => presentOutcomes(run, ends, work.statistics(), nowMs - startedAtMs));
    const onProgress = (progress: readonly NativeProgress[]): void => {
      observer.running(run, progress);
    };
    const quietMs = longestDelayMs(native);
    const { end } = await awaitWork(work, { limits, signal, kind: 'jobs', quietMs, onProgress });
    endsAll = end.endsAll;
    const left = end.children.map((child) => sinceStart(child, nowMs - startedAtMs));
    for (const [index, known] of ends.entries()) ends[index] = known ?? left.shift();
    for (const complaint of complaints) observer.complained(complaint);
  }
  return {
    jobs: run.jobs.map((options, index) => ({ options, end: ends[index], files: [] })),
    endsAll,
  };
}

/** Of jobs that work: as if they ended now. @param ends - of those that never started */
function presentOutcomes(
  { jobs }: PlannedRun,
  ends: readonly (JobEnd | undefined)[],
  interim: readonly NativeInterim[],
  elapsedMs: number,
): JobOutcome[] {
  const working = interim.map((job): JobEnd =>
    sinceStart({ ...job, end: 'ended', failure: undefined }, elapsedMs),
  );
  return jobs.map((options, index) => ({ options, end: ends[index] ?? working.shift(), files: [] }));
}

/** When the job began is told from the start of everything on. */
function sinceStart<End extends Pick<JobEnd, 'startedAfterMs'>>(end: End, elapsedMs: number): End {
  const { startedAfterMs } = end;
  return startedAfterMs === undefined ? end : { ...end, startedAfterMs: elapsedMs + startedAfterMs };
}

function notStarted(run: PlannedRun): Part {
  return { jobs: run.jobs.map((options) => ({ options, end: undefined, files: [] })), endsAll: false };
}
