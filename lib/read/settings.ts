/** What was asked for, out of options as they were given to fio. */
import { findOption, jobOptionTable } from '../options/registry.ts';
import { parseDuration } from '../options/parse/duration.ts';
import { parseFlag } from '../options/parse/bool.ts';
import { parseInteger } from '../options/parse/int.ts';
import { parseSize } from '../options/parse/size.ts';
import type { Parsed } from '../options/parse/parsed.ts';
import type { EntrySettings } from './entry.ts';

type Options = Readonly<Record<string, string>>;

/** What fio does where an option is not given. */
const defaults: EntrySettings = {
  rw: 'read',
  numjobs: 1,
  bs: 4096,
  direct: false,
  iodepth: 1,
  rwmixread: 50,
  runtime_ms: 0,
};

function valueOf<Value>(parsed: Parsed<Value>): Value | undefined {
  return parsed.ok ? parsed.value : undefined;
}

/** Bytes where all lengths are the same, else what was given, each length in bytes. */
export function bytesOrText(text: string): number | string {
  const lengths = text.split(/([,-])/).map((part) => valueOf(parseSize(part, 'fio')) ?? part);
  const [only] = lengths;
  return lengths.length === 1 && only !== undefined ? only : lengths.join('');
}

/** How each option becomes a member. */
const readers: {
  [Name in keyof EntrySettings]-?: [string, (text: string) => EntrySettings[Name] | undefined];
} = {
  rw: ['rw', (text) => text],
  ioengine: ['ioengine', (text) => text],
  numjobs: ['numjobs', (text) => valueOf(parseInteger(text, 'fio'))],
  bs: ['bs', bytesOrText],
  size: ['size', bytesOrText],
  direct: ['direct', (text) => (text === '' ? true : valueOf(parseFlag(text, 'fio')))],
  iodepth: ['iodepth', (text) => valueOf(parseInteger(text, 'fio'))],
  rwmixread: ['rwmixread', (text) => valueOf(parseInteger(text, 'fio'))],
  runtime_ms: ['runtime', (text) => valueOf(parseDuration(text, { bareUnit: 's', unit: 'ms' }, 'fio'))],
  options: ['', () => undefined],
};

/** Options by fio's own names instead of their aliases. */
export function canonicalOptions(given: Iterable<readonly [string, string]>): Record<string, string> {
  const options: Record<string, string> = {};
  for (const [name, value] of given) options[findOption(jobOptionTable, name)?.name ?? name] = value;
  return options;
}

/** The settings that options tell of; what is not among them is not known. */
export function settingsOf(options: Options): EntrySettings {
  const settings: Record<string, unknown> = {};
  for (const [name, [option, read]] of Object.entries(readers)) {
    const text = Object.hasOwn(options, option) ? options[option] : undefined;
    const value = text === undefined ? undefined : read(text);
    if (value !== undefined) settings[name] = value;
  }
  // `bsrange` is another way to say it.
  const { bsrange } = options;
  if (bsrange !== undefined && settings['bs'] === undefined) settings['bs'] = bytesOrText(bsrange);
  return { ...(settings as EntrySettings), options };
}

/** As `settingsOf`, of options that are all that were given: the rest are defaults. */
export function settingsOfAll(options: Options, fioMajor: number | undefined): EntrySettings {
  // Before fio 3 the default engine was not the same everywhere.
  const engine = fioMajor !== undefined && fioMajor >= 3 ? { ioengine: 'psync' } : {};
  return { ...defaults, ...engine, ...settingsOf(options) };
}

/** Later ones win; options of all are kept. */
export function mergedSettings(...all: readonly EntrySettings[]): EntrySettings {
  const options = Object.assign({}, ...all.map((settings) => settings.options ?? {})) as Options;
  const merged = Object.assign({}, ...all) as EntrySettings;
  return Object.keys(options).length === 0 ? merged : { ...merged, options };
}

/** The words of a command line, as a shell takes simple ones apart. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
}

/** `--name=value`, `--name value` and `--flag` of a command line of fio. */
export function optionsOfCommand(line: string): Record<string, string> {
  const given: [string, string][] = [];
  const all = words(line);
  for (const [index, word] of all.entries()) {
    const [, name, value] = /^--([a-z][\w-]*)(?:=(.*))?$/i.exec(word) ?? [];
    if (name === undefined) continue;
    const next = all[index + 1];
    const isValue = next !== undefined && !next.startsWith('-') && /^[\d.]+[a-z%]*$/i.test(next);
    given.push([name, value ?? (isValue ? next : '')]);
  }
  const known = canonicalOptions(given);
  return Object.fromEntries(Object.entries(known).filter(([name]) => Object.hasOwn(jobOptionTable, name)));
}
