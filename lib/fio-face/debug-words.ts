/** What `--debug` may name. fio's own words are all taken, so that scripts run; those with lines of vfload's are told. */

export type DebugWord =
  | 'process'
  | 'file'
  | 'io'
  | 'mem'
  | 'blktrace'
  | 'verify'
  | 'random'
  | 'parse'
  | 'diskutil'
  | 'job'
  | 'mutex'
  | 'profile'
  | 'time'
  | 'net'
  | 'rate'
  | 'compress'
  | 'steadystate'
  | 'helperthread'
  | 'zbd'
  | 'all';

const words: readonly DebugWord[] = [
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
  'all',
];

/** @returns the known ones of a list with commas. fio passes over what it does not know. */
export function debugWords(text: string): DebugWord[] {
  const asked = text.split(',');
  return words.filter((word) => asked.includes(word));
}
