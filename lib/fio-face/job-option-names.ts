/** Which options of jobs the command line has, and which of them take a value. */
import { findOption, jobOptionTable } from '../options/registry.ts';
import { unsupportedOptionTable } from '../options/unsupported-options.ts';

/** What the command line has to know of an option, whether vfload carries it out or not. */
interface Described {
  readonly kind: string;
  readonly aliases?: readonly string[];
  readonly engines?: readonly string[];
}

const described: Readonly<Record<string, Described>> = { ...unsupportedOptionTable, ...jobOptionTable };

/**
 * @param ioengine - whose options are known beside those of all
 * @returns names and aliases
 */
export function jobOptionNames(ioengine: string): string[] {
  return Object.entries(described).flatMap(([name, { aliases = [], engines }]) =>
    engines === undefined || engines.includes(ioengine) ? [name, ...aliases] : [],
  );
}

/** The engine of jobs that name none. */
export const defaultEngine = 'psync';

/** @returns whether jobs of an engine have an option, which is told by its canonical name. */
export function hasOption(ioengine: string, name: string): boolean {
  const engines = described[name]?.engines;
  return engines === undefined || engines.includes(ioengine);
}

/** Flags take a value only behind `=`: what follows `--thread` is a job file. */
export function takesValue(name: string): 'optional' | 'required' {
  return findOption(described, name)?.entry.kind === 'flag' ? 'optional' : 'required';
}
