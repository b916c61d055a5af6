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

/** Makes and mounts an ext4 of `sizeMiB` on a disk whose sectors have so many bytes. */
export function mountExt4Image(sizeMiB: number, sectorBytes: 512 | 4096 = 512): SmallMount {
  const root = mkdtempSync(path.join(os.tmpdir(), 'vfload-ext4-'));
  const image = path.join(root, 'image');
  const mountPoint = path.join(root, 'mount');
  mkdirSync(mountPoint);
  execFileSync('truncate', ['-s', `${String(sizeMiB)}M`, image]);
  const blockSize = sectorBytes === 4096 ? ['-b', '4096'] : [];
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', ...blockSize, image]);
  const attach = ['-f', '--show', '-b', String(sectorBytes), image];
  const device = execFileSync('losetup', attach, { encoding: 'utf8' }).trim();
  try {
    execFileSync('mount', [device, mountPoint]);
  } finally {
    // While it is mounted it stays, and goes with the mount.
    execFileSync('losetup', ['-d', device]);
  }
  return {
    mountPoint,
    unmount: () => {
      spawnSync('umount', ['-l', mountPoint]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
