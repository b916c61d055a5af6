/** Drops caches before a repeat, as far as this user may. */
import type { Verdict } from '../result/run-outcome.ts';
import type { VfloadMember } from '../result/vfload-member.ts';
import type { NativeAddon, NativeLimits } from './native.ts';
import { judge } from './outcome.ts';
import type { Place } from './place.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

const nameOfMethod = { system: 'dropped', 'per-file': 'per-file', none: 'warm' } as const;

/**
 * Syncs and drops the system's caches where permitted, else those of the files.
 *
 * @returns how it was done, as results say it (`warm` where it failed), and how the task ended
 */
export async function dropCaches(
  request: { addon: NativeAddon; place: Place; limits: NativeLimits; signal: AbortSignal | undefined },
  filenames: readonly string[],
): Promise<{ caches: VfloadMember['caches']; verdict: Verdict }> {
  const { addon, place, limits, signal } = request;
  const task = { filenames: [...new Set(filenames)], perFileOnly: false, limits };
  const work = startWork(() => addon.dropCaches(place.session.native, task));
  const ended = await awaitWork(work, { limits, signal, kind: 'task' });
  const verdict = await judge(ended, [], place.circumstances('drop-caches'));
  return { caches: verdict.outcome === 'measured' ? nameOfMethod[work.method()] : 'warm', verdict };
}
