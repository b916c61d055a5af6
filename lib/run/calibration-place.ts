/** Where the resident block of a calibration is: a directory of vfload's own on a plain file system that is not measured. */
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { type MountEntry, mountOfPath } from '../result/mount.ts';
import { type MeasuredPlace, isMeasured } from './journal-place.ts';

/** File systems of disks, whose reads of a resident block end within the system call. */
const diskTypes: ReadonlySet<string> = new Set([
  ...['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'f2fs', 'bcachefs', 'zfs', 'jfs', 'nilfs2', 'reiserfs'],
  ...['overlay'],
]);

/** In memory: as good for all engines but io_uring, whose requests go to kernel workers there. */
const memoryTypes: ReadonlySet<string> = new Set(['tmpfs', 'ramfs', 'rootfs']);

/** @returns whether a block on a file system of this type is read without a network, a daemon or a host. */
export function isPlain(fileSystem: string | undefined): boolean {
  return fileSystem !== undefined && (diskTypes.has(fileSystem) || memoryTypes.has(fileSystem));
}

/**
 * Decides by paths and mountinfo alone, as for the journal: a path system call might hang on a dead mount.
 *
 * @param journalFile - absolute; its folder is the first choice
 * @returns folders in which a directory may be made, in the order in which they are to be tried: disks before memory
 */
export function calibrationFolders(request: {
  journalFile: string;
  mounts: readonly MountEntry[];
  measured: readonly MeasuredPlace[];
}): string[] {
  const candidates = [path.dirname(request.journalFile), tmpdir(), '/var/tmp', homedir(), '/dev/shm'];
  const plain = [...new Set(candidates)].filter(
    (folder) => isPlain(typeOf(folder, request.mounts)) && !isMeasured(folder, request),
  );
  const isInMemory = (folder: string): boolean => memoryTypes.has(typeOf(folder, request.mounts) ?? '');
  return [...plain.filter((folder) => !isInMemory(folder)), ...plain.filter(isInMemory)];
}

function typeOf(folder: string, mounts: readonly MountEntry[]): string | undefined {
  return mountOfPath(mounts, folder)?.type;
}
