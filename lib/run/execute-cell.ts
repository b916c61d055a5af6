/** One repeat of one cell: drop caches, run, judge, and make the result. */
import type { PlanDesign } from '../plan/design.ts';
import type { PlannedRun } from '../plan/plan.ts';
import type { Calibration } from '../result/calibration.ts';
import { diskUtil, readDiskCounters } from '../result/disk-util.ts';
import type { FioDisk, RunResult } from '../result/fio-document.ts';
import { buildRunResult } from '../result/run-result.ts';
import type { Environment, FileResidency, VfloadMember, Warning } from '../result/vfload-member.ts';
import type { JobOutcome, Verdict } from '../result/run-outcome.ts';
import { alignedTrialWorks } from './aligned-trial.ts';
import { dropCaches } from './caches.ts';
import type {
  NativeAddon,
  NativeChildEnd,
  NativeJob,
  NativeLimits,
  NativeProgress,
  NativeSteadyUnit,
} from './native.ts';
import { fileNames } from '../jobfile/file-names.ts';
import { toNativeRun } from './native-job.ts';
import { withOwnFiles } from './native-job/own-files.ts';
import { longestDelayMs } from './native-job/schedule.ts';
import { judge } from './outcome.ts';
import type { Place } from './place.ts';
import { residencyOf } from './residency.ts';
import { settleDirtyPages } from './settle.ts';
import { startWork } from './start-work.ts';
import { warmHostCache } from './warm-host-cache.ts';
import { awaitWork } from './work.ts';

/** What every cell of a plan shares. */
export interface CellSurroundings {
  addon: NativeAddon;
  limits: NativeLimits;
  fioCompat: NativeJob['fioCompat'];
  environment: Environment;
  /** undefined: was not asked for. */
  calibration: Calibration | undefined;
  signal: AbortSignal | undefined;
}

export interface CellRequest extends CellSurroundings {
  place: Place;
  run: PlannedRun;
  /** For jobs without one; undefined: as in fio. */
  seed: bigint | undefined;
  /** What is done about the host's cache; undefined: nothing, and nobody looks at what the guest's holds either. */
  hostCache: PlanDesign['hostCache'];
  /** Longest wait for dirty pages; 0: none. */
  settleMs: number;
  observer: CellObserver;
  /** Of the block's time on this configuration, which delays count from: what is over. */
  elapsedMs: number;
}

/** Is told how a repeat goes on. */
export interface CellObserver {
  droppingCaches: () => void;
  jobsStarted: () => void;
  jobsProgress: (children: readonly NativeProgress[]) => void;
}

export interface CellEnd {
  verdict: Verdict;
  seed: string;
  result: RunResult;
  /** How long its jobs took. */
  elapsedMs: number;
  /** The end of a job has ended everything: the block's further runs are not started. */
  endsAll: boolean;
}

/** What is known of a repeat beside its request. */
interface CellFacts {
  verdict: Verdict;
  startedAtMs: number;
  caches: VfloadMember['caches'];
  /** Of each job, before the run. */
  files: JobOutcome['files'][];
  children: NativeChildEnd[];
  disks: FioDisk[];
  residency?: VfloadMember['residency'] | undefined;
  settled?: VfloadMember['settled'] | undefined;
  warnings: Warning[];
}

/** The caller aborted while caches were dropped. */
const interrupted: Verdict = {
  outcome: 'failed',
  reason: {
    kind: 'interrupted',
    operation: 'start',
    message: 'Not started: interrupted.',
    cause: 'the caller asked for an end',
    remedy: 'repeat the measurement',
  },
};

/**
 * Runs the cell once. Whatever goes wrong below the controller becomes part of the result.
 *
 * @throws VfloadError `ERR_VFLOAD_SUPERVISOR` where nothing could be started
 */
export async function executeCell(request: CellRequest): Promise<CellEnd> {
  const { place, run } = request;
  const { jobs: unplaced, seed, steadyUnits } = toNativeRun(run, request.fioCompat, 'vfload', request.seed);
  const jobs = withOwnFiles(run, unplaced, place.session.directory);
  const files = run.jobs.map((job) => place.files(fileNames(job)));
  request.observer.droppingCaches();
  const warming = request.hostCache === 'warm' ? await warmHostCache(request, filesOf(run)) : undefined;
  if (warming !== undefined && warming.outcome !== 'measured') return unstartedCell(request, warming, seed);
  const { caches, verdict: dropping } = await dropCaches(request, jobs);
  if (dropping.outcome !== 'measured' && dropping.reason.kind === 'stuck') {
    return unstartedCell(request, dropping, seed);
  }
  if (request.signal?.aborted === true) {
    return unstartedCell(request, interrupted, seed);
  }
  const settled = await settleDirtyPages(request.settleMs, request.signal);
  const look = async (): Promise<FileResidency[]> =>
    request.hostCache === undefined ? [] : await residencyOf(request, filesOf(run));
  const before = await look();
  const ran = await runJobs(request, jobs, steadyUnits);
  const after = ran.verdict.outcome === 'measured' ? await look() : [];
  const { verdict, elapsedMs, endsAll } = ran;
  const residency = before.length + after.length === 0 ? undefined : { before, after };
  const result = resultOf(request, { ...ran, caches, files, settled, residency, warnings: [] });
  return { verdict, seed, result, elapsedMs, endsAll };
}

/** Each once, though several jobs may work on one. */
function filesOf({ jobs }: PlannedRun): string[] {
  return [...new Set(jobs.flatMap(fileNames))];
}

async function runJobs(
  request: CellRequest,
  jobs: NativeJob[],
  steadyUnits: readonly NativeSteadyUnit[],
): Promise<
  Pick<CellFacts, 'verdict' | 'startedAtMs' | 'children' | 'disks'> & Pick<CellEnd, 'elapsedMs' | 'endsAll'>
> {
  const { addon, place, limits, signal, elapsedMs: overMs } = request;
  const { device } = place.session.inspection;
  const before = readDiskCounters(device);
  const startedAtMs = Date.now();
  const work = startWork(() =>
    addon.run(place.session.native, { jobs, limits, elapsedMs: overMs, steadyUnits }),
  );
  request.observer.jobsStarted();
  const onProgress = (progress: readonly NativeProgress[]): void => {
    request.observer.jobsProgress(progress);
  };
  const quietMs = longestDelayMs(jobs);
  const ended = await awaitWork(work, { limits, signal, kind: 'jobs', quietMs, onProgress });
  const elapsedMs = Date.now() - startedAtMs;
  const after = readDiskCounters(device);
  const { children, endsAll } = ended.end;
  const verdict = await judge(ended, jobs, {
    ...place.circumstances('running'),
    alignedTrialWorks: (job, point) => alignedTrialWorks(request, job, point),
  });
  place.noteRun(jobs, children);
  const isAsked = request.run.jobs.some((job) => job.disk_util);
  const disks =
    before === undefined || after === undefined || !isAsked
      ? []
      : [diskUtil(before, after, request.fioCompat)];
  return { verdict, startedAtMs, children, disks, elapsedMs, endsAll };
}

/** @returns the end of a repeat that was not started, because it is known how it would end. */
export function unstartedCell(
  request: CellSurroundings & { place: Place; run: PlannedRun },
  verdict: Verdict,
  seed: string,
  warnings: Warning[] = [],
): CellEnd {
  const result = resultOf(request, {
    verdict,
    startedAtMs: Date.now(),
    caches: 'warm',
    files: request.run.jobs.map((job) => request.place.files(fileNames(job))),
    children: [],
    disks: [],
    warnings,
  });
  return { verdict, seed, result, elapsedMs: 0, endsAll: false };
}

function resultOf(
  request: CellSurroundings & { place: Place; run: PlannedRun },
  facts: CellFacts,
): RunResult {
  return buildRunResult({
    verdict: facts.verdict,
    interrupted: request.signal?.aborted ?? false,
    jobs: request.run.jobs.map((options, index) => ({
      options,
      end: facts.children[index],
      files: facts.files[index] ?? [],
    })),
    fioCompat: request.fioCompat,
    startedAtMs: facts.startedAtMs,
    endedAtMs: Date.now(),
    caches: facts.caches,
    residency: facts.residency,
    settled: facts.settled,
    mount: request.place.mount,
    direct: request.place.direct,
    environment: request.environment,
    calibration: request.calibration,
    disks: facts.disks,
    warnings: facts.warnings,
  });
}
