import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { fileFailure } from '../file-failure.ts';
import { type YamlPath, type YamlSource, readYaml, studyFileError } from './yaml-source.ts';

/** What a file says, and where. */
export interface CheckedYaml<T> {
  value: T;
  source: YamlSource;
}

/** @throws VfloadError ERR_VFLOAD_STUDY_FILE for a file that cannot be read */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw studyFileError(
      path,
      `the file cannot be read: ${fileFailure(path, error).name}.`,
      'look at the path and its permissions',
    );
  }
}

/**
 * @param origin - how places call the text
 * @throws VfloadError ERR_VFLOAD_STUDY_FILE with `FILE:LINE:COLUMN` of the first thing that is wrong
 */
export function checkedYaml<T>(
  schema: v.GenericSchema<unknown, T>,
  text: string,
  origin: string,
): CheckedYaml<T> {
  const source = readYaml(text, origin);
  const checked = v.safeParse(schema, source.value);
  if (checked.success) return { value: checked.output, source };
  // A mistyped key is missing as well: what is there is told, and not what is not.
  const issue = checked.issues.find(isUnknownKey) ?? checked.issues[0];
  const path = pathOf(issue);
  // To the checker a list is a mapping of numbers.
  if (isUnknownKey(issue) && Array.isArray(issue.path?.at(-1)?.input)) {
    const list = path.slice(0, -1);
    throw studyFileError(
      source.at(list),
      `${within(list, false)}a mapping is expected here, and not a list.`,
    );
  }
  const isKey = issue.type === 'strict_object';
  const [problem = '', ...hint] = issue.message.split(/(?=Did you mean)/);
  throw studyFileError(
    isUnknownKey(issue) ? source.atKey(path) : source.at(path),
    `${within(path, isKey)}${problem.trim()}`,
    hint.length === 0 ? undefined : hint.join(''),
  );
}

function isUnknownKey({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never';
}

function pathOf(issue: v.BaseIssue<unknown>): YamlPath {
  return (issue.path ?? []).map(({ key }) => key as string | number);
}

/** `configurations[0].hooks: `, so that a reader knows without counting lines. */
function within(path: YamlPath, isKey: boolean): string {
  const told = isKey ? path.slice(0, -1) : path;
  if (told.length === 0) return '';
  const words = told.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`)).join('');
  return `${words.replace(/^\./, '')}: `;
}
