/** Where something is written in a job file: what every complaint about it begins with. */
import { VfloadError, type VfloadErrorCode } from '../errors.ts';

export interface SourcePosition {
  /** As the user named it; `stdin` for standard input. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** @returns `jobs/a.fio:3:7`, which editors and terminals can jump to. */
export function positionText({ file, line, column }: SourcePosition): string {
  return `${file}:${line}:${column}`;
}

/** A complaint about what is written at a place. @param details - cause and remedy: a sentence each */
export function errorAt(
  at: SourcePosition,
  message: string,
  details: { code?: VfloadErrorCode; cause?: string; remedy: string },
): VfloadError {
  const { code = 'ERR_VFLOAD_JOB_FILE', cause, remedy } = details;
  return new VfloadError(code, `${positionText(at)}: ${message}`, { cause, remedy, path: at.file });
}

/** Longest piece of a job file that a message repeats. */
const longestQuote = 60;

/** @returns a piece of a job file in quotes, as a message can show it: on one line, without control characters, cut off. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);
}
