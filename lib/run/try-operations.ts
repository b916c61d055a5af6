/** Tries what a mount can do: small operations on a file of vfload's own, in a supervised process. */
import type { DirectorySession } from './directory-session.ts';
import { errnoName } from './names.ts';
import type { NativeAddon, NativeLimits, NativeProbeResult } from './native.ts';
import { startWork } from './start-work.ts';
import { type WorkEnd, awaitWork } from './work.ts';

export interface Trials {
  /** Of what was tried, in that order; empty where the file for it could not be made. */
  results: NativeProbeResult[];
  ended: WorkEnd;
}

/** @throws VfloadError `ERR_VFLOAD_SUPERVISOR` where nothing could be started */
export async function tryOperations(
  addon: NativeAddon,
  session: DirectorySession,
  limits: NativeLimits,
  signal: AbortSignal | undefined,
): Promise<Trials> {
  const work = startWork(() => addon.probe(session.native, { limits }));
  const ended = await awaitWork(work, { limits, signal, kind: 'task' });
  return { results: work.results(), ended };
}

/** @returns by operation: `ok`, `stuck`, or the name of an errno. */
export function answersOf(results: readonly NativeProbeResult[]): Record<string, string> {
  return Object.fromEntries(results.map((result) => [result.operation, answerOf(result)]));
}

function answerOf({ errno, stuck }: NativeProbeResult): string {
  if (stuck) return 'stuck';
  return errno === 0 ? 'ok' : errnoName(errno);
}
