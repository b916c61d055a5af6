/**
 * fio's command line as words: which are flags, options of jobs, values and job files. As getopt_long_only(3) has it: one dash or
 * two, `=` or the next word, any beginning that only one option has, job files in any place (fio-semantics 1.4).
 */
import { VfloadError } from '../errors.ts';
import { closest } from '../options/did-you-mean.ts';
import { isOwnFlag, flagOfLetter, ownFlags, type OwnFlag, type OwnFlagName } from './own-flags.ts';
import { jobOptionNames, takesValue } from './job-option-names.ts';

/** A word of the command line, or two that belong together. */
export type Argument =
  | {
      readonly kind: 'flag';
      readonly name: OwnFlagName;
      readonly value: string | undefined;
      readonly place: number;
    }
  | {
      readonly kind: 'job-option';
      /** In full, not as it was shortened; an alias stays one. */
      readonly name: string;
      /** undefined: of a flag, which needs none. */
      readonly value: string | undefined;
      /** Of the word, from 1. */
      readonly place: number;
    }
  | { readonly kind: 'job-file'; readonly path: string };

/**
 * The arguments in their order, one after the other: whoever acts on one (`--version`) is not disturbed by a mistake behind it.
 *
 * @throws VfloadError ERR_VFLOAD_UNKNOWN_OPTION, ERR_VFLOAD_USAGE at a word that is none
 */
export class ArgumentReader {
  readonly #words: readonly string[];
  #next = 0;
  #optionsEnded = false;
  /** What is left of letters behind one dash. */
  #letters = '';

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  /**
   * @param ioengine - of the job that is being described: its options are known with it only
   * @returns undefined at the end
   */
  read(ioengine: string): Argument | undefined {
    if (this.#letters !== '') return this.#letter();
    const word = this.#words[this.#next];
    if (word === undefined) return undefined;
    this.#next += 1;
    if (this.#optionsEnded || word === '-' || !word.startsWith('-')) return { kind: 'job-file', path: word };
    if (word === '--') {
      this.#optionsEnded = true;
      return this.read(ioengine);
    }
    return this.#option(word, ioengine);
  }

  #option(word: string, ioengine: string): Argument {
    const hasTwoDashes = word.startsWith('--');
    const letter = word.charAt(1);
    const isOneLetter = !hasTwoDashes && word.length === 2 && flagOfLetter(letter) !== undefined;
    const equals = word.indexOf('=');
    const written = equals < 0 ? word : word.slice(0, equals);
    const given = written.slice(hasTwoDashes ? 2 : 1);
    const matches = isOneLetter ? [] : matchingNames(given, ioengine);
    const [name] = matches;
    if (matches.length > 1) throw ambiguous(written, matches);
    if (name !== undefined)
      return this.#named(name, written, equals < 0 ? undefined : word.slice(equals + 1));
    if (hasTwoDashes || flagOfLetter(letter) === undefined) throw unknown(written, given, ioengine);
    this.#letters = word.slice(1);
    return this.#letter();
  }

  #named(name: string, written: string, value: string | undefined): Argument {
    const place = this.#next;
    const wants = isOwnFlag(name) ? valueOf(name) : takesValue(name);
    if (value !== undefined && wants === 'none') {
      throw usage(`Option ${written} takes no value.`, `Write ${written}.`);
    }
    const text = value ?? (wants === 'required' ? this.#nextWord(written) : undefined);
    return isOwnFlag(name)
      ? { kind: 'flag', name, value: text, place }
      : { kind: 'job-option', name, value: text, place };
  }

  /** `-o FILE`, `-oFILE`, and several letters in a row. */
  #letter(): Argument {
    const letter = this.#letters.charAt(0);
    const rest = this.#letters.slice(1);
    const name = flagOfLetter(letter);
    if (name === undefined) throw unknown(`-${letter}`, letter, '');
    const wants = valueOf(name);
    this.#letters = wants === 'none' ? rest : '';
    const own = wants === 'none' || rest === '' ? undefined : rest;
    const place = this.#next;
    return {
      kind: 'flag',
      name,
      value: own ?? (wants === 'required' ? this.#nextWord(`-${letter}`) : undefined),
      place,
    };
  }

  #nextWord(written: string): string {
    const word = this.#words[this.#next];
    if (word === undefined) throw usage(`Option ${written} has no value.`, `Write ${written}=VALUE.`);
    this.#next += 1;
    return word;
  }
}

function valueOf(name: OwnFlagName): OwnFlag['value'] {
  return ownFlags[name].value;
}

/** @returns the name itself, or all that begin so. */
function matchingNames(given: string, ioengine: string): string[] {
  const names = [...Object.keys(ownFlags), ...jobOptionNames(ioengine)];
  if (names.includes(given)) return [given];
  return given === '' ? [] : names.filter((name) => name.startsWith(given));
}

function ambiguous(written: string, matches: readonly string[]): VfloadError {
  return new VfloadError('ERR_VFLOAD_UNKNOWN_OPTION', `Option ${written}: several options begin so.`, {
    remedy: `Write one of ${matches.slice(0, 8).join(', ')}${matches.length > 8 ? ', …' : ''}.`,
  });
}

function unknown(written: string, given: string, ioengine: string): VfloadError {
  const suggestion = closest(given.replace(/^-+/, ''), [
    ...Object.keys(ownFlags),
    ...jobOptionNames(ioengine),
  ]);
  return new VfloadError('ERR_VFLOAD_UNKNOWN_OPTION', `Option ${written}: there is no such option.`, {
    remedy: suggestion === undefined ? 'See --help and --cmdhelp=all.' : `Did you mean --${suggestion}?`,
  });
}

function usage(message: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_USAGE', message, { remedy });
}
