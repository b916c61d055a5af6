/** Errors that vfload raises on purpose: what went wrong, where, the likely cause and the remedy. */

/** Every code, with the exit code of the command line: 2 where nothing was touched and the user can mend the request. */
export const exitCodeByErrorCode = {
  /** A command, argument or combination that makes no sense. */
  ERR_VFLOAD_USAGE: 2,
  /** No option of this name. */
  ERR_VFLOAD_UNKNOWN_OPTION: 2,
  /** An option of fio's that vfload does not carry out. */
  ERR_VFLOAD_OPTION_UNSUPPORTED: 2,
  /** The option exists, its value is none. */
  ERR_VFLOAD_OPTION_VALUE: 2,
  /** Options that cannot go together. */
  ERR_VFLOAD_OPTION_CONFLICT: 2,
  /** A study's or suite's file cannot be read, or has something in it that makes no sense. */
  ERR_VFLOAD_STUDY_FILE: 2,
  /** A hook that prepares a study failed. */
  ERR_VFLOAD_HOOK: 1,
  /** A job file cannot be read, or has a line that is none. */
  ERR_VFLOAD_JOB_FILE: 2,
  /** The measured directory is missing, no directory, or may not be used. */
  ERR_VFLOAD_DIRECTORY: 2,
  /** Another vfload works in the directory. */
  ERR_VFLOAD_LOCKED: 2,
  /** A file that vfload did not create would have been written, replaced or removed. */
  ERR_VFLOAD_FOREIGN_FILE: 2,
  /** Not enough free space for the files of the plan. */
  ERR_VFLOAD_NO_SPACE: 2,
  /** Not enough memory for the buffers and maps of the plan's jobs. */
  ERR_VFLOAD_NO_MEMORY: 2,
  /** The journal's path cannot be used. */
  ERR_VFLOAD_OUTPUT: 2,
  /** A journal or result file cannot be read. */
  ERR_VFLOAD_RESULT_FILE: 2,
  /** Files could not be laid out. */
  ERR_VFLOAD_LAYOUT: 1,
  /** Results cannot be written to standard output. */
  ERR_VFLOAD_STDOUT: 1,
  /** A file system does not answer. */
  ERR_VFLOAD_STUCK: 1,
  /** The addon cannot be loaded. */
  ERR_VFLOAD_NATIVE: 1,
  /** The fio that vfload is compared with is missing, or cannot be used. */
  ERR_VFLOAD_FIO: 2,
  /** A supervisor could not be started, or was killed. */
  ERR_VFLOAD_SUPERVISOR: 1,
  /** Stopped by the caller's AbortSignal before anything was measured. */
  ERR_VFLOAD_ABORTED: 1,
} as const;

export type VfloadErrorCode = keyof typeof exitCodeByErrorCode;

/** What an error knows besides its message. */
export interface VfloadErrorDetails {
  errno?: number | undefined;
  syscall?: string | undefined;
  path?: string | undefined;
  /** The likely cause: a sentence, or the error underneath. */
  cause?: unknown;
  /** What to do about it: a sentence. */
  remedy?: string | undefined;
}

/** The class of all errors that vfload raises on purpose. */
export class VfloadError extends Error {
  override readonly name = 'VfloadError';
  readonly code: VfloadErrorCode;
  readonly errno: number | undefined;
  readonly syscall: string | undefined;
  readonly path: string | undefined;
  readonly remedy: string | undefined;

  constructor(code: VfloadErrorCode, message: string, details: VfloadErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.errno = details.errno;
    this.syscall = details.syscall;
    this.path = details.path;
    this.remedy = details.remedy;
  }
}
