/** docs/options.md, made from the registry. Used when building only: `npm run docs:options` writes the page. */
import { formatSingle, formatValue } from './format-value.ts';
import type { OptionEntry, OptionGroup, OptionTable } from './option-entry.ts';
import { groupTitles } from './option-groups.ts';
import { boundsOf, isPerDirection } from './parse-value.ts';
import { jobOptionTable, optionNames, vfloadOptionTable } from './registry.ts';
import type { UnsupportedEntry } from './unsupported-entry.ts';
import { unsupportedByGroup, unsupportedOptionTable } from './unsupported-options.ts';
import type { ValueForm } from './value-form.ts';

type Cells = readonly string[];

/** @returns the page as Markdown, ending with a newline. */
export function optionsPage(): string {
  const groups = Object.keys(groupTitles) as OptionGroup[];
  return `${[introduction(), ...groups.map(section), unsupportedWords()].join('\n\n')}\n`;
}

function introduction(): string {
  const working = entriesOf(jobOptionTable, (entry) => entry.withoutEffect === undefined);
  const withoutEffect = entriesOf(jobOptionTable, (entry) => entry.withoutEffect !== undefined);
  const refused = Object.keys(unsupportedOptionTable);
  return `<!-- Made from lib/options by npm run docs:options. -->

# Options

\`vfload run\` and the suite take fio's options under fio's names. All options of fio 3.33 for files are on this page, with
those of the engines that do file I/O, and some of later versions. Each is in one of three states:

| state | options | what happens |
| --- | --- | --- |
| works | ${working.length} | as in fio; [accuracy.md](accuracy.md) tells what differs on purpose |
| without effect | ${withoutEffect.length} | the value is checked and nothing is done with it: every figure is the same without; the run says so (warning \`without-effect\`) |
| not supported | ${refused.length} | refused before anything is touched, with the reason (\`ERR_VFLOAD_OPTION_UNSUPPORTED\`, exit code 2); only fio's default is taken, such as \`loops=1\`, where nothing else happens anyway |

Sizes: 4k, 4KB and 4KiB are 4096 bytes. Times: 500ms, 20s, 2m. A flag needs no value. In a program, options are
properties: fio's by their names, vfload's own in camel case (\`keepFiles\`).`;
}

function section(group: OptionGroup): string {
  const isOfGroup = (entry: OptionEntry): boolean => entry.group === group;
  const taken = entriesOf(group === 'vfload' ? vfloadOptionTable : jobOptionTable, isOfGroup);
  const working = taken.filter(([, entry]) => entry.withoutEffect === undefined);
  const withoutEffect = taken.filter(([, entry]) => entry.withoutEffect !== undefined);
  const unsupported = Object.entries(unsupportedByGroup[group] ?? {});
  return [
    `## ${groupTitles[group]}${group === 'vfload' ? " (vfload's own)" : ''}`,
    ...table(
      ['works', 'value', 'default', 'meaning'],
      working.map(([name, entry]) => [
        namesCell(name, entry),
        valueCell(entry),
        defaultCell(entry),
        entry.help,
      ]),
    ),
    ...table(
      ['without effect', 'value', 'in fio', 'why it changes nothing'],
      withoutEffect.map(([name, entry]) => [
        namesCell(name, entry),
        valueCell(entry),
        entry.help,
        entry.withoutEffect ?? '',
      ]),
    ),
    ...table(
      ['not supported', 'value in fio', 'default', 'in fio', 'why not'],
      unsupported.map(([name, entry]) => [
        namesCell(name, entry),
        valueCell(entry),
        entry.default === undefined ? '' : code(entry.default),
        entry.after === undefined ? entry.help : `${entry.help} (versions after ${entry.after})`,
        entry.reason,
      ]),
    ),
  ].join('\n\n');
}

/** Of options that work, the words that are refused. */
function unsupportedWords(): string {
  const rows = Object.entries(jobOptionTable).flatMap(([name, entry]) =>
    Object.entries((entry.kind === 'enum' ? entry.unsupportedChoices : undefined) ?? {}).map(
      ([word, reason]) => [code(`${name}=${word}`), reason],
    ),
  );
  return ['## Words that are not supported', ...table(['option and word', 'why not'], rows)].join('\n\n');
}

function entriesOf(table: OptionTable, wanted: (entry: OptionEntry) => boolean): [string, OptionEntry][] {
  return Object.entries(table).filter(([, entry]) => wanted(entry));
}

/** @returns nothing for a table without rows. */
function table(head: Cells, rows: readonly Cells[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: Cells): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')];
}

function namesCell(name: string, entry: OptionEntry | UnsupportedEntry): string {
  const names = optionNames({ [name]: entry })
    .map(code)
    .join(', ');
  return entry.engines === undefined ? names : `${names} (${entry.engines.join(', ')})`;
}

function defaultCell(entry: OptionEntry): string {
  if (!('default' in entry) || entry.kind === 'flag') return '';
  return code(formatValue(entry, entry.default));
}

const kindWords: Readonly<Record<ValueForm['kind'], string>> = {
  size: 'size',
  duration: 'time',
  bool: '`0`, `1`',
  flag: 'flag',
  int: 'number',
  percent: 'percent',
  enum: 'word',
  'enum-list': 'words',
  postfixed: 'word',
  'postfixed-list': 'words',
  string: 'text',
  names: 'names, with colons',
  pattern: 'bytes',
  'cpu-list': 'CPU numbers',
  seed: 'number',
  'size-range': 'range of sizes',
  'size-or-range': 'size, or range of sizes',
  'duration-range': 'time, or range of times',
  'size-split': 'sizes with shares, `4k/20:8k/80`',
  decimals: 'decimal numbers, with colons',
};

function valueCell(form: ValueForm): string {
  if ('choices' in form) return wordsCell(form);
  if (form.kind === 'decimals' && form.most === 1) return ['decimal number', ...boundsWords(form)].join(' ');
  const parts = [kindWords[form.kind]];
  if (form.kind === 'string' && form.valueIsOptional === true) parts.push('or nothing');
  if ('takesPercent' in form) parts.push('or percent');
  const unit = 'bareUnit' in form ? form.bareUnit : unitOf(form);
  if (unit !== undefined) parts.push('bareUnit' in form ? `(a number counts ${unit})` : `(${unit})`);
  parts.push(...boundsWords(form));
  if (isPerDirection(form)) parts.push('for reads, writes, trims');
  return parts.join(' ');
}

const postfixWords = { none: '', int: '[:N]', size: '[:SIZE]', decimals: '[:NUMBER]', text: '[:…]' } as const;

function wordsCell(form: Extract<ValueForm, { choices: unknown }>): string {
  const words = form.choices.map((word) =>
    code(form.kind === 'postfixed' ? `${word}${postfixWords[form.postfixes[word] ?? 'none']}` : word),
  );
  if (form.kind === 'enum-list') return `${words.join(', ')}; several with commas`;
  if (form.kind === 'postfixed-list') return `${words.join(', ')}; several with commas, then \`:N\``;
  return words.join(', ');
}

/** @returns what a number counts, where its kind does not say so. */
function unitOf(form: ValueForm): string | undefined {
  const unit = 'unit' in form ? form.unit : undefined;
  return unit === 'bytes' || unit === 'percent' ? undefined : unit;
}

/** Limits that go without saying are left out: 0 below, 100 % and 32 bits above. */
function boundsWords(form: ValueForm): string[] {
  const { min, max } = boundsOf(form);
  const words: string[] = [];
  if (min !== undefined && min !== 0) words.push(`from ${formatSingle(form, min)}`);
  if (max !== undefined && max !== (form.kind === 'percent' ? 100 : 4294967295)) {
    words.push(`${words.length === 0 ? 'up to' : 'to'} ${formatSingle(form, max)}`);
  }
  return words;
}

function code(text: string): string {
  return `\`${text}\``;
}
