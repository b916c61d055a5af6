/** What the page cache holds of a run's files: before and after it tells who answered. */
import type { FileResidency } from '../result/vfload-member.ts';
import type { NativeAddon, NativeLimits } from './native.ts';
import type { Place } from './place.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

/**
 * @returns files of which it could be told, without a system call of the controller on them. A file system that does not answer is left
 *   to the run to find out: nothing is told then
 */
export async function residencyOf(
  request: { addon: NativeAddon; place: Place; limits: NativeLimits; signal: AbortSignal | undefined },
  filenames: readonly string[],
): Promise<FileResidency[]> {
  const { addon, place, limits, signal } = request;
  if (filenames.length === 0) return [];
  const task = { filenames: [...filenames], mincoreOnly: false, limits };
  const work = startWork(() => addon.residency(place.session.native, task));
  const { end, supervisorHung } = await awaitWork(work, { limits, signal, kind: 'task' });
  const isWell = !supervisorHung && end.children.every((child) => child.end === 'ended');
  return isWell ? work.files() : [];
}
