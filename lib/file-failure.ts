/** Why a file of the user cannot be read or written, out of what Node raises. */
import type { VfloadErrorDetails } from './errors.ts';

export interface FileFailure {
  /** `ENOENT`, or what is known where there is no errno. */
  name: string;
  /** For a `VfloadError`: all but the remedy. */
  details: Pick<VfloadErrorDetails, 'errno' | 'syscall' | 'path' | 'cause'>;
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  EACCES: 'this user lacks the permission',
  EPERM: 'this user may not do that',
  EROFS: 'it is on a file system that is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user is used up',
  EFBIG: 'the file would exceed the limit of file sizes (ulimit -f)',
  EMFILE: 'the limit of open files is reached (ulimit -n)',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'there are too many symbolic links on the way',
  EIO: 'the disk or the server below reports an error',
};

export function fileFailure(path: string, error: unknown): FileFailure {
  const raised: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const { code, errno, syscall, message } = raised;
  return {
    name: code ?? message,
    details: {
      ...(errno === undefined ? {} : { errno: Math.abs(errno) }),
      syscall,
      path,
      cause: causes[code ?? ''] ?? (code === undefined ? undefined : message),
    },
  };
}
