/** fio's options that vfload does not carry out. They are known by name, so that each is refused with its reason. */
import { isDeepStrictEqual } from 'node:util';
import { VfloadError } from '../errors.ts';
import type { OptionGroup } from './option-entry.ts';
import { parseGiven } from './parse-given.ts';
import type { RawOption } from './raw-option.ts';
import { findOption } from './registry.ts';
import { unsupportedBuffersOptions } from './registry/unsupported/buffers.ts';
import { unsupportedEngineOptions } from './registry/unsupported/engine.ts';
import { unsupportedFilesOptions } from './registry/unsupported/files.ts';
import { unsupportedIoOptions } from './registry/unsupported/io.ts';
import { unsupportedLogsOptions } from './registry/unsupported/logs.ts';
import { unsupportedReplayOptions } from './registry/unsupported/replay.ts';
import { unsupportedStatisticsOptions } from './registry/unsupported/statistics.ts';
import { unsupportedTimeOptions } from './registry/unsupported/time.ts';
import { unsupportedTrimOptions } from './registry/unsupported/trim.ts';
import { unsupportedZonesOptions } from './registry/unsupported/zones.ts';
import type { UnsupportedEntry, UnsupportedTable } from './unsupported-entry.ts';
import type { Dialect } from './value-form.ts';

/** By group. */
export const unsupportedByGroup: Readonly<Partial<Record<OptionGroup, UnsupportedTable>>> = {
  files: unsupportedFilesOptions,
  io: unsupportedIoOptions,
  engine: unsupportedEngineOptions,
  buffers: unsupportedBuffersOptions,
  time: unsupportedTimeOptions,
  verify: unsupportedTrimOptions,
  statistics: unsupportedStatisticsOptions,
  logs: unsupportedLogsOptions,
  replay: unsupportedReplayOptions,
  zones: unsupportedZonesOptions,
};

/** By name. */
export const unsupportedOptionTable: UnsupportedTable = Object.fromEntries(
  Object.values(unsupportedByGroup).flatMap((table) => Object.entries(table)),
);

/**
 * An option of fio's that vfload does not carry out can be given where its value is fio's default: that is what vfload does.
 *
 * @returns its canonical name then; undefined for a name that is none of these options'
 * @throws VfloadError ERR_VFLOAD_OPTION_UNSUPPORTED for any other value, ERR_VFLOAD_OPTION_VALUE for what is none in fio either
 */
export function unsupportedAtDefault(option: RawOption, dialect: Dialect = 'vfload'): string | undefined {
  const found = findOption(unsupportedOptionTable, option.name);
  if (found === undefined) return undefined;
  if (!isDefault(found.entry, option, dialect)) throw unsupportedOption(option, found.entry);
  return found.name;
}

/**
 * @returns whether a value changes nothing: the job does the same without the option
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE
 */
export function isDefault(entry: UnsupportedEntry, option: RawOption, dialect: Dialect = 'vfload'): boolean {
  const value = parseGiven(entry, option, dialect);
  const isSwitch = entry.kind === 'flag' || entry.kind === 'bool';
  const preset = entry.default ?? (isSwitch ? '0' : undefined);
  if (preset === undefined) return false;
  return isDeepStrictEqual(value, parseGiven(entry, { ...option, value: preset }, 'fio'));
}

/** The error for an option of fio's that vfload does not carry out. */
function unsupportedOption(
  { name, origin }: Pick<RawOption, 'name' | 'origin'>,
  { reason }: UnsupportedEntry,
): VfloadError {
  const remedy = `Leave ${name} out.`;
  return new VfloadError('ERR_VFLOAD_OPTION_UNSUPPORTED', `${origin}: ${reason}.`, { remedy });
}
