/** Finds and reads suites: those that are shipped by name, others by path. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { closest } from '../options/did-you-mean.ts';
import { packageRoot } from '../package-root.ts';
import { checkedYaml, readText } from './checked-yaml.ts';
import { type RunsText, type SettingsText, type SuiteText, suiteSchema } from './schema.ts';
import { type GivenRuns, runsOf, optionsOf, settingsOf } from './raw-options.ts';
import type { RawOption } from '../options/raw-option.ts';
import { studyFileError } from './yaml-source.ts';

export interface Suite {
  name: string;
  /** As it was published; undefined: nothing was. */
  published: SuiteText['published'];
  runs: GivenRuns;
  /** fio's options, with their places in the file. */
  options: RawOption[];
  /** vfload's own. */
  settings: RawOption[];
}

/** Of a study that names none. */
export const defaultSuite = 'virtiofs';

/**
 * @param word - a shipped suite's name, or a path, which has a slash or ends with .yaml
 * @param folder - what the path is relative to
 * @param place - where the word stands, for errors
 * @throws VfloadError ERR_VFLOAD_STUDY_FILE
 */
export async function readSuite(word: string, folder: string, place: string): Promise<Suite> {
  const isPath = word.includes('/') || /\.ya?ml$/.test(word);
  const file = isPath ? path.resolve(folder, word) : shippedSuite(word, place);
  return parseSuite(await readText(file), isPath ? word : path.basename(file));
}

/** @param origin - how places call the text */
function parseSuite(text: string, origin: string): Suite {
  const { value, source } = checkedYaml(suiteSchema, text, origin);
  const { used } = value;
  const at = { source, path: ['used'] };
  return {
    name: value.name,
    published: value.published,
    runs: runsOf(used.runs satisfies RunsText | undefined, at),
    options: optionsOf(used.options, at),
    settings: settingsOf(used satisfies SettingsText, at),
  };
}

function shippedSuite(name: string, place: string): string {
  const folder = path.join(packageRoot(), 'suites');
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : []));
  if (names.includes(name)) return path.join(folder, `${name}.yaml`);
  const meant = closest(name, names);
  throw studyFileError(
    place,
    `there is no suite "${name}".`,
    meant === undefined ? `Expected ${names.join(', ')}, or a path (./my.yaml).` : `Did you mean ${meant}?`,
  );
}
