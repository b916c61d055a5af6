/** A plan from its opening to its clean-up: refusals, layout, the order of repeats, the journal. */
import { readFileSync } from 'node:fs';
import { VfloadError } from '../errors.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';
import { optionsWithoutEffect } from '../options/without-effect.ts';
import { withOrderSeed } from '../plan/finish-plan.ts';
import type { Plan, PlannedRepeat } from '../plan/plan.ts';
import { readEnvironment } from '../result/environment.ts';
import type { JournalRepeat } from '../result/journal.ts';
import { type MountEntry, parseMountinfo } from '../result/mount.ts';
import type { Verdict } from '../result/run-outcome.ts';
import { calibrate } from './calibrate.ts';
import type { DirectorySession } from './directory-session.ts';
import { journalHeader } from './journal-header.ts';
import { layOut } from './layout.ts';
import { limitsFor } from './limits.ts';
import { newSessions } from './mount-session.ts';
import type { NativeAddon, NativeLimits } from './native.ts';
import { type PlanJournal, addHooks, openJournal, placeJournal } from './open-journal.ts';
import { openPlaces } from './open-places.ts';
import { type Place, blockMount } from './place.ts';
import { PlanProgress } from './plan-progress.ts';
import { missingBytes } from './preparation.ts';
import { probePlace } from './probe-place.ts';
import { type HookEnd, hookFailure } from './run-hook.ts';
import { planMore, runMoreBlocks } from './run-more-blocks.ts';
import { runOrder } from './run-order.ts';
import type { Emit } from './running.ts';
import { notStartedReason } from './start-work.ts';
import { StudyHooks } from './study-hooks.ts';
import type { StudyRun } from './study-run.ts';
import { type SuiteResult, exitCodeOf } from './suite-result.ts';

export type ExecutionSettings = Pick<VfloadOptions, 'stuckAfter' | 'keepFiles' | 'allowOverwrite' | 'output'>;

export interface ExecutionRequest {
  addon: NativeAddon;
  /** Of the addon; undefined: not known. */
  build?: string | undefined;
  plan: Plan;
  /** undefined: no file describes it. */
  study?: StudyRun | undefined;
  settings: ExecutionSettings;
  signal: AbortSignal | undefined;
  emit: Emit;
}

/** The same with what is read once. */
interface Execution extends ExecutionRequest {
  hooks: StudyHooks | undefined;
  /** How the preparation ended. */
  prepared: readonly HookEnd[];
  limits: NativeLimits;
  mounts: readonly MountEntry[];
}

/**
 * Runs a whole plan. Cells that fail or are unsupported are results; what is thrown means that nothing was measured.
 *
 * @throws VfloadError before anything is measured; `ERR_VFLOAD_ABORTED` where the caller aborted until then
 */
export async function executePlan(request: ExecutionRequest): Promise<SuiteResult> {
  if (isAborted(request)) throw abortedError();
  const { plan, study, signal, emit } = request;
  if (study === undefined) return await open(request, undefined, []);
  const { configurations } = plan;
  const hooks = new StudyHooks({ configurations, commandsOf: study.hooksOf, folder: study.folder, signal });
  let journalPath: string | undefined;
  try {
    const prepared = await hooks.prepare();
    if (isAborted(request)) throw abortedError();
    const result = await open(request, hooks, prepared);
    ({ journalPath } = result);
    return result;
  } finally {
    const cleaned = await hooks.cleanUp();
    for (const message of cleaned.flatMap((end) => hookFailure(end) ?? [])) emit({ type: 'notice', message });
    if (journalPath !== undefined) await addHooks(journalPath, plan.hash, cleaned);
  }
}

async function open(
  request: ExecutionRequest,
  hooks: StudyHooks | undefined,
  prepared: readonly HookEnd[],
): Promise<SuiteResult> {
  const { settings, emit } = request;
  const execution: Execution = {
    ...request,
    ...{ hooks, prepared },
    limits: limitsFor(settings.stuckAfter),
    mounts: parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8')),
  };
  const places = await openPlaces({ ...execution, ...settings });
  try {
    return await measure(execution, places);
  } finally {
    for (const place of places) {
      const left = await place.session.release(place.blocked?.kind === 'stuck');
      if (left !== undefined) emit({ type: 'notice', message: left });
    }
  }
}

async function measure(execution: Execution, places: readonly Place[]): Promise<SuiteResult> {
  const { addon, settings, signal, emit, limits, mounts } = execution;
  for (const { session } of places) tellLeftovers(session, emit);
  const environment = readEnvironment({
    ...{ vfload: addon.version, build: execution.build },
    addonClock: addon.clock().source,
  });
  const file = placeJournal({ output: settings.output, places, mounts, emit });
  for (const place of places) await probePlace({ ...execution, places }, place);
  const header = journalHeader(execution, places, environment);
  const { isSeedGiven } = execution.plan.design;
  const journal = await openJournal({
    ...{ file, header, isSeedGiven, emit },
    isNamed: settings.output !== undefined,
  });
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  for (const message of newSessions(places, bootId, journal.repeats)) emit({ type: 'notice', message });
  const firstStage = withOrderSeed(execution.plan, journal.header.design?.seed);
  for (const hook of execution.prepared) await journal.note(hook);
  for (const message of header.study?.deviations ?? []) emit({ type: 'notice', message });
  const recorded = journal.repeats.filter(({ result }) => !result.vfload.interrupted);
  const isRecorded = whetherAmong(firstStage, recorded);
  // A study that was cut off after its first stage knows already how many blocks it needs.
  let plan = planMore(firstStage, recorded);
  try {
    const diskBytes = places.reduce((sum, { session }) => sum + missingBytes(plan.files, session), 0);
    const isAnythingLeft = plan.order.some((planned) => !isRecorded(planned));
    emit({ type: 'plan', plan, diskBytes, ...(isAnythingLeft ? {} : { isComplete: true }) });
    tellDesign(plan, emit);
    tellWithoutEffect(plan, emit);
    for (const repeat of recorded) emit({ type: 'repeat', repeat });
    // Before the layout, whose write-back would disturb it.
    const calibration =
      isAnythingLeft && plan.calibration.length > 0
        ? await calibrate({ ...execution, places, journalFile: journal.path })
        : undefined;
    for (const [index, place] of places.entries()) {
      const isNeeded = plan.order.some((planned) => planned.configuration === index && !isRecorded(planned));
      if (isNeeded) await prepare(execution, places, place);
    }
    const startedAtMs = performance.now();
    const progress = new PlanProgress(plan, emit);
    const request = {
      ...{ addon, limits, environment, calibration, signal, places },
      fioCompat: plan.fioCompat,
      isRecorded,
      bootId,
      layOutAgain: (place: Place) => prepare(execution, places, place),
      dropHostCache: (planned: PlannedRepeat) => dropHostCache(execution, journal, planned),
      record: (repeat: JournalRepeat) => journal.record(repeat),
    };
    const { order } = firstStage;
    await runOrder({ ...request, plan: { ...plan, order }, progress });
    if (!isAborted(execution)) plan = planMore(firstStage, journal.repeats);
    progress.extend(plan);
    await runMoreBlocks({ plan, first: order.length, startedAtMs, signal, emit }, (more) =>
      runOrder({ ...request, plan: { ...plan, order: more }, progress }),
    );
  } finally {
    await journal.close();
  }
  const { repeats } = journal;
  const interrupted = isAborted(execution);
  if (interrupted && repeats.length === 0) throw abortedError();
  const { header: written, path: journalPath, lostRepeats } = journal;
  const exitCode = journal.isLost ? 1 : exitCodeOf(repeats);
  const lost = lostRepeats > 0 ? { lostRepeats } : {};
  return { ...{ plan, header: written, repeats, journalPath, ...lost }, interrupted, exitCode };
}

/** @returns why the host's cache may not be empty, as a sentence; undefined where it is, or nobody asked. */
async function dropHostCache(
  { plan, hooks }: Execution,
  journal: PlanJournal,
  { configuration, run, block, position }: PlannedRepeat,
): Promise<string | undefined> {
  const where = plan.configurations[configuration];
  if (plan.design.hostCache !== 'cold' || where === undefined) return undefined;
  const end = await hooks?.dropHostCache(where, { run: plan.runs[run]?.name ?? '', block });
  if (end === undefined) return undefined;
  await journal.note(end, position);
  return hookFailure(end);
}

/** @returns whether a repeat of the plan is among those of a journal. */
function whetherAmong(plan: Plan, repeats: readonly JournalRepeat[]): (planned: PlannedRepeat) => boolean {
  const key = (...parts: (string | number | undefined)[]): string => JSON.stringify(parts);
  const keys = new Set(repeats.map(({ configuration, run, repeat }) => key(configuration, run, repeat)));
  return ({ configuration, run, repeat }) =>
    keys.has(key(plan.configurations[configuration]?.label, plan.runs[run]?.name, repeat));
}

function tellLeftovers({ directory, inspection }: DirectorySession, emit: Emit): void {
  const { removedLeftovers } = inspection;
  if (removedLeftovers.length === 0) return;
  const message = `Removed what an earlier vfload left in ${directory}: ${removedLeftovers.join(', ')}.`;
  emit({ type: 'notice', message });
}

/** The seed that makes the same order again, before anything is measured in it. */
function tellDesign({ design: { order, seed } }: Plan, emit: Emit): void {
  if (seed === undefined) return;
  emit({ type: 'notice', message: `The order is ${order}, from the seed ${String(seed)}.` });
}

function tellWithoutEffect({ runs }: Plan, emit: Emit): void {
  for (const { name, reason } of optionsWithoutEffect(runs.flatMap(({ jobs }) => jobs))) {
    emit({ type: 'notice', message: `Option ${name} has no effect: ${reason}.` });
  }
}

/** Lays out a place's files. Where that fails, none of its cells can run, and a stuck mount takes its neighbours along. */
async function prepare(execution: Execution, places: readonly Place[], place: Place): Promise<void> {
  if (isAborted(execution) || place.blocked !== undefined || execution.plan.files.length === 0) return;
  const verdict = await tryLayout(execution, place);
  if (verdict.outcome === 'measured' || isAborted(execution)) return;
  if (verdict.reason.kind === 'stuck') blockMount(places, place, 'the layout', verdict.reason);
  // A mount that lacks what the layout needs is a failure of the layout: no cell was tried.
  place.block(verdict.reason);
}

async function tryLayout(execution: Execution, place: Place): Promise<Verdict> {
  const { addon, plan, settings, limits, signal, emit } = execution;
  try {
    const { verdict, files } = await layOut({
      ...{ addon, place, limits, signal },
      files: plan.files,
      allowOverwrite: settings.allowOverwrite,
      onProgress: (doneBytes, totalBytes, etaMs) => {
        const configuration = place.configuration.label;
        emit({ type: 'layout', configuration, doneBytes, totalBytes, etaMs });
      },
    });
    place.setFiles(files);
    return verdict;
  } catch (error) {
    return { outcome: 'failed', reason: notStartedReason(error) };
  }
}

function isAborted({ signal }: ExecutionRequest): boolean {
  return signal?.aborted ?? false;
}

function abortedError(): VfloadError {
  return new VfloadError('ERR_VFLOAD_ABORTED', 'Stopped before anything was measured.');
}
