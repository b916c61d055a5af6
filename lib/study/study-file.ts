/** A study that is described in a file, with the suite that it names. */
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import type { ConfigurationInput } from '../options/api-options.ts';
import type { RawOption } from '../options/raw-option.ts';
import { makeConfigurations } from '../plan/configurations.ts';
import { checkedYaml, readText } from './checked-yaml.ts';
import { type GivenRuns, optionsOf, runsOf, settingsOf } from './raw-options.ts';
import { type HooksText, studySchema } from './schema.ts';
import { type Suite, defaultSuite, readSuite } from './suite-file.ts';
import { type YamlSource, studyFileError } from './yaml-source.ts';

export interface StudyConfiguration extends ConfigurationInput {
  label: string;
  /** Commands for `sh -c`. */
  hooks: HooksText;
  /** Of what only the host knows: daemon, VMM, …, by name. */
  versions: Readonly<Record<string, string>>;
  /** Options of the daemon, which only the host knows; undefined: not told. */
  virtiofsd: string | undefined;
}

export interface Study {
  /** Absolute. */
  file: string;
  name: string | undefined;
  suite: Suite;
  configurations: readonly StudyConfiguration[];
  /** Label of the configuration that others are compared with. */
  reference: string | undefined;
  runs: GivenRuns;
  /** fio's options: the suite's, then the study's. */
  options: readonly RawOption[];
  /** vfload's own: the suite's, then the study's. */
  settings: readonly RawOption[];
}

/**
 * @throws VfloadError ERR_VFLOAD_STUDY_FILE (as a rejection), with the place of what is wrong
 */
export async function readStudy(file: string): Promise<Study> {
  const absolute = path.resolve(file);
  const { value, source } = checkedYaml(studySchema, await readText(file), file);
  const folder = path.dirname(absolute);
  const suite = await readSuite(value.suite ?? defaultSuite, folder, source.at(['suite']));
  const labels = value.configurations.map(({ label }) => label);
  if (value.reference !== undefined && !labels.includes(value.reference)) {
    throw studyFileError(
      source.at(['reference']),
      `there is no configuration "${value.reference}".`,
      `Expected ${labels.join(', ')}.`,
    );
  }
  const configurations = value.configurations.map(({ label, directory, hooks, versions, virtiofsd }) => ({
    ...{ label, virtiofsd },
    directory: path.isAbsolute(directory) ? directory : path.join(folder, directory),
    hooks: { ...value.hooks, ...hooks },
    versions: Object.fromEntries(Object.entries(versions ?? {}).map(([name, text]) => [name, String(text)])),
  }));
  checkConfigurations(configurations, source);
  const top = { source, path: [] };
  return {
    file: absolute,
    name: value.name,
    suite,
    configurations,
    reference: value.reference,
    runs: { ...suite.runs, ...runsOf(value.runs, top) },
    options: [...suite.options, ...optionsOf(value.options, top)],
    settings: [...suite.settings, ...settingsOf(value, top)],
  };
}

/** @throws VfloadError ERR_VFLOAD_STUDY_FILE at the first label or directory that cannot be used, or is given twice */
function checkConfigurations(configurations: readonly StudyConfiguration[], source: YamlSource): void {
  for (const index of configurations.keys()) {
    try {
      makeConfigurations(configurations.slice(0, index + 1), () => '/');
    } catch (error) {
      if (!(error instanceof VfloadError)) throw error;
      const key = error.message.startsWith('The label') ? 'label' : 'directory';
      throw studyFileError(source.at(['configurations', index, key]), error.message, error.remedy);
    }
  }
}
