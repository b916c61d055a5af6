/**
 * What `--debug` may name (fio-semantics 6). fio's own words are all taken, so that scripts run; of those that vfload has no lines
 * about it says so.
 */

const words = [
  'process',
  'file',
  'io',
  'mem',
  'blktrace',
  'verify',
  'random',
  'parse',
  'diskutil',
  'job',
  'mutex',
  'profile',
  'time',
  'net',
  'rate',
  'compress',
  'steadystate',
  'helperthread',
  'zbd',
] as const;

export type DebugWord = (typeof words)[number];

/** Words that lines are printed for. */
const withLines: readonly DebugWord[] = ['process', 'parse', 'random'];

export interface DebugRequest {
  readonly words: readonly DebugWord[];
  /** The one job that is told about, counted from 0; undefined: all. */
  readonly job: number | undefined;
  /** What is said of the request itself, on stdout and on stderr. */
  readonly said: string;
  readonly complaints: string;
  /** The words were asked for (`?`, `help`): nothing is run. */
  asksForWords: boolean;
}

export const noDebug: DebugRequest = {
  ...{ words: [], job: undefined, said: '', complaints: '', asksForWords: false },
};

/**
 * A list with commas on top of what was asked for before. As in fio, a word stands for all that begin with it, and one that there
 * is not is no mistake.
 */
export function withDebugWords(before: DebugRequest, text: string): DebugRequest {
  if (text === '?' || text === 'help') {
    const said = `${before.said}fio: dumping debug options:${[...words, 'all'].join(',')}\n`;
    return { ...before, said, asksForWords: true };
  }
  return text.split(',').reduce(withWord, before);
}

function withWord(before: DebugRequest, given: string): DebugRequest {
  if (given.startsWith('all')) {
    const all = words.filter((word) => word !== 'job');
    return withNotes({ ...before, words: all, said: `${before.said}fio: set all debug options\n` }, all);
  }
  const word = words.find((each) => given.startsWith(each));
  if (word === undefined) return complaining(before, `debug mask ${given} not found`);
  if (word === 'job') return withJob(before, given);
  const said = `${before.said}fio: set debug option ${given}\n`;
  return withNotes({ ...before, words: [...new Set([...before.words, word])], said }, [word]);
}

/** Nobody waits in vain for lines. */
function withNotes(request: DebugRequest, added: readonly DebugWord[]): DebugRequest {
  const silent = added.filter((word) => !withLines.includes(word));
  const note = `fio: note: --debug: vfload has no lines about ${silent.join(', ')}\n`;
  return silent.length === 0 ? request : { ...request, complaints: `${request.complaints}${note}` };
}

/** `job:2` */
function withJob(before: DebugRequest, given: string): DebugRequest {
  const [, number] = given.split(':');
  if (number === undefined) return complaining(before, 'missing job number');
  const job = Math.max(0, Math.trunc(Number(/^\d+/.exec(number)?.[0] ?? 0)));
  return { ...before, job, said: `${before.said}fio: set debug jobno ${job}\n` };
}

function complaining(before: DebugRequest, complaint: string): DebugRequest {
  return { ...before, complaints: `${before.complaints}fio: ${complaint}\n` };
}

/**
 * Whether a job is told about. fio 3.33 does not tell jobs apart that are threads, nor any where it has fewer than that.
 *
 * @param jobs - how many there are
 */
export function isToldAbout(
  { job: asked }: Pick<DebugRequest, 'job'>,
  { jobNumber, thread }: { readonly jobNumber: number; readonly thread: boolean },
  jobs: number,
): boolean {
  return asked === undefined || asked >= jobs || thread || jobNumber === asked + 1;
}

/** A line as fio begins it. @param pid - of the process that it is about */
export function debugLine(word: DebugWord, pid: number, text: string): string {
  return `${word.padEnd(8)} ${pid.toString().padEnd(5)} ${text}\n`;
}
