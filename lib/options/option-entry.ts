/** The shape of an entry of the option registry. Entries are plain data: parsers, types, help and results are made from them. */

/** Whose rules values are read by: vfload's own face, or fio's (fio-semantics 1.6). */
export type Dialect = 'vfload' | 'fio';

/** How `--help` and the documentation group options. */
export type OptionGroup =
  | 'files'
  | 'io'
  | 'engine'
  | 'buffers'
  | 'rate'
  | 'time'
  | 'verify'
  | 'statistics'
  | 'logs'
  | 'replay'
  | 'zones'
  | 'vfload';

interface EntryOfAnyKind {
  group: OptionGroup;
  /** `job`: fio's, one value per job; `vfload`: how vfload goes about it. */
  scope: 'job' | 'vfload';
  /** One line, without the default, which is appended from `default`. */
  help: string;
  /** Other names of the same option. */
  aliases?: readonly string[];
  /** The option has to be given, or be filled in by a preset or the suite: it has no default. */
  required?: true;
  /** The engines that have the option; any other refuses it, as fio does. Left out: all. */
  engines?: readonly string[];
  /** The option is taken, its value checked, and nothing is done with it: why that changes no result. */
  withoutEffect?: string;
  /** Sets another option: `buffered=x` is `direct=!x`, `rwmixwrite=x` is `rwmixread=100-x`. The last one given wins. */
  inverseOf?: string;
}

interface NumberBounds {
  default?: number;
  min?: number;
  max?: number;
}

/** Bytes, with suffixes. */
interface SizeEntry extends EntryOfAnyKind, NumberBounds {
  kind: 'size';
  unit: 'bytes';
}

/** A time with suffixes, kept in whole milliseconds. */
interface DurationEntry extends EntryOfAnyKind, NumberBounds {
  kind: 'duration';
  unit: 'ms';
  /** What a number without a suffix counts. */
  bareUnit: 'us' | 'ms' | 's';
}

/** 0 or 1, always with a value. */
interface BoolEntry extends EntryOfAnyKind {
  kind: 'bool';
  default?: boolean;
}

/** As bool; the name alone means 1. */
interface FlagEntry extends EntryOfAnyKind {
  kind: 'flag';
  default?: boolean;
}

interface IntEntry extends EntryOfAnyKind, NumberBounds {
  kind: 'int';
}

/** A whole number of percent. */
interface PercentEntry extends EntryOfAnyKind, NumberBounds {
  kind: 'percent';
  unit: 'percent';
}

/** One word of several. */
interface EnumEntry extends EntryOfAnyKind {
  kind: 'enum';
  choices: readonly string[];
  /** Other words for a choice. */
  choiceAliases?: Readonly<Record<string, string>>;
  /** fio's words that vfload does not carry out: why, as a sentence that begins with "vfload", without its full stop. */
  unsupportedChoices?: Readonly<Record<string, string>>;
  default?: string;
}

/** Several words of those, with commas. */
interface EnumListEntry extends EntryOfAnyKind {
  kind: 'enum-list';
  choices: readonly string[];
  /** Other words for a choice. */
  choiceAliases?: Readonly<Record<string, string>>;
}

interface StringEntry extends EntryOfAnyKind {
  kind: 'string';
  default?: string;
  /** Name of the value in help texts. */
  valueName?: string;
}

/** `0-3,5`. */
interface CpuListEntry extends EntryOfAnyKind {
  kind: 'cpu-list';
}

/** An unsigned 64-bit number. */
interface SeedEntry extends EntryOfAnyKind {
  kind: 'seed';
}

export type OptionEntry =
  | SizeEntry
  | DurationEntry
  | BoolEntry
  | FlagEntry
  | IntEntry
  | PercentEntry
  | EnumEntry
  | EnumListEntry
  | StringEntry
  | CpuListEntry
  | SeedEntry;

/** Entries by option name. */
export type OptionTable = Readonly<Record<string, OptionEntry>>;

/** What a value of a kind is once parsed. */
interface ValueByKind {
  size: number;
  duration: number;
  bool: boolean;
  flag: boolean;
  int: number;
  percent: number;
  string: string;
  'cpu-list': readonly number[];
  seed: bigint;
}

/** The type of an option's parsed value. */
export type ValueOf<Entry> = Entry extends { kind: 'enum'; choices: readonly (infer Choice)[] }
  ? Choice
  : Entry extends { kind: 'enum-list'; choices: readonly (infer Choice)[] }
    ? readonly Choice[]
    : Entry extends { kind: infer Kind extends keyof ValueByKind }
      ? ValueByKind[Kind]
      : never;

/** Any text; the named choices beside it stay visible to editors. */
type AnyText = string & Record<never, never>;

/** What a caller of the API may give for an option: what the command line takes, and the natural JavaScript values. */
export type InputOf<Entry> = Entry extends { kind: 'enum'; choices: readonly (infer Choice)[] }
  ? Choice | (Entry extends { choiceAliases: infer Aliases } ? keyof Aliases : never) | AnyText
  : Entry extends { kind: 'bool' | 'flag' }
    ? boolean | 0 | 1 | string
    : Entry extends { kind: 'cpu-list' }
      ? string | readonly number[]
      : Entry extends { kind: 'seed' }
        ? string | number | bigint
        : Entry extends { kind: 'string' }
          ? string
          : string | number;

/** The type of a table's values: `undefined` where an option has neither a default nor to be given; inverse options are left out. */
export type ValuesOf<Table> = {
  [Name in keyof Table as Table[Name] extends { inverseOf: string } ? never : Name]: Table[Name] extends
    { default: unknown } | { required: true }
    ? ValueOf<Table[Name]>
    : ValueOf<Table[Name]> | undefined;
};

/** The value of any option, whose type is not known in advance. */
export type OptionValue = number | boolean | string | bigint | readonly number[] | readonly string[];
