/** Deadlines of supervised work. */
import type { NativeLimits } from './native.ts';

/** No option changes these: after a job's end, without progress of a task, after SIGKILL. */
const fixedLimits = { endGraceMs: 5_000, taskStuckAfterMs: 60_000, killGraceMs: 2_000 } as const;

/** @param stuckAfterMs - an I/O in flight and none completed for so long: stuck (`--stuck-after`) */
export function limitsFor(stuckAfterMs: number): NativeLimits {
  return { stuckAfterMs, ...fixedLimits };
}
