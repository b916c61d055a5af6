/** Which failing I/Os a job lives with: `continue_on_error`, `ignore_error` and `error_dump` together. */
import { VfloadError } from '../errors.ts';
import type { JobOptions } from './job-options.ts';

const kinds = ['read', 'write', 'verify'] as const;

type ErrorKind = (typeof kinds)[number];

/** Errors of one kind. */
export interface ErrorsOfKind {
  /** They are counted, and those that are not fatal do not end the job. */
  counted: boolean;
  /** errno of those that are not fatal; empty: EIO and EILSEQ. */
  ignored: number[];
}

export type SurvivedErrors = Record<ErrorKind, ErrorsOfKind> & {
  /** They are told on stderr. */
  dump: boolean;
};

const kindsOf: Readonly<Record<JobOptions['continue_on_error'], readonly ErrorKind[]>> = {
  none: [],
  read: ['read'],
  write: ['write'],
  io: ['read', 'write'],
  verify: ['verify'],
  all: kinds,
};

/** Those that fio 3.33 knows by name: errno 1 to 34. */
const names = [
  ...[
    'EPERM',
    'ENOENT',
    'ESRCH',
    'EINTR',
    'EIO',
    'ENXIO',
    'E2BIG',
    'ENOEXEC',
    'EBADF',
    'ECHILD',
    'EAGAIN',
    'ENOMEM',
  ],
  ...[
    'EACCES',
    'EFAULT',
    'ENOTBLK',
    'EBUSY',
    'EEXIST',
    'EXDEV',
    'ENODEV',
    'ENOTDIR',
    'EISDIR',
    'EINVAL',
    'ENFILE',
  ],
  ...[
    'EMFILE',
    'ENOTTY',
    'ETXTBSY',
    'EFBIG',
    'ENOSPC',
    'ESPIPE',
    'EROFS',
    'EMLINK',
    'EPIPE',
    'EDOM',
    'ERANGE',
  ],
];

/** As many as the core has room for, and fio. */
const mostOfKind = 16;

/**
 * Each option says for which kinds a job goes on, the later one last (found by experiment with fio 3.33: naming errors of a kind
 * is as good as `continue_on_error` for it, and `continue_on_error` after that decides anew).
 *
 * @returns undefined where the first error ends the job and none is counted
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE for what is no list of errors
 */
export function survivedErrors(
  job: Pick<JobOptions, 'continue_on_error' | 'ignore_error' | 'error_dump' | 'given'>,
): SurvivedErrors | undefined {
  const lists = job.ignore_error === undefined ? [] : parseLists(job.ignore_error);
  const named = kinds.filter((_, index) => (lists[index]?.length ?? 0) > 0);
  const given = Object.keys(job.given);
  const isNamedLater = given.indexOf('ignore_error') > given.indexOf('continue_on_error');
  const counted = new Set([...kindsOf[job.continue_on_error], ...(isNamedLater ? named : [])]);
  if (counted.size === 0) return undefined;
  const ofKind = (kind: ErrorKind): ErrorsOfKind => ({
    counted: counted.has(kind),
    ignored: lists[kinds.indexOf(kind)] ?? [],
  });
  return { read: ofKind('read'), write: ofKind('write'), verify: ofKind('verify'), dump: job.error_dump };
}

/** Kinds with commas between them, errors with colons; an empty one ends its list. */
function parseLists(text: string): number[][] {
  const lists = text.split(',');
  if (lists.length > kinds.length) throw badList(text, `has more than ${kinds.length} lists`);
  return lists.map((list) => {
    const words = list.split(':');
    const end = words.indexOf('');
    const errors = (end === -1 ? words : words.slice(0, end)).map((word) => errnoOf(text, word));
    if (errors.length > mostOfKind) throw badList(text, `has more than ${mostOfKind} errors in a list`);
    return errors;
  });
}

/** A name, or a number with whatever is behind it; fio takes its sign for none. */
function errnoOf(text: string, word: string): number {
  const place = names.indexOf(word);
  const number = place === -1 ? Math.abs(Number.parseInt(word, 10)) : place + 1;
  if (!Number.isNaN(number) && number !== 0 && !word.startsWith('0x')) return number;
  throw badList(text, `has "${word}", which is neither the name of an error nor its number`);
}

function badList(text: string, problem: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option ignore_error: "${text}" ${problem}.`, {
    remedy:
      'Expected errors of reads, of writes and of verifying: EIO:ENOSPC,ENOSPC,84 (names up to ERANGE, else numbers).',
  });
}
