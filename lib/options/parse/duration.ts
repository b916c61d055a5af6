import type { Dialect } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

const microsecondsByUnit = { us: 1, ms: 1e3, s: 1e6, m: 60e6, h: 3600e6, d: 86400e6 } as const;

type Unit = keyof typeof microsecondsByUnit;

/** What people write, besides fio's own suffixes. */
const unitByWord: Readonly<Record<string, Unit>> = {
  us: 'us',
  usec: 'us',
  usecs: 'us',
  ms: 'ms',
  msec: 'ms',
  msecs: 'ms',
  s: 's',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  m: 'm',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  h: 'h',
  hour: 'h',
  hours: 'h',
  d: 'd',
  day: 'd',
  days: 'd',
};

/** fio's own: whatever else is written counts microseconds (fio-semantics 1.6). */
const unitByFioWord: Readonly<Record<string, Unit>> = {
  us: 'us',
  usec: 'us',
  ms: 'ms',
  msec: 'ms',
  s: 's',
  m: 'm',
  h: 'h',
  d: 'd',
};

const microsecondsByKept = { us: 1, ms: 1000 } as const;

const durationText = /^(\d+(?:\.\d+)?|\.\d+)([a-z]*)$/i;
const fioDurationText = /^(\d+)(.*)$/;

/** What a number without a suffix counts, and in what times are kept. */
interface Units {
  bareUnit: 'us' | 'ms' | 's';
  unit: 'us' | 'ms';
  /** In fio's dialect: whether a time above 0 becomes 1 at least, since 0 means something else. */
  neverVanishes?: true;
}

/**
 * Whole milliseconds or microseconds of a time.
 *
 * @param dialect - vfload: `10sec` is ten seconds, an unknown suffix is refused. fio: `10sec` is ten microseconds, and
 * milliseconds are rounded down, but where a time never vanishes.
 */
export function parseDuration(
  text: string,
  { bareUnit, unit, neverVanishes }: Units,
  dialect: Dialect,
): Parsed<number> {
  const match = (dialect === 'fio' ? fioDurationText : durationText).exec(text);
  if (match === null) return refused('is not a time');
  const [, digits = '', word = ''] = match;
  const units = dialect === 'fio' ? unitByFioWord : unitByWord;
  const known = units[word.toLowerCase()];
  if (word !== '' && known === undefined && dialect === 'vfload') {
    return refused(`has the unknown suffix "${word}"`);
  }
  const given = word === '' ? bareUnit : (known ?? 'us');
  // Rounded to a hundredth first: 0.29 s are 289999.99999999994 µs in doubles.
  const microseconds = Math.round(Number(digits) * microsecondsByUnit[given] * 100) / 100;
  const time = microseconds / microsecondsByKept[unit];
  if (dialect === 'fio') return parsed(neverVanishes === true && time > 0 && time < 1 ? 1 : Math.floor(time));
  if (!Number.isInteger(time))
    return refused(`is finer than a ${unit === 'ms' ? 'millisecond' : 'microsecond'}`);
  return Number.isSafeInteger(time) ? parsed(time) : refused('is too long');
}
