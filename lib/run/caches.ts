/** Drops caches before a repeat, as far as this user may. */
import type { Verdict } from '../result/run-outcome.ts';
import type { VfloadMember } from '../result/vfload-member.ts';
import type { NativeAddon, NativeJob, NativeLimits } from './native.ts';
import { namesOf } from './native-job/own-files.ts';
import { judge } from './outcome.ts';
import type { Place } from './place.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

const nameOfMethod = { system: 'dropped', 'per-file': 'per-file', none: 'warm' } as const;

/**
 * Syncs and drops the system's caches where permitted, else those of the files. Nothing is dropped before jobs that all
 * ask for `invalidate=0`: they want to meet what is cached.
 *
 * @returns how it was done, as results say it (`warm` where it failed), and how the task ended
 */
export async function dropCaches(
  request: { addon: NativeAddon; place: Place; limits: NativeLimits; signal: AbortSignal | undefined },
  jobs: readonly NativeJob[],
): Promise<{ caches: VfloadMember['caches']; verdict: Verdict }> {
  if (!jobs.some((job) => job.invalidate)) return { caches: 'warm', verdict: { outcome: 'measured' } };
  const { addon, place, limits, signal } = request;
  const filenames = [...new Set(jobs.flatMap(namesOf))];
  const task = { filenames, perFileOnly: false, limits };
  const work = startWork(() => addon.dropCaches(place.session.native, task));
  const ended = await awaitWork(work, { limits, signal, kind: 'task' });
  const verdict = await judge(ended, [], place.circumstances('drop-caches'));
  return { caches: verdict.outcome === 'measured' ? nameOfMethod[work.method()] : 'warm', verdict };
}
