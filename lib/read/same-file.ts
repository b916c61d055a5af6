/** Whether two paths lead to the same file: by what the system knows it by, so that links count, too. */
import { stat } from 'node:fs/promises';
import { VfloadError } from '../errors.ts';

/** Device and inode; undefined for what is no regular file: of pipes each reads its own part. */
async function identityOf(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file, { bigint: true });
    return found.isFile() ? `${found.dev}:${found.ino}` : undefined;
  } catch {
    // Whoever opens it tells why it cannot be read.
    return undefined;
  }
}

/** @returns the first of the files that is the same as `file`, as it was named */
export async function sameAs(file: string, files: readonly string[]): Promise<string | undefined> {
  const identity = await identityOf(file);
  if (identity === undefined) return undefined;
  for (const other of files) if ((await identityOf(other)) === identity) return other;
  return undefined;
}

/**
 * Its repeats would count twice.
 *
 * @throws VfloadError ERR_VFLOAD_USAGE where a file was given twice
 */
export async function refuseTwice(files: readonly string[]): Promise<void> {
  for (const [index, file] of files.entries()) {
    const before = await sameAs(file, files.slice(0, index));
    if (before === undefined) continue;
    throw new VfloadError('ERR_VFLOAD_USAGE', `${before} and ${file} are the same file.`, {
      path: file,
      cause: before === file ? 'it was given twice' : 'one is a link to the other, or another path to it',
      remedy: 'give each file once: its repeats would count twice',
    });
  }
}
