/** fio's command line: settings, job files, and the jobs that are described on it (fio-semantics 1.4). */
import { VfloadError } from '../errors.ts';
import type { Section } from '../jobfile/sections.ts';
import type { SourcePosition } from '../jobfile/source-position.ts';
import type { RawOption } from '../options/raw-option.ts';
import { type Argument, ArgumentReader } from './arguments.ts';
import { jobOptionOf } from './job-option.ts';
import { defaultEngine } from './job-option-names.ts';
import { ownFlags, type OwnFlagName } from './own-flags.ts';
import { defaultSettings, type FioSettings, withFlag } from './settings.ts';

/** A flag that is answered at once: what follows it is not looked at. */
export interface Question {
  readonly name: 'version' | 'help' | 'cmdhelp' | 'enghelp';
  /** Which option or engine, where that is asked. */
  readonly about: string | undefined;
}

export interface CommandLine {
  readonly question: Question | undefined;
  readonly settings: FioSettings;
  /** Defaults first, which `global` is the name of; then a section for each `--name`. */
  readonly sections: readonly Section[];
  readonly jobFiles: readonly string[];
}

/**
 * @param words - without node and the script
 * @param onMistake - is told what was read before a mistake, in whole jobs
 * @throws VfloadError ERR_VFLOAD_UNKNOWN_OPTION, ERR_VFLOAD_OPTION_UNSUPPORTED, ERR_VFLOAD_OPTION_VALUE, ERR_VFLOAD_USAGE
 */
export function readCommandLine(
  words: readonly string[],
  onMistake?: (before: CommandLine) => void,
): CommandLine {
  const reader = new ArgumentReader(words);
  const described = new DescribedOnLine();
  const jobFiles: string[] = [];
  let settings = defaultSettings;
  const read = (sections: readonly Section[], question?: Question): CommandLine => {
    return { question, settings, sections, jobFiles };
  };
  try {
    for (;;) {
      const argument = reader.read(described.ioengine);
      if (argument === undefined) return read(described.sections);
      if (argument.kind === 'job-file') {
        jobFiles.push(argument.path);
      } else if (argument.kind === 'job-option') {
        described.take(argument, settings);
      } else {
        const { name, value = '' } = argument;
        if (name === 'version' || name === 'help' || name === 'cmdhelp' || name === 'enghelp') {
          return read([], { name, about: argument.value });
        }
        refuse(name);
        settings = withFlag(settings, name, value);
      }
    }
  } catch (error) {
    onMistake?.(read(described.finishedSections));
    throw error;
  }
}

function refuse(name: OwnFlagName): void {
  const reason = ownFlags[name].refused;
  if (reason === undefined) return;
  throw new VfloadError('ERR_VFLOAD_OPTION_UNSUPPORTED', `--${name}: ${reason}.`, {
    remedy: `Leave --${name} out.`,
  });
}

type Described = Section & { options: RawOption[] };

/** The jobs of the command line while it is read. */
class DescribedOnLine {
  readonly #sections: Described[];
  /** undefined: a job that is not to be run. */
  #current: Described | undefined;
  #ioengine = defaultEngine;
  #ioengineOfDefaults = defaultEngine;

  constructor() {
    this.#current = { name: 'global', at: placeOf(1), isGlobal: true, options: [] };
    this.#sections = [this.#current];
  }

  get sections(): readonly Section[] {
    return this.#sections;
  }

  /** Without the one that is being described. */
  get finishedSections(): readonly Section[] {
    return this.#sections.filter((section) => section !== this.#current);
  }

  /** Of the job that is being described. */
  get ioengine(): string {
    return this.#ioengine;
  }

  take(argument: Extract<Argument, { kind: 'job-option' }>, settings: FioSettings): void {
    const option = jobOptionOf(argument);
    if (option.name === 'name') this.#begin(option, placeOf(argument.place), settings);
    if (option.name === 'ioengine') this.#ioengine = option.value;
    if (this.#current?.isGlobal === true) this.#ioengineOfDefaults = this.#ioengine;
    if (settings.readonly && option.name === 'rw') refuseWrites(option);
    this.#current?.options.push(option);
  }

  #begin(option: RawOption, at: SourcePosition, { sections }: FioSettings): void {
    const isGlobal = option.value.startsWith('global');
    const isTaken = isGlobal || sections.length === 0 || sections.includes(option.value);
    this.#ioengine = this.#ioengineOfDefaults;
    this.#current = isTaken ? { name: option.value, at, isGlobal, options: [] } : undefined;
    if (this.#current !== undefined) this.#sections.push(this.#current);
  }
}

/** The line is the word's number. */
function placeOf(place: number): SourcePosition {
  return { file: 'command line', line: place, column: 1 };
}

function refuseWrites({ origin, value }: RawOption): void {
  if (/^(rand)?read(:|$)/.test(value)) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_CONFLICT',
    `${origin}: ${value} writes, and --readonly was given.`,
    {
      remedy: 'Leave --readonly out, or choose read or randread.',
    },
  );
}
