/**
 * The option registry: one entry for each option that is taken, with its type, unit, bounds, default and help. The types of
 * the API, the parsers, the command line's options and the "job options" of results are all made from it. What fio has and
 * vfload refuses is in unsupported-options.ts.
 */
import type { OptionTable } from './option-entry.ts';
import { buffersOptions } from './registry/buffers.ts';
import { engineOptions } from './registry/engine.ts';
import { filesOptions } from './registry/files.ts';
import { ioOptions } from './registry/io.ts';
import { logsOptions } from './registry/logs.ts';
import { offsetsOptions } from './registry/offsets.ts';
import { processOptions } from './registry/process.ts';
import { rateOptions } from './registry/rate.ts';
import { replayOptions } from './registry/replay.ts';
import { statisticsOptions } from './registry/statistics.ts';
import { timeOptions } from './registry/time.ts';
import { verifyOptions } from './registry/verify.ts';
import {
  unsupportedEngines,
  unsupportedHints,
  unsupportedZoneModes,
} from './registry/unsupported/choices.ts';
import { vfloadOptions } from './registry/vfload.ts';
import { withoutEffectOptions } from './registry/without-effect.ts';

export type JobRegistry = typeof filesOptions &
  typeof ioOptions &
  typeof engineOptions &
  typeof offsetsOptions &
  typeof buffersOptions &
  typeof timeOptions &
  typeof processOptions &
  typeof rateOptions &
  typeof statisticsOptions &
  typeof logsOptions &
  typeof replayOptions &
  typeof verifyOptions;

export type WithoutEffectRegistry = typeof withoutEffectOptions;

export type VfloadRegistry = typeof vfloadOptions;

/** fio's options that vfload carries out: what a job is asked to do. */
export const jobRegistry: JobRegistry = {
  ...filesOptions,
  ...ioOptions,
  ...engineOptions,
  ...offsetsOptions,
  ...buffersOptions,
  ...timeOptions,
  ...processOptions,
  ...rateOptions,
  ...statisticsOptions,
  ...logsOptions,
  ...replayOptions,
  ...verifyOptions,
};

/** fio's options that are taken, and vfload's own, with the type that code which handles any option needs. */
export const jobOptionTable: OptionTable = {
  ...jobRegistry,
  // Here and not in the entries: what is refused is no part of any type.
  ioengine: { ...ioOptions.ioengine, unsupportedChoices: unsupportedEngines },
  zonemode: { ...offsetsOptions.zonemode, unsupportedChoices: unsupportedZoneModes },
  fadvise_hint: { ...ioOptions.fadvise_hint, unsupportedChoices: unsupportedHints },
  ...withoutEffectOptions,
};
export const vfloadOptionTable: OptionTable = vfloadOptions;

/** An entry and the name it is registered by. */
export interface NamedOption<Entry> {
  name: string;
  entry: Entry;
}

/** What look-ups need of entries, be they those of options that are taken or of others. */
type NamedEntries<Entry> = Readonly<Record<string, Entry>>;
interface Aliased {
  aliases?: readonly string[];
}

/** @returns the option of this name or alias, or undefined. Names are case sensitive, as fio's. */
export function findOption<Entry extends Aliased>(
  table: NamedEntries<Entry>,
  name: string,
): NamedOption<Entry> | undefined {
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
export function optionNames(table: NamedEntries<Aliased>): string[] {
  return Object.entries(table).flatMap(([name, entry]) => [name, ...(entry.aliases ?? [])]);
}
