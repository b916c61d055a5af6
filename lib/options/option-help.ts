/**
 * `--cmdhelp` and `--enghelp`: the registry in fio's columns, told in words of our own. Names, aliases, defaults, ranges and
 * words are as fio's help has them; what vfload does not carry out is told beside them.
 */
import { closest } from './did-you-mean.ts';
import { formatSingle, formatValue } from './format-value.ts';
import type { OptionEntry } from './option-entry.ts';
import { groupTitles } from './option-groups.ts';
import { boundsOf, isPerDirection } from './parse-value.ts';
import { findOption, jobOptionTable } from './registry.ts';
import type { UnsupportedEntry } from './unsupported-entry.ts';
import { unsupportedByGroup, unsupportedOptionTable } from './unsupported-options.ts';
import type { ValueForm } from './value-form.ts';

/** What is printed where, and the process's exit code. */
export interface HelpAnswer {
  stdout: string;
  stderr: string;
  exitCode: 0 | 1;
}

type Entry = OptionEntry | UnsupportedEntry;

/**
 * What `--cmdhelp[=NAME]` prints: all options of jobs for `all` or no name, one option with its facts for its name or alias.
 * Options of single engines are among neither, as in fio. Of an unknown name fio complains and exits with 0, and so does this.
 */
export function optionHelp(name?: string): HelpAnswer {
  const entries = entriesWhere(({ engines }) => engines === undefined);
  if (name === undefined || name === '' || name === 'all') return answer(listOf(entries));
  const found = findOption(Object.fromEntries(entries), name);
  if (found !== undefined) return answer(blockOf(found.name, found.entry));
  const { entry } = findOption(Object.fromEntries(entriesWhere(() => true)), name) ?? {};
  const [engine] = entry?.engines ?? [];
  const remedy =
    engine === undefined ? suggestion(name, entries, '--cmdhelp=all') : `See --enghelp=${engine},${name}.`;
  return { stdout: '\n', stderr: `There is no option ${name}. ${remedy}\n`, exitCode: 0 };
}

/**
 * What `--enghelp[=ENGINE[,OPTION]]` prints: the engines that work here, the options that only this engine has, or one of them.
 * As in fio, asking for what there is not exits with 1, and an engine without options counts as that.
 */
export function engineHelp(engine?: string, option?: string): HelpAnswer {
  const { choices: engines, unsupported } = enginesKnown();
  if (engine === undefined || engine === '') {
    return answer(`Engines:\n${engines.map((name) => `\t${name}\n`).join('')}`);
  }
  const reason = unsupported[engine];
  if (!engines.includes(engine) && reason === undefined) {
    const meant = closest(engine, engines);
    const remedy = meant === undefined ? 'See --enghelp.' : `Did you mean ${meant}?`;
    return { stdout: '', stderr: `There is no engine ${engine}. ${remedy}\n`, exitCode: 1 };
  }
  const entries = entriesWhere((entry) => entry.engines?.includes(engine) === true);
  if (option !== undefined && option !== '') {
    const found = findOption(Object.fromEntries(entries), option);
    if (found !== undefined) return answer(blockOf(found.name, found.entry));
    const stderr = `Engine ${engine} has no option ${option}. ${suggestion(option, entries, `--enghelp=${engine}`)}\n`;
    return { stdout: '\n', stderr, exitCode: 1 };
  }
  const note = reason === undefined ? '' : `Not supported: ${reason}.\n`;
  if (entries.length > 0) return answer(listOf(entries), note);
  return { stdout: `Engine ${engine} has no options of its own\n`, stderr: note, exitCode: 1 };
}

function answer(stdout: string, stderr = ''): HelpAnswer {
  return { stdout, stderr, exitCode: 0 };
}

function enginesKnown(): { choices: readonly string[]; unsupported: Readonly<Record<string, string>> } {
  const entry = jobOptionTable['ioengine'];
  if (entry?.kind !== 'enum') return { choices: [], unsupported: {} };
  return { choices: entry.choices, unsupported: entry.unsupportedChoices ?? {} };
}

function entriesWhere(wanted: (entry: Entry) => boolean): [string, Entry][] {
  const all: [string, Entry][] = [
    ...Object.entries(jobOptionTable),
    ...Object.entries(unsupportedOptionTable),
  ];
  return all.filter(([, entry]) => wanted(entry));
}

function suggestion(name: string, entries: readonly [string, Entry][], others: string): string {
  const names = entries.flatMap(([each, { aliases = [] }]) => [each, ...aliases]);
  const meant = closest(name, names);
  return meant === undefined ? `See ${others} for all options.` : `Did you mean ${meant}?`;
}

/** Of names in the list, and of labels in a block: fio's columns. */
const nameWidth = 24;
const labelWidth = 20;
const wordWidth = 10;

function listOf(entries: readonly [string, Entry][]): string {
  return entries.map(([name, entry]) => `${name.padEnd(nameWidth)}: ${entry.help}\n`).join('');
}

function line(label: string, text: string): string {
  return `${label.padStart(labelWidth)}: ${text}\n`;
}

/** fio's lines about an option, then what it has not: whose option it is, and what vfload makes of it. */
function blockOf(name: string, entry: Entry): string {
  const { engines, aliases = [] } = entry;
  const range = rangeOf(entry);
  return [
    line(name, entry.help),
    ...aliases.map((alias) => line('alias', alias)),
    line('type', typeOf(entry)),
    line('default', defaultOf(entry) ?? 'no default'),
    ...(range === undefined ? [] : [line('range', range)]),
    ...wordsOf(entry).map((text, index) => line(index === 0 ? 'valid values' : '', text)),
    line('category', groupTitles['group' in entry ? entry.group : groupOf(name)]),
    ...(engines === undefined ? [] : [line('engines', engines.join(', '))]),
    line('state', stateOf(entry)),
    '\n',
  ].join('');
}

function groupOf(name: string): OptionEntry['group'] {
  const groups = Object.entries(unsupportedByGroup) as [OptionEntry['group'], object][];
  return groups.find(([, table]) => Object.hasOwn(table, name))?.[0] ?? 'io';
}

function stateOf(entry: Entry): string {
  if ('reason' in entry) return `not supported: ${entry.reason}`;
  return entry.withoutEffect === undefined ? 'works' : `without effect: ${entry.withoutEffect}`;
}

const typeWords: Readonly<Record<ValueForm['kind'], string>> = {
  size: 'number with a suffix such as k, m or g',
  duration: 'time with a suffix such as ms, s or m',
  bool: '0 or 1',
  flag: 'nothing, or 0 or 1',
  int: 'whole number',
  percent: 'percent',
  enum: 'word',
  'enum-list': 'words with commas',
  postfixed: 'word, and what belongs to it after a colon',
  'postfixed-list': 'words with commas, and a number after a colon',
  string: 'text',
  names: 'names with colons',
  pattern: 'bytes: "text", 0xcafe, 12, or a file in single quotes',
  'cpu-list': 'CPU numbers and ranges',
  seed: 'whole number',
  'size-range': 'range of sizes (1k-4k)',
  'size-or-range': 'size or range of sizes (16k-64k)',
  'duration-range': 'time or range of times',
  'size-split': 'sizes with shares (4k/20:8k/80)',
  decimals: 'decimal numbers with colons',
};

const bareUnitWords = { us: 'microseconds', ms: 'milliseconds', s: 'seconds' } as const;

function typeOf(entry: Entry): string {
  return [
    typeWords[entry.kind],
    ...('takesPercent' in entry ? ['or a share in percent'] : []),
    ...('bareUnit' in entry ? [`without one: ${bareUnitWords[entry.bareUnit]}`] : []),
    ...(isPerDirection(entry) ? ['up to three with commas: reads, writes, trims'] : []),
  ].join('; ');
}

/** As fio has it: bytes and bare numbers, without suffixes. */
function defaultOf(entry: Entry): string | undefined {
  const preset = 'default' in entry ? entry.default : undefined;
  if (preset === undefined || entry.kind === 'flag') return undefined;
  if (typeof preset === 'number') return preset.toString();
  return typeof preset === 'string' || 'reason' in entry ? String(preset) : formatValue(entry, preset);
}

function rangeOf(entry: Entry): string | undefined {
  const { min, max } = entry.kind === 'bool' ? { min: 0, max: 1 } : boundsOf(entry);
  const text = (bound: number): string =>
    entry.kind === 'duration' ? formatSingle(entry, bound) : `${bound}`;
  const ends = [
    ...(min === undefined ? [] : [`min=${text(min)}`]),
    ...(max === undefined ? [] : [`max=${text(max)}`]),
  ];
  return ends.length === 0 ? undefined : ends.join(', ');
}

function wordsOf(entry: Entry): string[] {
  if (!('choices' in entry)) return [];
  const { choices, choiceAliases = {}, unsupportedChoices = {} } = entry;
  const told = (word: string, meaning: string): string => `${word.padEnd(wordWidth)} ${meaning}`.trimEnd();
  return [
    ...choices.map((word) =>
      told(word, entry.kind === 'postfixed' ? takes[entry.postfixes[word] ?? 'none'] : ''),
    ),
    ...Object.entries(choiceAliases).map(([word, choice]) => told(word, `the same as ${choice}`)),
    ...Object.entries(unsupportedChoices).map(([word, reason]) => told(word, `not supported: ${reason}`)),
  ];
}

const takes = {
  none: '',
  int: 'takes a number',
  size: 'takes a size',
  decimals: 'takes numbers',
  text: 'takes more',
} as const;
