/** A tmpfs of a few MiB, to see what happens when a file system fills up. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import os from 'node:os';

export interface SmallMount {
  mountPoint: string;
  unmount(): void;
}

/** Why such a mount can't be made here, or undefined. */
export function smallMountMissing(): string | undefined {
  return process.getuid?.() === 0 ? undefined : 'needs root to mount';
}

/** Mounts a tmpfs of `sizeMiB` over a fresh folder. */
export function mountSmallTmpfs(sizeMiB: number, options = ''): SmallMount {
  const mountPoint = mkdtempSync(path.join(os.tmpdir(), 'vfload-small-'));
  execFileSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${String(sizeMiB)}m${options}`,
    'vfload-test',
    mountPoint,
  ]);
  return {
    mountPoint,
    unmount: () => {
      spawnSync('umount', ['-l', mountPoint]);
      rmSync(mountPoint, { recursive: true, force: true });
    },
  };
}
