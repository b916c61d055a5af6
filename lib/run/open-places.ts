/** Opens every directory of a plan and refuses what cannot be measured, before anything is touched. */
import type { Plan } from '../plan/plan.ts';
import { type MountEntry, mountById, mountFacts, mountOfPath } from '../result/mount.ts';
import type { MountFacts } from '../result/vfload-member.ts';
import { readSystemFile } from '../result/system-files.ts';
import { checkJobs } from './check-jobs.ts';
import { checkMemory } from './check-memory.ts';
import { type DirectorySession, openSession } from './directory-session.ts';
import type { NativeAddon, NativeLimits } from './native.ts';
import { Place } from './place.ts';
import { checkFiles, checkSpace } from './preparation.ts';

export interface OpeningRequest {
  addon: NativeAddon;
  plan: Plan;
  limits: NativeLimits;
  keepFiles: boolean;
  allowOverwrite: boolean;
  mounts: readonly MountEntry[];
  signal: AbortSignal | undefined;
}

/**
 * @returns a place for each configuration, in their order
 * @throws VfloadError as `openSession`, `checkFiles`, `checkSpace`, `checkMemory` and `checkJobs` do; all directories are released then
 */
export async function openPlaces(request: OpeningRequest): Promise<Place[]> {
  const { addon, plan, limits, keepFiles, signal } = request;
  const sessions: DirectorySession[] = [];
  try {
    for (const { directory } of plan.configurations) {
      const filenames = plan.files.map((file) => file.filename);
      const opened = sessions.map((session) => session.directory);
      sessions.push(await openSession(addon, { directory, filenames, limits, keepFiles, opened }, signal));
    }
    for (const session of sessions) checkFiles(plan.files, session, request.allowOverwrite);
    checkSpace(plan.files, sessions);
    checkMemory(plan.runs, addon.engines(), readSystemFile);
    await checkJobs(plan.runs, sessions, request.mounts);
  } catch (error) {
    await Promise.all(sessions.map((session) => session.release(false)));
    throw error;
  }
  return plan.configurations.flatMap((configuration, index) => {
    const session = sessions[index];
    return session === undefined ? [] : [new Place(configuration, session, mountOf(session, request.mounts))];
  });
}

/** @returns the mount that a directory is on; undefined where mountinfo does not have it. */
export function mountOf(session: DirectorySession, mounts: readonly MountEntry[]): MountFacts | undefined {
  const { mountId, realPath } = session.inspection;
  const entry = mountById(mounts, mountId) ?? mountOfPath(mounts, realPath);
  return entry === undefined ? undefined : mountFacts(entry);
}
