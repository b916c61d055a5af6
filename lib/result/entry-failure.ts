/** The error of a report entry: fio's `error`, and the words that its normal output has for it. */
import { errnoWords } from './errno-words.ts';
import type { JobOutcome, FioDocumentInput } from './run-outcome.ts';

export interface EntryFailure {
  errno: number;
  /** `file:vfload-file1, func=write, error=No space left on device`: what is known of where it was. */
  text: string;
}

/**
 * errno of an entry whose job failed without one (killed, stuck). fio writes 0 there; a reader that knows only fio's keys
 * would take the figures for good ones, so vfload differs on purpose.
 */
const errnoOfKilled = 5; // EIO

/** @returns what the first of an entry's jobs failed of that did; undefined: nothing. */
export function entryFailure(
  members: readonly JobOutcome[],
  input: FioDocumentInput,
): EntryFailure | undefined {
  for (const { end } of members) {
    if (end?.failure !== undefined && end.failure.errno !== 0) {
      const { errno, point, filename } = end.failure;
      return described(errno, point, filename);
    }
    if (end !== undefined && end.end !== 'ended' && end.end !== 'not-started') {
      return described(errnoOfKilled, end.end, undefined);
    }
  }
  if (input.verdict.outcome === 'measured') return undefined;
  // Failed as a whole, before any of its jobs started; other members' failures are in their own entries.
  if (!members.every(({ end }) => end === undefined || end.end === 'not-started')) return undefined;
  const { errno = errnoOfKilled, operation, filename } = input.verdict.reason;
  return described(errno, operation, filename);
}

/**
 * @returns what an entry shows as its error: what a job failed of, else the first of the errors that its jobs lived with, of
 *   which fio's exit code knows nothing
 */
export function shownError(
  members: readonly JobOutcome[],
  input: FioDocumentInput,
): EntryFailure | undefined {
  const failure = entryFailure(members, input);
  if (failure !== undefined) return failure;
  const errno = members.map(({ end }) => end?.statistics?.firstError ?? 0).find((first) => first !== 0);
  return errno === undefined ? undefined : described(errno, 'ignored', undefined);
}

function described(errno: number, place: string, filename: string | undefined): EntryFailure {
  return {
    errno,
    text: `${filename === undefined ? '' : `file:${filename}, `}func=${place}, error=${errnoWords(errno)}`,
  };
}
