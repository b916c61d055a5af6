/** The files of a job by fio's rules: any path, joined to the directory that was known where the file was named (fio-semantics 1.5). */
import { splitNames } from '../options/parse/names.ts';
import type { RawOption } from '../options/raw-option.ts';
import { escaped } from './file-list.ts';
import type { FileChoice } from './job-file.ts';

/**
 * @param section - the job's, which its default file is called after
 * @param clone - its number: several directories are dealt out to the clones
 * @returns `filename` as a list of paths, each with its directory
 */
export function fioFilename({ directory, files }: FileChoice, section: string, clone: number): RawOption {
  const [first] = files;
  if (first === undefined) {
    const path = below(directory, clone, `${escaped(section)}.${clone}.0`);
    return { name: 'filename', value: path, origin: 'option filename' };
  }
  const items = files.flatMap((file) =>
    splitNames(file.filename.value).map((item) => below(file.directory, clone, item)),
  );
  return { ...first.filename, value: items.join(':') };
}

function below(directory: RawOption | undefined, clone: number, item: string): string {
  if (directory === undefined) return item;
  const directories = splitNames(directory.value);
  const chosen = directories[clone % directories.length] ?? directory.value;
  return `${chosen}/${item}`;
}
