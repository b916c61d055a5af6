/** Turns what children count into progress events: phase, fractions, current speed, and when all will be done. */
import { transferBytes } from '../options/transfer.ts';
import { estimateCalibrationMs, longestMs } from '../plan/estimate.ts';
import type { Plan, PlannedRepeat } from '../plan/plan.ts';
import type { CellObserver } from './execute-cell.ts';
import type { ProgressEvent } from './events.ts';
import type { NativeProgress } from './native.ts';
import type { Emit } from './running.ts';

type RunningEvent = Extract<ProgressEvent, { type: 'running' }>;

/** What a job counted at a moment. */
interface Counts {
  atMs: number;
  completed: number;
  bytes: number;
}

export class PlanProgress implements CellObserver {
  #plan: Plan;
  readonly #emit: Emit;
  readonly #startedAtMs: number = performance.now();
  /** Of a journal that is continued. */
  #repeatsRecorded = 0;
  /** In this run. */
  #repeatsDone = 0;
  #current: PlannedRepeat | undefined;
  /** The last look at which the jobs of this repeat were not yet at work. */
  #releasedAtMs: number | undefined;
  #last: Counts | undefined;

  constructor(plan: Plan, emit: Emit) {
    this.#plan = plan;
    this.#emit = emit;
  }

  /** More is to be done than was known. */
  extend(plan: Plan): void {
    const isMore = plan.order.length > this.#plan.order.length;
    this.#plan = plan;
    if (isMore) this.#emit({ type: 'extended', plan });
  }

  beginRepeat(planned: PlannedRepeat): void {
    this.#current = planned;
    this.#releasedAtMs = undefined;
    this.#last = undefined;
  }

  /** A repeat that need not be run. */
  passRecorded(): void {
    this.#repeatsRecorded += 1;
  }

  droppingCaches(): void {
    this.#tell('dropping-caches', 0, 0, 0);
  }

  jobsStarted(): void {
    this.#last = { atMs: performance.now(), completed: 0, bytes: 0 };
  }

  jobsProgress(children: readonly NativeProgress[]): void {
    const nowMs = performance.now();
    const phase = phaseOf(children);
    const now: Counts = {
      atMs: nowMs,
      completed: sum(children, (child) => child.readCompleted + child.writeCompleted + child.trimCompleted),
      bytes: sum(children, (child) => child.readBytes + child.writeBytes + child.trimBytes),
    };
    if (phase !== 'preparing') this.#releasedAtMs ??= this.#last?.atMs ?? nowMs;
    // At the end of the ramp all counters start anew.
    const before = this.#last !== undefined && this.#last.bytes <= now.bytes ? this.#last : undefined;
    const elapsedS = before === undefined ? 0 : (now.atMs - before.atMs) / 1000;
    const perSecond = (later: number, earlier: number): number =>
      elapsedS > 0 ? (later - earlier) / elapsedS : 0;
    this.#tell(
      phase,
      this.#fraction(now),
      perSecond(now.completed, before?.completed ?? 0),
      perSecond(now.bytes, before?.bytes ?? 0),
    );
    this.#last = now;
  }

  endRepeat(): void {
    this.#repeatsDone += 1;
    this.#current = undefined;
  }

  /** The larger of the share of time and the share of bytes: whichever limit comes first ends the run. */
  #fraction(now: Counts): number {
    const jobs = this.#plan.runs[this.#current?.run ?? 0]?.jobs ?? [];
    const limitMs = longestMs(jobs.filter((job) => job.runtime !== 0));
    const byTime =
      limitMs === 0 || this.#releasedAtMs === undefined ? 0 : (now.atMs - this.#releasedAtMs) / limitMs;
    const limitBytes = jobs.reduce(
      (bytes, job) => bytes + (job.time_based ? Infinity : transferBytes(job)),
      0,
    );
    const byBytes = limitBytes === 0 ? 0 : now.bytes / limitBytes;
    return Math.min(1, Math.max(byTime, byBytes));
  }

  #tell(phase: RunningEvent['phase'], fraction: number, iops: number, bytesPerSecond: number): void {
    const current = this.#current;
    if (current === undefined) return;
    const repeatsTotal = Math.max(1, this.#plan.order.length);
    const planFraction = Math.min(1, (this.#repeatsRecorded + this.#repeatsDone + fraction) / repeatsTotal);
    this.#emit({
      type: 'running',
      configuration: this.#plan.configurations[current.configuration]?.label ?? '',
      run: this.#plan.runs[current.run]?.name ?? '',
      repeat: current.repeat,
      phase,
      planFraction,
      fraction,
      iops,
      bytesPerSecond,
      etaMs: this.#etaMs(planFraction, fraction),
    });
  }

  /** By the plan's estimate until two repeats are done, then by what they took. */
  #etaMs(planFraction: number, fraction: number): number {
    if (this.#repeatsDone < 2) {
      const { estimatedMs, calibration } = this.#plan;
      return Math.round((estimatedMs - estimateCalibrationMs(calibration)) * (1 - planFraction));
    }
    const perRepeatMs = (performance.now() - this.#startedAtMs) / (this.#repeatsDone + fraction);
    return Math.round(perRepeatMs * this.#plan.order.length * (1 - planFraction));
  }
}

function phaseOf(children: readonly NativeProgress[]): RunningEvent['phase'] {
  // Whoever waits for its time, or for another job, does not hold the others up.
  const atWork = children.filter(({ phase }) => phase !== 'ready' && phase !== 'ended');
  const phases = new Set((atWork.length > 0 ? atWork : children).map((child) => child.phase));
  if (phases.size === 0 || phases.has('none') || phases.has('preparing') || phases.has('ready'))
    return 'preparing';
  if (phases.has('ramping')) return 'ramping';
  return phases.has('running') ? 'running' : 'draining';
}

function sum(children: readonly NativeProgress[], amount: (child: NativeProgress) => number): number {
  return children.reduce((total, child) => total + amount(child), 0);
}
