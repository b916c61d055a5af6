/** What the installed fio says of its options. */
import { spawnSync } from 'node:child_process';

/** An option as `fio --cmdhelp=NAME` describes it, in its words. */
export interface FioOption {
  name: string;
  alias: string | undefined;
  type: string;
  /** undefined: "no default". */
  default: string | undefined;
  min: number | undefined;
  /** undefined: no limit, which fio writes as -1. */
  max: number | undefined;
  choices: string[];
}

/** @returns the names that `--cmdhelp=all` prints. */
export function fioOptionNames(): string[] {
  return namesIn(ask('--cmdhelp=all'));
}

/** @returns the names of an engine's own options; none for an engine without. */
export function fioEngineOptionNames(engine: string): string[] {
  return namesIn(ask(`--enghelp=${engine}`));
}

/** @returns the engines that this fio was built with. */
export function fioEngines(): string[] {
  return [...ask('--enghelp').matchAll(/^\t(\S+)$/gm)].map(([, name = '']) => name);
}

/** @returns undefined where fio has no option of exactly this name or alias. */
export function fioOption(name: string): FioOption | undefined {
  return described(name, ask(`--cmdhelp=${name}`));
}

/** The same for an engine's own option. */
export function fioEngineOption(engine: string, name: string): FioOption | undefined {
  return described(name, ask(`--enghelp=${engine},${name}`));
}

/** An engine without options makes fio fail, and an unknown name makes it complain on stderr. */
function ask(question: string): string {
  return spawnSync('fio', [question], { encoding: 'utf8' }).stdout;
}

/** Names of lines such as `  iodepth_low   : Low water mark`, the name indented by its depth in a tree. */
export function namesIn(help: string): string[] {
  return [...help.matchAll(/^ *([a-z][\w-]*) *: /gm)].map(([, name = '']) => name);
}

/** @returns what the help says. undefined where it is of another option: fio shows the one with the nearest name. */
export function described(asked: string, help: string): FioOption | undefined {
  const [, name = ''] = /^ *(\S+):/.exec(help) ?? [];
  const value = (label: string): string | undefined =>
    new RegExp(`^ *${label}: (.*)$`, 'm').exec(help)?.[1]?.trim();
  const alias = value('alias');
  if (name !== asked && alias !== asked) return undefined;
  const preset = value('default');
  const [, min] = /min=([^,]+)/.exec(value('range') ?? '') ?? [];
  const [, max] = /max=(.+)/.exec(value('range') ?? '') ?? [];
  return {
    name,
    alias,
    type: value('type') ?? '',
    default: preset === 'no default' ? undefined : preset,
    min: min === undefined ? undefined : Number(min),
    max: max === undefined || max === '-1' ? undefined : Number(max),
    // The first one stands after "valid values", the others below it.
    choices: [...help.matchAll(/^ *(?:valid values)?: (\S+)/gm)].map(([, choice = '']) => choice),
  };
}
