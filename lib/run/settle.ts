/** Waits until what others have written is on its way no more: write-back during a run would be measured as the run's. */
import { setTimeout as delay } from 'node:timers/promises';
import type { SettleFacts } from '../result/vfload-member.ts';
import { type ReadSystemFile, readSystemFile } from '../result/system-files.ts';

/** So much of dirty pages disturbs nobody. */
const calmBytes = 16 << 20;

const pollMs = 100;

/** @returns dirty pages and those being written back, of the whole machine; undefined where /proc does not tell. */
export function unwrittenBytes(read: ReadSystemFile): number | undefined {
  const text = read('/proc/meminfo');
  const kibibytes = (name: string): number | undefined => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text ?? '')?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const dirty = kibibytes('Dirty');
  return dirty === undefined ? undefined : (dirty + (kibibytes('Writeback') ?? 0)) * 1024;
}

/**
 * @param limitMs - longest wait; 0: none
 * @returns how long it took and what was left; undefined where nobody asked, or /proc does not tell
 */
export async function settleDirtyPages(
  limitMs: number,
  signal: AbortSignal | undefined,
  read: ReadSystemFile = readSystemFile,
): Promise<SettleFacts | undefined> {
  if (limitMs === 0) return undefined;
  const startedAtMs = performance.now();
  for (;;) {
    const dirtyBytes = unwrittenBytes(read);
    if (dirtyBytes === undefined) return undefined;
    const waitedMs = Math.round(performance.now() - startedAtMs);
    if (dirtyBytes < calmBytes || waitedMs >= limitMs || signal?.aborted === true)
      return { waitedMs, dirtyBytes };
    // An abort is seen at the next look.
    await delay(Math.min(pollMs, limitMs));
  }
}
