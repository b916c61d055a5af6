/** Values of a study's file as options, which keep the place where they stand. */
import { type RawOption, inputText } from '../options/raw-option.ts';
import { findOption, jobOptionTable, vfloadOptionTable } from '../options/registry.ts';
import { camelCase } from '../options/vfload-options.ts';
import { type OptionText, type RunsText, type SettingsText, settingNames } from './schema.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** A mapping's place. */
export interface Within {
  source: YamlSource;
  path: YamlPath;
}

/** What chooses a suite's runs. */
export interface GivenRuns {
  rw?: RawOption;
  ioengine?: RawOption;
  numjobs?: RawOption;
  only?: RawOption;
}

/** @returns fio's options of the mapping `options` */
export function optionsOf(
  options: Readonly<Record<string, OptionText>> | undefined,
  within: Within,
): RawOption[] {
  return Object.entries(options ?? {}).map(([name, value]) => rawOption(name, value, within, 'options'));
}

/** @returns vfload's own options, by the registry's names */
export function settingsOf(settings: SettingsText, within: Within): RawOption[] {
  return settingNames.flatMap((property) => {
    const value = settings[property];
    if (value === undefined) return [];
    const name = Object.keys(vfloadOptionTable).find((each) => camelCase(each) === property) ?? property;
    return [{ ...rawOption(property, value, within), name }];
  });
}

export function runsOf(runs: RunsText | undefined, within: Within): GivenRuns {
  const given: GivenRuns = {};
  for (const name of ['rw', 'ioengine', 'numjobs', 'only'] as const) {
    const value = runs?.[name];
    if (value !== undefined) given[name] = rawOption(name, value, within, 'runs');
  }
  return given;
}

function rawOption(name: string, value: OptionText, { source, path }: Within, inside?: string): RawOption {
  const place = source.at([...path, ...(inside === undefined ? [] : [inside]), name]);
  return { name, value: valueText(value, name), origin: `${place}: Option ${name}` };
}

/** Lists are joined as the option wants it; by commas where none is named. */
export function valueText(value: OptionText, name = ''): string {
  const { entry } = findOption(jobOptionTable, name) ?? {};
  const separator = entry?.kind === 'decimals' || entry?.kind === 'names' ? ':' : ',';
  return typeof value === 'object' ? value.map((each) => inputText(each)).join(separator) : inputText(value);
}
