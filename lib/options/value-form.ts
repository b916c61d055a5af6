/**
 * The forms that values have: what one looks like as text (`1m,2m`, `50%`, `zipf:1.1`) and what it is once parsed. Entries of
 * options that work and of those that do not are made of them alike.
 */

/** Whose rules values are read by: vfload's own face, or fio's (fio-semantics 1.6). */
export type Dialect = 'vfload' | 'fio';

/** Of numbers, and of each number in lists and ranges. */
interface Bounds {
  min?: number;
  max?: number;
}

/** Up to three values with commas, for reads, writes and trims (fio-semantics 1.6, "int list"). */
interface MayBePerDirection {
  perDirection?: true;
}

/** Bytes, or a number with the same suffixes. */
export interface SizeForm extends Bounds, MayBePerDirection {
  kind: 'size';
  unit: 'bytes' | 'bytes/s' | 'IOPS';
  /** `50%` is a value too. */
  takesPercent?: true;
}

/** A time with suffixes, kept in whole units. */
export interface DurationForm extends Bounds {
  kind: 'duration';
  unit: 'ms' | 'us';
  /** What a number without a suffix counts. */
  bareUnit: 'us' | 'ms' | 's';
  /** Whether fio's times below a unit become one: 0 means something else. */
  neverVanishes?: true;
}

/** 0 or 1, always with a value. */
export interface BoolForm {
  kind: 'bool';
}

/** As bool; the name alone means 1. */
export interface FlagForm {
  kind: 'flag';
}

export interface IntForm extends Bounds, MayBePerDirection {
  kind: 'int';
}

/** A whole number of percent. */
export interface PercentForm extends Bounds, MayBePerDirection {
  kind: 'percent';
  unit: 'percent';
}

/** The words of an option. */
export interface Words {
  choices: readonly string[];
  /** Other words for a choice. */
  choiceAliases?: Readonly<Record<string, string>>;
  /** fio's words that vfload does not carry out: why, as a sentence that begins with "vfload", without its full stop. */
  unsupportedChoices?: Readonly<Record<string, string>>;
}

/** One word of several. */
export interface EnumForm extends Words {
  kind: 'enum';
}

/** Several words of those, with commas. */
export interface EnumListForm extends Words {
  kind: 'enum-list';
}

/**
 * What may follow a word and a colon: a whole number, bytes (also less than none), numbers with colons, or a text that whoever
 * carries it out has to look into.
 */
export type PostfixKind = 'int' | 'size' | 'decimals' | 'text';

/** A word with something after it: `zipf:1.1`, `randread:8`. */
export interface PostfixedForm extends Words {
  kind: 'postfixed';
  /** By word; the others are alone. */
  postfixes: Readonly<Record<string, PostfixKind>>;
}

/** Several words and one count for all: `wait_before,write:8`. */
export interface PostfixedListForm extends Words {
  kind: 'postfixed-list';
}

export interface StringForm {
  kind: 'string';
  /** Name of the value in help texts. */
  valueName?: string;
  /** The name alone is enough: the empty text. */
  valueIsOptional?: true;
}

/** Names with colons between them; `\:` is a colon in a name. */
export interface NamesForm {
  kind: 'names';
  valueName?: string;
}

/** `"text"0xcafe-12'file'`: bytes to be repeated. */
export interface PatternForm {
  kind: 'pattern';
  /** `%o`, the offset of a block, may be in it. */
  takesOffsets?: true;
}

/** `0-3,5`. */
export interface CpuListForm {
  kind: 'cpu-list';
}

/** An unsigned 64-bit number. */
export interface SeedForm {
  kind: 'seed';
}

/** `1k-4k`, for each direction. */
export interface SizeRangeForm extends Bounds {
  kind: 'size-range';
  unit: 'bytes';
  perDirection: true;
}

/** `64k`, or `1k-4k`: both ends are alike then. */
export interface SizeOrRangeForm extends Bounds {
  kind: 'size-or-range';
  unit: 'bytes';
}

/** `5-10`, or one time. */
export interface DurationRangeForm extends Bounds {
  kind: 'duration-range';
  unit: 'ms' | 'us';
  bareUnit: 'us' | 'ms' | 's';
  /** Whether fio's times below a unit become one: 0 means something else. */
  neverVanishes?: true;
}

/** `4k/20:8k/30:64k/50`: sizes with their shares, for each direction. */
export interface SizeSplitForm extends Bounds {
  kind: 'size-split';
  unit: 'bytes';
  perDirection: true;
}

/** `50:99:99.9`. */
export interface DecimalsForm extends Bounds {
  kind: 'decimals';
  /** Longest list. */
  most: number;
}

export type ValueForm =
  | SizeForm
  | DurationForm
  | BoolForm
  | FlagForm
  | IntForm
  | PercentForm
  | EnumForm
  | EnumListForm
  | PostfixedForm
  | PostfixedListForm
  | StringForm
  | NamesForm
  | PatternForm
  | CpuListForm
  | SeedForm
  | SizeRangeForm
  | SizeOrRangeForm
  | DurationRangeForm
  | SizeSplitForm
  | DecimalsForm;

/** What was given for reads, writes and trims: undefined where nothing was. */
export interface Directions<Value> {
  readonly read: Value;
  readonly write: Value;
  readonly trim: Value;
}

/** A size that is a share of another one. */
export interface Share {
  /** Whole. */
  readonly percent: number;
}

/** Both ends belong to it. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A size of a split. */
export interface SplitPart {
  readonly bytes: number;
  /** Whole; undefined: an equal part of what the others leave. */
  readonly percent: number | undefined;
}

export interface Postfixed<Word extends string = string> {
  readonly word: Word;
  /** As written, without the colon; empty where there is none. */
  readonly postfix: string;
  /** The numbers in it; of a text none. */
  readonly numbers: readonly number[];
}

export interface PostfixedList<Word extends string = string> {
  readonly words: readonly Word[];
  /** What follows them; undefined: nothing. */
  readonly count: number | undefined;
}

/** The value of one direction, or of all. */
export type SingleValue =
  | number
  | boolean
  | string
  | bigint
  | Share
  | Range
  | Postfixed
  | PostfixedList
  | readonly number[]
  | readonly string[]
  | readonly SplitPart[];

/** The value of any option, whose type is not known in advance. */
export type OptionValue = SingleValue | Directions<SingleValue | undefined>;
