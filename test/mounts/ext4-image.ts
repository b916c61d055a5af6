/** An ext4 of its own on a loop device, to look at allocation and at a disk that fills up. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import os from 'node:os';

import type { SmallMount } from './small-tmpfs.ts';

/** Why an ext4 image can't be mounted here, or undefined. */
export function ext4ImageMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'needs root to mount';
  if (!existsSync('/dev/loop-control')) return 'no loop devices';
  if (spawnSync('mkfs.ext4', ['-V']).error) return 'mkfs.ext4 is not installed';
  return undefined;
}

/** Makes and mounts an ext4 of `sizeMiB`. */
export function mountExt4Image(sizeMiB: number): SmallMount {
  const root = mkdtempSync(path.join(os.tmpdir(), 'vfload-ext4-'));
  const image = path.join(root, 'image');
  const mountPoint = path.join(root, 'mount');
  mkdirSync(mountPoint);
  execFileSync('truncate', ['-s', `${String(sizeMiB)}M`, image]);
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image]);
  execFileSync('mount', ['-o', 'loop', image, mountPoint]);
  return {
    mountPoint,
    unmount: () => {
      spawnSync('umount', ['-l', mountPoint]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
