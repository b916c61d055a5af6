/** The error of a report entry: fio's `error`, and the words that its normal output has for it. */
import { engineFacts } from '../options/engine-facts.ts';
import { survivedErrors } from '../options/survived-errors.ts';
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

const errnoOfWrongData = 84; // EILSEQ

/** Where fio's words are not vfload's. */
const fioPoints: Readonly<Partial<Record<string, string>>> = { 'max-latency': 'max latency exceeded' };

/** @returns what the first of an entry's jobs failed of that did; undefined: nothing. */
export function entryFailure(
  members: readonly JobOutcome[],
  input: FioDocumentInput,
): EntryFailure | undefined {
  for (const { end, options } of members) {
    if (end?.failure !== undefined && end.failure.errno !== 0) {
      const { errno, point, filename } = end.failure;
      if (point === 'verify' && livesWithWrongData(options)) continue;
      return described(errno, fioPoints[point] ?? point, filename);
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

/** `verify_fatal` ends a job that lives with what verifying finds, and that is no failure, as in fio. */
function livesWithWrongData(options: JobOutcome['options']): boolean {
  const verify = survivedErrors(options)?.verify;
  if (verify?.counted !== true) return false;
  return verify.ignored.length === 0 || verify.ignored.includes(errnoOfWrongData);
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
  const member = members.find(({ end }) => (end?.statistics?.firstError ?? 0) !== 0);
  const errno = member?.end?.statistics?.firstError;
  return member === undefined || errno === undefined
    ? undefined
    : { errno, text: livedWithWords(member.options, errno) };
}

/** fio has words for what is told on stderr, and else for the transfers of synchronous engines. */
function livedWithWords({ ioengine, error_dump: isTold }: JobOutcome['options'], errno: number): string {
  if (errno === errnoOfWrongData) return '';
  if (isTold) return described(errno, 'io_u error', undefined).text;
  return engineFacts[ioengine].synchronous ? described(errno, 'xfer', undefined).text : '';
}

function described(errno: number, place: string, filename: string | undefined): EntryFailure {
  return {
    errno,
    text: `${filename === undefined ? '' : `file:${filename}, `}func=${place}, error=${errnoWords(errno)}`,
  };
}
