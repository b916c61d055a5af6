/** Where the journal goes: never on a mount or in a directory that is measured: its writes would be measured too. */
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import { type MountEntry, mountOfPath } from '../result/mount.ts';
import type { DirectorySession } from './directory-session.ts';

export interface JournalPlaceRequest {
  /** What the user asked for; undefined: a name of vfload's choice in the current directory. */
  output: string | undefined;
  /** The name where there is a choice. */
  defaultName: string;
  /** undefined: it was removed. */
  cwd: string | undefined;
  /** From /proc/self/mountinfo, in its order. */
  mounts: readonly MountEntry[];
  measured: readonly MeasuredPlace[];
}

/** A measured directory. */
export interface MeasuredPlace {
  mountId: number;
  /** By all absolute paths that are known: as the user named it, and with links resolved. */
  paths: readonly string[];
}

export function measuredPlace({ directory, inspection }: DirectorySession): MeasuredPlace {
  return { mountId: inspection.mountId, paths: [inspection.realPath, directory] };
}

/**
 * Decides by paths and mountinfo alone: a path system call might hang on a dead mount. Of the root mount only the measured
 * directory and what is below it count as measured: somebody who measures a directory of it has no other place.
 *
 * @returns the journal's absolute path, and a notice where it is not where it would be expected
 * @throws VfloadError `ERR_VFLOAD_OUTPUT` where the user named a file in a measured place or in a removed directory, or no
 *   other place was found
 */
export function journalPlace(request: JournalPlaceRequest): { file: string; notice: string | undefined } {
  if (request.output !== undefined) {
    const file = absoluteOutput(request.output, request.cwd);
    if (!isMeasured(path.dirname(file), request)) return { file, notice: undefined };
    throw measuredError(file, `${file} is in a place that is measured.`);
  }
  if (request.cwd !== undefined && !isMeasured(request.cwd, request)) {
    return { file: path.join(request.cwd, request.defaultName), notice: undefined };
  }
  const folders = [tmpdir(), '/var/tmp', '/dev/shm', homedir()];
  const folder = folders.find((candidate) => !isMeasured(candidate, request));
  if (folder === undefined) {
    throw measuredError(
      request.defaultName,
      'No place for the journal: the directories for it are measured.',
    );
  }
  const why = request.cwd === undefined ? 'does not exist any more' : 'is in a place that is measured';
  return {
    file: path.join(folder, request.defaultName),
    notice: `The current directory ${why}: the journal is written to ${folder}.`,
  };
}

function absoluteOutput(output: string, cwd: string | undefined): string {
  if (path.isAbsolute(output)) return path.resolve(output);
  if (cwd !== undefined) return path.resolve(cwd, output);
  throw new VfloadError('ERR_VFLOAD_OUTPUT', `The journal ${output} has no place.`, {
    path: output,
    cause: 'the current directory does not exist any more',
    remedy: 'write a path that begins with "/" (-o /tmp/result.jsonl), or go to another directory (cd)',
  });
}

function measuredError(file: string, message: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OUTPUT', message, {
    path: file,
    cause: 'writing the result would disturb the measurement, and hang where the mount hangs',
    remedy: 'name a file on another file system, or outside of what is measured (-o /tmp/result.jsonl)',
  });
}

/** @returns whether the controller must not touch a folder: told without a system call on its path. */
export function isMeasured(
  folder: string,
  request: Pick<JournalPlaceRequest, 'mounts' | 'measured'>,
): boolean {
  const mount = mountOfPath(request.mounts, folder);
  return request.measured.some(({ mountId, paths }) => {
    // Another mount below a measured directory is not measured.
    if (mount !== undefined && mount.mountId !== mountId) return false;
    if (mount !== undefined && mount.mountPoint !== '/') return true;
    return paths.some((measured) => isWithin(folder, measured));
  });
}

function isWithin(folder: string, ancestor: string): boolean {
  const relative = path.relative(ancestor, folder);
  return relative !== '..' && !relative.startsWith('../');
}

/** @returns `vfload-virtiofs-none-20261122-165334.jsonl`: labels, and the local time of the start. */
export function journalName(labels: readonly string[], at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(at.getFullYear())}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  // A file name has 255 bytes at most; a study of many directories is found by its time.
  const label = labels.join('+').slice(0, 150);
  return `vfload-${label}-${day}-${time}.jsonl`;
}
