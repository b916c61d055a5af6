/** The current directory, which may have been removed under a running shell. */
import { VfloadError } from '../errors.ts';

/** @throws VfloadError `ERR_VFLOAD_USAGE` where it does not exist any more */
export function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new VfloadError('ERR_VFLOAD_USAGE', 'The current directory does not exist any more.', {
      errno: Math.abs((error as NodeJS.ErrnoException).errno ?? 0),
      cause: 'somebody removed it; relative paths have no meaning without it',
      remedy: 'go to another directory (cd), or write paths that begin with "/"',
    });
  }
}
