/** Makes the command line's options out of the registry: names, aliases, values, help and defaults. */
import { type Command, Option } from 'commander';
import { formatValue } from '../options/format-value.ts';
import type { OptionEntry, OptionTable } from '../options/option-entry.ts';
import { groupTitles } from '../options/option-groups.ts';
import { findOption } from '../options/registry.ts';
import { unsupportedOptionTable } from '../options/unsupported-options.ts';
import { camelCase } from '../options/vfload-options.ts';

/** Options as given: texts by the API's property names, in the order given. */
export type GivenInputs = Record<string, string>;

const shortFlags: Readonly<Record<string, string>> = { output: '-o' };

const valueNameByKind = {
  size: '<size>',
  duration: '<time>',
  bool: '<0|1>',
  flag: '[0|1]',
  int: '<number>',
  percent: '<percent>',
  enum: '<word>',
  'enum-list': '<list>',
  postfixed: '<word>',
  'postfixed-list': '<list>',
  names: '<names>',
  'size-range': '<range>',
  'size-or-range': '<size>',
  'duration-range': '<time>',
  'size-split': '<list>',
  decimals: '<list>',
  pattern: '<pattern>',
  'cpu-list': '<list>',
  seed: '<number>',
} as const;

/** Where a command's options are not quite the registry's. */
export interface OptionVariants {
  /** Options that take several values here. */
  lists: readonly string[];
  /** Texts of defaults that are others here. */
  defaults: Readonly<Record<string, string>>;
}

/**
 * Adds the options of a table to a command.
 *
 * @param given - receives what the user gives; the texts are parsed later, by the same code as the API's
 */
export function addOptions(
  command: Command,
  table: OptionTable,
  given: GivenInputs,
  variants: OptionVariants = { lists: [], defaults: {} },
): void {
  for (const [name, entry] of Object.entries(table)) {
    const isList = variants.lists.includes(name);
    const defaultText = variants.defaults[name] ?? defaultOf(entry);
    const flags = `--${name} ${isList ? '<list>' : valueName(entry)}`;
    const short = shortFlags[name];
    const main = new Option(
      short === undefined ? flags : `${short}, ${flags}`,
      description(entry, isList, defaultText),
    );
    if (entry.withoutEffect !== undefined) main.hideHelp();
    command.addOption(record(main, camelCase(name), given).helpGroup(`${groupTitles[entry.group]}:`));
    for (const alias of entry.aliases ?? []) {
      command.addOption(
        record(new Option(`--${alias} ${valueName(entry)}`), camelCase(name), given).hideHelp(),
      );
    }
  }
}

/**
 * Adds those of fio's options that vfload does not carry out, as far as they are among the arguments: commander is slow with all
 * of them. The API's code refuses them, or takes what is their default.
 */
export function addUnsupportedOptions(command: Command, args: readonly string[], given: GivenInputs): void {
  const names = args.flatMap((arg) => /^--([^=]+)/.exec(arg)?.[1] ?? []);
  for (const name of new Set(names)) {
    const found = findOption(unsupportedOptionTable, name);
    if (found === undefined) continue;
    const value = found.entry.kind === 'flag' ? '[0|1]' : '<value>';
    command.addOption(record(new Option(`--${name} ${value}`), name, given).hideHelp());
  }
}

/** The last one given counts, also between an option and its inverse: so it moves to the end. */
function record(option: Option, property: string, given: GivenInputs): Option {
  return option.argParser((value: string) => {
    Reflect.deleteProperty(given, property);
    given[property] = value;
    return value;
  });
}

function valueName(entry: OptionEntry): string {
  return entry.kind === 'string' ? `<${entry.valueName ?? 'text'}>` : valueNameByKind[entry.kind];
}

/** That a flag is off by default goes without saying. */
function defaultOf(entry: OptionEntry): string | undefined {
  if (!('default' in entry) || entry.kind === 'flag') return undefined;
  return formatValue(entry, entry.default);
}

function description(entry: OptionEntry, isList: boolean, defaultText: string | undefined): string {
  const facts: string[] = [];
  if (entry.kind === 'enum' || entry.kind === 'enum-list') facts.push(entry.choices.join(', '));
  if (entry.kind === 'duration' && entry.bareUnit !== 's') facts.push(`without a suffix: ${entry.bareUnit}`);
  if (entry.engines !== undefined) facts.push(`${entry.engines.join(', ')} only`);
  if (isList || entry.kind === 'enum-list') facts.push('several: with commas');
  if (defaultText !== undefined) facts.push(`default: ${defaultText}`);
  for (const alias of entry.aliases ?? []) facts.push(`also --${alias}`);
  return facts.length === 0 ? entry.help : `${entry.help} (${facts.join('; ')})`;
}

type FlagTable = Readonly<Record<string, { kind: string; aliases?: readonly string[] }>>;

/**
 * A flag takes its value only as `--thread=0`, as in fio: in `--time_based /mnt` the directory is none. So
 * flags without a value get theirs before commander, which would take the next word, sees them.
 */
export function completeFlags(args: readonly string[], ...tables: readonly FlagTable[]): string[] {
  const flags = new Set(
    tables.flatMap((table) =>
      Object.entries(table).flatMap(([name, { kind, aliases = [] }]) =>
        kind === 'flag' ? [name, ...aliases].map((each) => `--${each}`) : [],
      ),
    ),
  );
  const end = args.indexOf('--');
  return args.map((arg, index) => (flags.has(arg) && (end === -1 || index < end) ? `${arg}=1` : arg));
}
