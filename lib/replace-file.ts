/** Replaces a file whole or not at all: a disk that fills up leaves the one that was there. */
import { randomUUID } from 'node:crypto';
import { access, chmod, constants, lstat, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes beside the file and gives it its name once all is on the disk. The file keeps its mode, and a symbolic link goes on to
 * name it. What is no regular file (a terminal, a pipe, `/dev/null`) is written to as it is.
 *
 * @throws what Node raises where that fails; the file then is as it was, and nothing is left beside it
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const mode = await modeOf(file);
  if (mode === 'in place') {
    await writeFile(file, text);
    return;
  }
  const target = mode === undefined ? file : await realpath(file);
  // Whoever may rename in a directory may do so with files that he must not write.
  if (mode !== undefined) await access(target, constants.W_OK);
  const beside = path.join(path.dirname(target), `.vfload-${randomUUID()}.tmp`);
  try {
    await writeFile(beside, text, { flag: 'wx', flush: true });
    if (mode !== undefined) await chmod(beside, mode);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Of the file that is there; undefined: there is none. */
async function modeOf(file: string): Promise<number | 'in place' | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.mode & 0o7777 : 'in place';
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
  // A link to a file that is yet to be made: it stays one.
  return (await lstat(file).catch(() => undefined)) === undefined ? undefined : 'in place';
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
