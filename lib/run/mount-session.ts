/** Which instance of a mount, in which boot, a repeat was measured on: the unit that says more than another repeat does. */
import type { JournalRepeat } from '../result/journal.ts';
import type { NativeInspection } from './native.ts';
import type { Place } from './place.ts';

/**
 * From Linux 6.8 on the kernel gives each mount an id that none gets after it. Before, ids and numbers of devices come again, so
 * that the two together tell a new mount apart as well as can be.
 */
export function mountSession(
  bootId: string,
  { uniqueMountId, mountId, device }: Pick<NativeInspection, 'uniqueMountId' | 'mountId' | 'device'>,
): string {
  const { major, minor } = device;
  const mount = uniqueMountId ?? `${String(mountId)}@${String(major)}:${String(minor)}`;
  return `${bootId}:${String(mount)}`;
}

/** @returns a sentence for each configuration that a journal goes on with after a boot, or on another instance of its mount. */
export function newSessions(
  places: readonly Place[],
  bootId: string,
  recorded: readonly JournalRepeat[],
): string[] {
  return places.flatMap(({ configuration: { label }, session: { inspection } }) => {
    const before = recorded.filter(({ configuration }) => configuration === label);
    const sessions = new Set(before.map(({ session }) => session));
    const last = before.at(-1)?.session;
    if (last === undefined || sessions.has(mountSession(bootId, inspection))) return [];
    const why = last.startsWith(`${bootId}:`) ? 'it was mounted again' : 'the machine was booted';
    return [`Session ${String(sessions.size + 1)} of ${label} begins: ${why} since the last repeat.`];
  });
}
