/** The shape of an entry of the option registry. Entries are plain data: parsers, types, help and results are made from them. */
import type {
  BoolForm,
  DecimalsForm,
  Directions,
  DurationForm,
  EnumForm,
  FlagForm,
  IntForm,
  PercentForm,
  Postfixed,
  PostfixedForm,
  PostfixedList,
  Range,
  Share,
  SizeForm,
  SplitPart,
  StringForm,
  ValueForm,
} from './value-form.ts';

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

/** What an option is without being given; of options with three directions, in each. */
type Default<Form extends ValueForm> = Form extends SizeForm | DurationForm | IntForm | PercentForm
  ? { default?: number }
  : Form extends BoolForm | FlagForm
    ? { default?: boolean }
    : Form extends EnumForm | StringForm | PostfixedForm
      ? { default?: string }
      : Form extends DecimalsForm
        ? { default?: readonly number[] }
        : unknown;

/** With a type for each form, by whose kind they are told apart. */
type EntryOf<Form extends ValueForm> = Form extends ValueForm ? EntryOfAnyKind & Form & Default<Form> : never;

export type OptionEntry = EntryOf<ValueForm>;

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
  names: readonly string[];
  pattern: string;
  'cpu-list': readonly number[];
  seed: bigint;
  'size-range': Range;
  'size-or-range': Range;
  'duration-range': Range;
  'size-split': readonly SplitPart[];
  decimals: readonly number[];
}

/** Kinds whose values have words. */
interface WordValueByKind<Word extends string> {
  enum: Word;
  'enum-list': readonly Word[];
  postfixed: Postfixed<Word>;
  'postfixed-list': PostfixedList<Word>;
}

/** Of one direction, or of all. */
type SingleValueOf<Entry> = Entry extends {
  kind: infer Kind extends keyof WordValueByKind<string>;
  choices: readonly (infer Word extends string)[];
}
  ? WordValueByKind<Word>[Kind]
  : Entry extends { kind: infer Kind extends keyof ValueByKind }
    ? ValueByKind[Kind] | (Entry extends { takesPercent: true } ? Share : never)
    : never;

/** The type of an option's parsed value. */
export type ValueOf<Entry> = Entry extends { perDirection: true }
  ? Directions<SingleValueOf<Entry> | (Entry extends { default: unknown } ? never : undefined)>
  : SingleValueOf<Entry>;

/** Any text; the named choices beside it stay visible to editors. */
type AnyText = string & Record<never, never>;

/** What a caller of the API may give for an option: what the command line takes, and the natural JavaScript values. */
export type InputOf<Entry> = Entry extends { kind: 'enum' | 'postfixed'; choices: readonly (infer Choice)[] }
  ? Choice | (Entry extends { choiceAliases: infer Aliases } ? keyof Aliases : never) | AnyText
  : Entry extends { kind: 'bool' | 'flag' }
    ? boolean | 0 | 1 | string
    : Entry extends { kind: 'cpu-list' }
      ? string | readonly number[]
      : Entry extends { kind: 'seed' }
        ? string | number | bigint
        : Entry extends { kind: 'string' | 'pattern' | 'size-range' | 'size-split' }
          ? string
          : Entry extends { kind: 'names' }
            ? string | readonly string[]
            : Entry extends { kind: 'decimals' } | { perDirection: true }
              ? string | number | readonly number[]
              : string | number;

/** The type of a table's values: `undefined` where an option has neither a default nor to be given; inverse options are left out. */
export type ValuesOf<Table> = {
  [Name in keyof Table as Table[Name] extends { inverseOf: string } ? never : Name]: Table[Name] extends
    { default: unknown } | { required: true }
    ? ValueOf<Table[Name]>
    : ValueOf<Table[Name]> | undefined;
};
