/** What a plan's files need in a directory, told from what the keeper found there, before anything is touched. */
import { VfloadError } from '../errors.ts';
import { formatRoughly } from '../options/format-value.ts';
import type { Plan } from '../plan/plan.ts';
import type { DirectorySession } from './directory-session.ts';
import type { NativeFileFacts, NativeLayoutFile } from './native.ts';

type PlannedFile = Plan['files'][number];

/** Added to the missing bytes: room for the file system's own blocks. */
const spaceMargin = 1.01;

/** @returns the files of the plan as the layout takes them. */
export function layoutFiles(files: readonly PlannedFile[], allowOverwrite: boolean): NativeLayoutFile[] {
  return files.map((file) => ({ ...file, allowOverwrite }));
}

/** A file that is big enough is used as it is, even where it is sparse (fio-semantics 2.2). */
function isBigEnough(file: PlannedFile, facts: NativeFileFacts | undefined): boolean {
  return facts?.exists === true && facts.sizeBytes >= file.sizeBytes;
}

/** A file that is too small is removed before it is made anew, so that its blocks come back first. */
function missingOf(file: PlannedFile, facts: NativeFileFacts | undefined): number {
  if (isBigEnough(file, facts)) return 0;
  return Math.max(0, file.sizeBytes - (facts?.exists === true ? facts.allocatedBytes : 0));
}

/** @returns the bytes that the plan's files will take in addition in this directory. */
export function missingBytes(files: readonly PlannedFile[], session: DirectorySession): number {
  const facts = new Map(session.inspection.files.map((file) => [file.filename, file]));
  return files.reduce((sum, file) => sum + missingOf(file, facts.get(file.filename)), 0);
}

/**
 * Refuses what would write to, replace or follow a file that is not vfload's.
 *
 * @throws VfloadError `ERR_VFLOAD_FOREIGN_FILE`; `ERR_VFLOAD_DIRECTORY` where the file system is read-only and files
 *   would be made or written
 */
export function checkFiles(
  files: readonly PlannedFile[],
  session: DirectorySession,
  allowOverwrite: boolean,
): void {
  for (const file of files) {
    const facts = session.inspection.files.find(({ filename }) => filename === file.filename);
    const changes = file.forWriting || !isBigEnough(file, facts);
    if (facts?.exists === true) checkForeign(file, facts, session, changes && !allowOverwrite);
    if (changes && session.inspection.readOnly) throw readOnlyError(session.directory, file);
  }
}

function checkForeign(
  file: PlannedFile,
  facts: NativeFileFacts,
  session: DirectorySession,
  refuseForeign: boolean,
): void {
  const path = `${session.directory}/${file.filename}`;
  if (!facts.regular) {
    throw new VfloadError('ERR_VFLOAD_FOREIGN_FILE', `${path} is no regular file.`, {
      path,
      cause: 'vfload works on regular files only, and follows no symbolic link',
      remedy: 'choose another directory or another filename',
    });
  }
  if (facts.ours || !refuseForeign) return;
  const act = file.forWriting
    ? 'written to'
    : `replaced, since it has ${String(facts.sizeBytes)} of ${String(file.sizeBytes)} bytes`;
  throw new VfloadError('ERR_VFLOAD_FOREIGN_FILE', `${path} was not created by vfload and would be ${act}.`, {
    path,
    cause: 'vfload changes only files that it created',
    remedy: 'choose another directory or filename, or allow it with --allow-overwrite',
  });
}

function readOnlyError(directory: string, file: PlannedFile): VfloadError {
  return new VfloadError('ERR_VFLOAD_DIRECTORY', `Nothing can be written in ${directory}.`, {
    path: directory,
    cause: `the file system is mounted read-only, or this user lacks the permission; ${file.filename} would have to be ${file.forWriting ? 'written to' : 'made'}`,
    remedy:
      'mount it read-write, or read files that are there and big enough (vfload run --rw randread --filename …)',
  });
}

/**
 * Directories on one file system share its free space.
 *
 * @throws VfloadError `ERR_VFLOAD_NO_SPACE`
 */
export function checkSpace(files: readonly PlannedFile[], sessions: readonly DirectorySession[]): void {
  const needed = new Map<string, { bytes: number; directories: string[]; freeBytes: number }>();
  for (const session of sessions) {
    const { device, freeBytes } = session.inspection;
    const key = `${String(device.major)}:${String(device.minor)}`;
    const entry = needed.get(key) ?? { bytes: 0, directories: [], freeBytes };
    entry.bytes += missingBytes(files, session);
    entry.directories.push(session.directory);
    needed.set(key, entry);
  }
  for (const { bytes, directories, freeBytes } of needed.values()) {
    if (bytes === 0 || bytes * spaceMargin <= freeBytes) continue;
    throw new VfloadError(
      'ERR_VFLOAD_NO_SPACE',
      `${directories.join(' and ')} needs ${formatRoughly(bytes * spaceMargin)} of free space and has ${formatRoughly(freeBytes)}.`,
      {
        path: directories[0],
        cause: 'the files of the plan do not fit',
        remedy: 'free space, make the files smaller (--size), or use fewer of them (--numjobs 1)',
      },
    );
  }
}
