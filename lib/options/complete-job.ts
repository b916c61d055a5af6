/** One job's options, complete: given values, then the registry's defaults, then the checks that need more than one option. */
import { VfloadError } from '../errors.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { JobOptions } from './job-options.ts';
import type { Dialect, OptionValue, SingleValue } from './value-form.ts';
import type { OptionEntry } from './option-entry.ts';
import { completeDirections, noDirections } from './parse/directions.ts';
import { asDirections, isPerDirection } from './parse-value.ts';
import { parseOptions } from './parse-options.ts';
import type { RawOption } from './raw-option.ts';
import { jobOptionTable } from './registry.ts';
import { validateJob } from './validate-job.ts';

/**
 * @param fallbacks - values of options that have no default of their own, where they are not given
 * @returns the frozen options of one job.
 * @throws {@link VfloadError} for unknown options, bad values, missing options and combinations that make no sense
 */
export function completeJob(
  raw: Iterable<RawOption>,
  fallbacks: Readonly<Record<string, string | number>> = {},
  dialect: Dialect = 'vfload',
): JobOptions {
  const { values, given } = parseOptions(jobOptionTable, raw, dialect);
  const complete: Record<string, OptionValue | undefined> = {};
  for (const [name, entry] of Object.entries(jobOptionTable)) {
    if (entry.inverseOf !== undefined || entry.withoutEffect !== undefined) continue;
    const preset = presetOf(entry);
    const value = completeValue(entry, values.get(name), preset) ?? fallbacks[name];
    if (value === undefined && entry.required === true) throw missingOption(name, entry.help);
    complete[name] = value;
  }
  // The loop above goes through the very entries that JobOptions is derived from.
  const job = { ...complete, given: Object.fromEntries(given), clone: 0 } as unknown as JobOptions;
  validateJob(job, dialect);
  return deepFreeze(job);
}

/** What an option is without being given; a word that something may follow is alone. */
function presetOf(entry: OptionEntry): SingleValue | undefined {
  if (entry.kind === 'postfixed' && entry.default !== undefined)
    return { word: entry.default, postfix: '', numbers: [] };
  return 'default' in entry ? entry.default : undefined;
}

/** Where only some directions were given, the default is that of the others. */
function completeValue(
  entry: OptionEntry,
  value: OptionValue | undefined,
  preset: SingleValue | undefined,
): OptionValue | undefined {
  if (!isPerDirection(entry) || preset === undefined) return value ?? preset;
  return completeDirections(asDirections(entry, value) ?? noDirections, preset);
}

function missingOption(name: string, help: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_USAGE', `Option ${name} is missing.`, {
    remedy: `Give ${name}: ${help}.`,
  });
}
