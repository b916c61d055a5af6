/** `--cmdhelp` and `--enghelp`, out of the registry. fio ends with 0 also where it does not know what is asked about. */
import { closest } from '../options/did-you-mean.ts';
import { expectedValue } from '../options/expected-value.ts';
import { formatValue } from '../options/format-value.ts';
import { findOption, jobOptionTable, jobRegistry, optionNames } from '../options/registry.ts';
import { unsupportedOptionTable } from '../options/unsupported-options.ts';

/** What is told of any option. */
interface Told {
  readonly help: string;
  readonly aliases?: readonly string[];
  readonly engines?: readonly string[];
  readonly reason?: string;
}

const told: Readonly<Record<string, Told>> = { ...unsupportedOptionTable, ...jobOptionTable };

/** @param about - an option; undefined or `all`: a line for each that jobs of any engine have */
export function commandHelp(about: string | undefined): string {
  if (about === undefined || about === 'all') {
    return lines(Object.entries(told).filter(([, { engines }]) => engines === undefined));
  }
  return described(about, told);
}

/** @param about - an engine, and an option of it behind a comma; undefined: a line for each engine */
export function engineHelp(about: string | undefined): string {
  const engines = jobRegistry.ioengine.choices.map(String);
  if (about === undefined) return ['The engines:', ...engines.map((name) => `\t${name}`), ''].join('\n');
  const [engine = '', option] = about.split(',');
  if (!engines.includes(engine)) return `There is no engine "${engine}" here.\n`;
  const ofEngine = Object.entries(told).filter(([, entry]) => entry.engines?.includes(engine) === true);
  return option === undefined ? lines(ofEngine) : described(option, Object.fromEntries(ofEngine));
}

function lines(options: readonly (readonly [string, Told])[]): string {
  return options
    .map(
      ([name, { help, reason }]) =>
        `${name.padEnd(26)}: ${help}${reason === undefined ? '' : ' (refused)'}\n`,
    )
    .join('');
}

function described(name: string, table: Readonly<Record<string, Told>>): string {
  const found = findOption(table, name);
  if (found === undefined) {
    const suggestion = closest(name, optionNames(table));
    return `There is no option "${name}".${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}\n`;
  }
  const { help, aliases = [], reason } = found.entry;
  const working = findOption(jobOptionTable, found.name);
  const preset =
    working !== undefined && 'default' in working.entry
      ? formatValue(working.entry, working.entry.default)
      : undefined;
  const facts = [
    `${found.name}: ${help}`,
    ...aliases.map((alias) => `alias: ${alias}`),
    ...(working === undefined ? [] : [`value: ${expectedValue(working.entry)}`]),
    ...(preset === undefined ? [] : [`default: ${preset}`]),
    ...(reason === undefined ? [] : [`refused: ${reason}`]),
  ];
  return `${facts.join('\n')}\n`;
}
