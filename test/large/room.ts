/** Where there is room for large files, on the file system that a test wants. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Of statfs(2). */
const magicNumbers = { ext4: 0xef53, tmpfs: 0x01021994 } as const;

export interface Room {
  /** Empty, to be measured. */
  directory: string;
  /** Beside it, for journals and logs. */
  logs: string;
  remove(): void;
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function isOf(folder: string, type: keyof typeof magicNumbers): boolean {
  try {
    return statfsSync(folder).type === magicNumbers[type];
  } catch {
    return false;
  }
}

/** @returns where such a file system is mounted and has so much room, or why there is no such place */
export function findRoom(
  bytes: number,
  type?: keyof typeof magicNumbers,
): { folder: string } | { missing: string } {
  const folders = [os.tmpdir(), '/var/tmp', '/dev/shm'];
  const candidates = type === undefined ? folders.slice(0, 1) : folders.filter((one) => isOf(one, type));
  const [first] = candidates;
  if (first === undefined) return { missing: `none of ${folders.join(', ')} is on ${String(type)}` };
  const roomy = candidates.find((folder) => freeBytes(folder) >= bytes);
  if (roomy !== undefined) return { folder: roomy };
  const gibibytes = (of: number): string => (of / 2 ** 30).toFixed(1);
  return { missing: `needs ${gibibytes(bytes)} GiB free, ${first} has ${gibibytes(freeBytes(first))}` };
}

/** Folders of their own in `folder`. */
export function makeRoom(folder: string): Room {
  const directory = mkdtempSync(path.join(folder, 'vfload-large-'));
  const logs = mkdtempSync(path.join(os.tmpdir(), 'vfload-large-logs-'));
  return {
    directory,
    logs,
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
      rmSync(logs, { recursive: true, force: true });
    },
  };
}
