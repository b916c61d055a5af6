/**
 * The option registry: one entry for each option that exists, with its type, unit, bounds, default and help. The types of
 * the API, the parsers, the command line's options and the "job options" of results are all made from it.
 */
import type { OptionEntry, OptionTable } from './option-entry.ts';
import { buffersOptions } from './registry/buffers.ts';
import { filesOptions } from './registry/files.ts';
import { ioOptions } from './registry/io.ts';
import { statisticsOptions } from './registry/statistics.ts';
import { timeOptions } from './registry/time.ts';
import { vfloadOptions } from './registry/vfload.ts';

export type JobRegistry = typeof filesOptions &
  typeof ioOptions &
  typeof buffersOptions &
  typeof timeOptions &
  typeof statisticsOptions;

export type VfloadRegistry = typeof vfloadOptions;

/** fio's options: what a job is asked to do. */
export const jobRegistry: JobRegistry = {
  ...filesOptions,
  ...ioOptions,
  ...buffersOptions,
  ...timeOptions,
  ...statisticsOptions,
};

/** fio's options, and vfload's own, with the type that code which handles any option needs. */
export const jobOptionTable: OptionTable = jobRegistry;
export const vfloadOptionTable: OptionTable = vfloadOptions;

/** An entry and the name it is registered by. */
export interface NamedOption {
  name: string;
  entry: OptionEntry;
}

/** @returns the option of this name or alias, or undefined. Names are case sensitive, as fio's. */
export function findOption(table: OptionTable, name: string): NamedOption | undefined {
  if (Object.hasOwn(table, name)) {
    const entry = table[name];
    if (entry !== undefined) return { name, entry };
  }
  for (const [canonical, entry] of Object.entries(table)) {
    if (entry.aliases?.includes(name) === true) return { name: canonical, entry };
  }
  return undefined;
}

/** @returns all names of a table, aliases included. */
export function optionNames(table: OptionTable): string[] {
  return Object.entries(table).flatMap(([name, entry]) => [name, ...(entry.aliases ?? [])]);
}
