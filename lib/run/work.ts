/** Waits for supervised work: its end, its progress, its abortion, and the controller's own last deadline. */
import { EndPipe } from './end-pipe.ts';
import type { NativeEnd, NativeLimits, NativePhase, NativeProgress, NativeWork } from './native.ts';

/** Progress is looked at so often: four times a second. */
const pollMs = 250;

/** Looking so late means that the controller itself did not run. */
const awayMs = 8 * pollMs;

/** What a supervisor that was killed may take until its pipe closes; it holds no file of the measured directory. */
const afterKillMs = 2_000;

/** Added to the supervisor's own deadlines before it is thought to hang itself. */
const supervisorMarginMs = 5_000;

const beforeWork: readonly NativePhase[] = ['none', 'preparing', 'ready'];

export interface WorkWatch {
  limits: NativeLimits;
  signal: AbortSignal | undefined;
  /** A task (layout, caches, probe) has the task's deadline all along, jobs only until they run. */
  kind: 'jobs' | 'task';
  /** Nothing need move for so long, since all jobs may wait for their time; left out: 0. */
  quietMs?: number;
  onProgress?: (progress: readonly NativeProgress[]) => void;
}

export interface WorkEnd {
  end: NativeEnd;
  /** The supervisor hung (stopped, for instance) and the controller killed it. */
  supervisorHung: boolean;
}

/**
 * Waits until the supervisor has ended and reaps it. An abort asks for a drained end, which comes soon after. Where
 * nothing moves for longer than all of the supervisor's deadlines together, the supervisor itself hangs and is killed.
 *
 * @param pipe - the work's pipe where somebody watches it already
 */
export async function awaitWork(
  work: NativeWork,
  watch: WorkWatch,
  pipe: EndPipe = new EndPipe(work.endFd),
): Promise<WorkEnd> {
  const stop = (): void => {
    work.stop();
  };
  const { signal } = watch;
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const supervisorHung = await untilEnd(work, watch, pipe);
    return { end: work.finish(), supervisorHung };
  } finally {
    signal?.removeEventListener('abort', stop);
    pipe.close();
  }
}

/**
 * Resolves at EOF of the work's pipe, or shortly after killing the supervisor where even that does not close it.
 *
 * @returns true where the supervisor had to be killed
 */
async function untilEnd(work: NativeWork, watch: WorkWatch, pipe: EndPipe): Promise<boolean> {
  const standstill = new StandstillClock(watch);
  let hung = false;
  let afterKill: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  const givenUp = new Promise<void>((resolve) => {
    // The pipe keeps the process alive while there is work; the timers need not.
    poll = setInterval(() => {
      const progress = work.progress();
      watch.onProgress?.(progress);
      if (hung || !standstill.isOver(progress)) return;
      hung = true;
      work.kill();
      afterKill = setTimeout(resolve, afterKillMs);
    }, pollMs).unref();
  });
  await Promise.race([pipe.ended, givenUp]);
  clearInterval(poll);
  clearTimeout(afterKill);
  return hung;
}

/** Tells whether nothing has moved for longer than may be. */
class StandstillClock {
  readonly #watch: WorkWatch;
  #fingerprint = '';
  #movedAtMs: number = performance.now();
  #lookedAtMs: number = performance.now();
  #allowedMs: number;

  constructor(watch: WorkWatch) {
    this.#watch = watch;
    this.#allowedMs = this.#allowance([]);
  }

  /** @returns true when the supervisor should have acted long ago. */
  isOver(progress: readonly NativeProgress[]): boolean {
    const fingerprint = progress.map((child) => Object.values(child).join(':')).join(' ');
    const nowMs = performance.now();
    // Whoever was stopped with the rest of the group (Ctrl-Z) has seen no standstill.
    const wasAway = nowMs - this.#lookedAtMs > awayMs;
    this.#lookedAtMs = nowMs;
    if (wasAway || fingerprint !== this.#fingerprint) {
      this.#fingerprint = fingerprint;
      this.#movedAtMs = nowMs;
      this.#allowedMs = this.#allowance(progress);
    }
    return nowMs - this.#movedAtMs > this.#allowedMs;
  }

  #allowance(progress: readonly NativeProgress[]): number {
    const { limits, kind, quietMs = 0 } = this.#watch;
    const jobsRun = progress.length > 0 && progress.every(({ phase }) => !beforeWork.includes(phase));
    const untilActionMs =
      kind === 'jobs' && jobsRun
        ? limits.stuckAfterMs
        : Math.max(limits.taskStuckAfterMs, limits.stuckAfterMs);
    return quietMs + untilActionMs + limits.endGraceMs + limits.killGraceMs + supervisorMarginMs;
  }
}
