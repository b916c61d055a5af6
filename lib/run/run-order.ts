/** The scheduler: goes through the plan's order, one repeat after the other, each in the journal before the next. */
import type { Plan, PlannedRepeat, PlannedRun } from '../plan/plan.ts';
import type { RunResult } from '../result/fio-document.ts';
import type { JournalRepeat } from '../result/journal.ts';
import type { Verdict } from '../result/run-outcome.ts';
import type { Warning } from '../result/vfload-member.ts';
import { BlockCourses } from './block-course.ts';
import { type CellEnd, type CellSurroundings, executeCell, unstartedCell } from './execute-cell.ts';
import { mountSession } from './mount-session.ts';
import { toNativeRun } from './native-job.ts';
import { type Place, blockMount } from './place.ts';
import type { PlanProgress } from './plan-progress.ts';
import { notStartedReason } from './start-work.ts';

export interface OrderRequest extends CellSurroundings {
  plan: Plan;
  places: readonly Place[];
  /** Already in the journal, and not run again. */
  isRecorded: (planned: PlannedRepeat) => boolean;
  progress: PlanProgress;
  /** Part of the session that all repeats share. */
  bootId: string;
  /** Makes files anew that a failed repeat may have left too small; a place where that fails is blocked. */
  layOutAgain: (place: Place) => Promise<void>;
  /** Empties the host's cache where that is asked for; resolves to why it may not be empty, as a sentence. */
  dropHostCache: (planned: PlannedRepeat) => Promise<string | undefined>;
  /** Writes a repeat to the journal; resolves when it is on its way to the disk. */
  record: (repeat: JournalRepeat) => Promise<void>;
}

/** What a repeat's jobs are made of. */
interface RunRepeat {
  run: PlannedRun;
  seed: bigint | undefined;
}

/**
 * A failed repeat does not stop the rest; the files are looked at again after it. A cell that is unsupported is not tried again: its further repeats are recorded
 * with the same reason at once, so that each repeat of the plan has its line. After a stuck cell nothing is started on
 * that mount. An abort ends the order; the repeat it falls into is recorded where anything was measured.
 */
export async function runOrder(request: OrderRequest): Promise<void> {
  const unsupported = new Map<string, Verdict>();
  const courses = new BlockCourses();
  for (const planned of request.plan.order) {
    if (request.signal?.aborted === true) return;
    const place = request.places[planned.configuration];
    const run = request.plan.runs[planned.run];
    if (place === undefined || run === undefined) continue;
    if (request.isRecorded(planned)) {
      request.progress.passRecorded();
      continue;
    }
    const repeat = { run, seed: planned.seed };
    const cell = `${String(planned.configuration)} ${String(planned.run)}`;
    request.progress.beginRepeat(planned);
    if (place.takeDoubts()) await request.layOutAgain(place);
    const known = knownVerdict(place, unsupported.get(cell));
    const obstacle = courses.obstacle(planned);
    const cellEnd = async (): Promise<CellEnd | undefined> => {
      if (known !== undefined) return recordUnstarted(request, place, repeat, known);
      if (obstacle === undefined) {
        const notCold = await request.dropHostCache(planned);
        // The abort ended the hook: it did not fail.
        if (request.signal?.aborted === true) return undefined;
        if (notCold !== undefined) return recordUnstarted(request, place, repeat, notColdVerdict(notCold));
        return await start(request, place, repeat, courses.elapsedMs(planned));
      }
      return recordUnstarted(request, place, repeat, { outcome: 'measured' }, [obstacle]);
    };
    const end = await cellEnd();
    if (end === undefined) return;
    courses.note(planned, run.name, end);
    if (isWorthALine(request, end.result)) {
      await request.record(journalRepeat(request, place, run, planned, end));
    }
    request.progress.endRepeat();
    if (end.verdict.outcome === 'unsupported') unsupported.set(cell, end.verdict);
    if (known === undefined && end.verdict.outcome === 'failed' && end.verdict.reason.kind === 'stuck') {
      blockMount(request.places, place, run.name, end.verdict.reason);
    }
    if (end.verdict.outcome === 'failed') place.doubtFiles();
  }
}

/** How a repeat will end that is not worth starting. */
function knownVerdict(place: Place, unsupported: Verdict | undefined): Verdict | undefined {
  if (place.blocked !== undefined) return { outcome: 'failed', reason: place.blocked };
  return unsupported;
}

function notColdVerdict(message: string): Verdict {
  return {
    outcome: 'failed',
    reason: {
      kind: 'error',
      operation: 'dropHostCache',
      message,
      cause: "the study asks for a cold host cache, and nobody knows what the host's cache holds now",
      remedy: 'mend the hook; the same command then runs what is missing',
    },
  };
}

async function start(
  request: OrderRequest,
  place: Place,
  planned: RunRepeat,
  elapsedMs: number,
): Promise<CellEnd> {
  const { run, seed } = planned;
  const { hostCache, settleMs } = request.plan.design;
  try {
    return await executeCell({
      ...request,
      place,
      run,
      seed,
      hostCache,
      settleMs,
      elapsedMs,
      observer: request.progress,
    });
  } catch (error) {
    return recordUnstarted(request, place, planned, { outcome: 'failed', reason: notStartedReason(error) });
  }
}

function recordUnstarted(
  request: OrderRequest,
  place: Place,
  { run, seed: planned }: RunRepeat,
  verdict: Verdict,
  warnings: Warning[] = [],
): CellEnd {
  const { seed } = toNativeRun(run, request.fioCompat, 'vfload', planned);
  return unstartedCell({ ...request, place, run }, verdict, seed, warnings);
}

/** Jobs that were stopped before their first I/O have nothing to say. */
function isWorthALine(request: OrderRequest, result: RunResult): boolean {
  if (request.signal?.aborted !== true) return true;
  return result.vfload.outcome === 'measured'
    ? result.vfload.issued > 0
    : result.vfload.reason?.kind !== 'interrupted';
}

function journalRepeat(
  request: OrderRequest,
  place: Place,
  run: PlannedRun,
  planned: PlannedRepeat,
  end: CellEnd,
): JournalRepeat {
  return {
    type: 'repeat',
    planHash: request.plan.hash,
    configuration: place.configuration.label,
    run: run.name,
    session: mountSession(request.bootId, place.session.inspection),
    block: planned.block,
    repeat: planned.repeat,
    position: planned.position,
    seed: end.seed,
    result: end.result,
  };
}
