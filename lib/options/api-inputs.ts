/** Takes the objects of the API apart: vfload's own options, options of jobs, and what is no option. */
import type { RunOptions, SuiteOptions } from './api-options.ts';
import { misplacedOption, unknownOption } from './parse-options.ts';
import { type OptionInput, type RawOption, inputText } from './raw-option.ts';
import { findOption, jobOptionTable, optionNames, vfloadOptionTable } from './registry.ts';
import { unsupportedAtDefault, unsupportedOptionTable } from './unsupported-options.ts';
import { type VfloadOptions, camelCase, parseVfloadOptions } from './vfload-options.ts';

/** Options by whom they concern, in the order given. */
export interface SortedInputs {
  vfload: RawOption[];
  job: RawOption[];
}

/** Properties that are no options of the registry. */
const requestProperties: readonly string[] = [
  'directories',
  'configurations',
  'jobFiles',
  'sections',
  'label',
  'signal',
];

const vfloadNameByProperty: ReadonlyMap<string, string> = new Map(
  Object.keys(vfloadOptionTable).map((name) => [camelCase(name), name]),
);

/**
 * @param refusedNames - options that exist, but make no sense here
 * @throws VfloadError ERR_VFLOAD_UNKNOWN_OPTION, ERR_VFLOAD_OPTION_UNSUPPORTED
 */
export function sortInputs(
  inputs: SuiteOptions | RunOptions,
  refusedNames: readonly string[] = [],
): SortedInputs {
  const sorted: SortedInputs = { vfload: [], job: [] };
  for (const [property, input] of Object.entries(inputs) as [string, OptionInput | undefined][]) {
    if (input === undefined || requestProperties.includes(property)) continue;
    const vfloadName = vfloadNameByProperty.get(property);
    const value = inputText(input, listSeparator(property));
    const option = { name: vfloadName ?? property, value, origin: `Option ${property}` };
    const name = vfloadName ?? findOption(jobOptionTable, property)?.name ?? unsupportedAtDefault(option);
    if (name === undefined) {
      throw unknownOption(option, [...optionNames(jobOptionTable), ...vfloadNameByProperty.keys()]);
    }
    if (refusedNames.includes(name)) throw misplacedOption(option);
    sorted[vfloadName === undefined ? 'job' : 'vfload'].push(option);
  }
  return sorted;
}

/** What is between the items of an option's list. */
function listSeparator(name: string): string {
  const { entry } = findOption(jobOptionTable, name) ?? findOption(unsupportedOptionTable, name) ?? {};
  return entry?.kind === 'decimals' || entry?.kind === 'names' ? ':' : ',';
}

/**
 * @returns vfload's own options among what a caller of `suite` or `run` gave, with their defaults.
 * @throws VfloadError for unknown options, bad values and contradictions
 */
export function parseSettings(inputs: SuiteOptions | RunOptions): VfloadOptions {
  return parseVfloadOptions(sortInputs(inputs).vfload);
}
