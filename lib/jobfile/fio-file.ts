/** The files of a job by fio's rules: any path, joined to the directory that was known where the file was named (fio-semantics 1.5). */
import { splitNames } from '../options/parse/names.ts';
import type { RawOption } from '../options/raw-option.ts';
import { escaped } from './file-list.ts';
import type { FileChoice } from './job-file.ts';

/**
 * @param section - the job's, which its default file is called after
 * @param clone - its number: several directories are dealt out to the clones
 * @param nrfiles - how many; undefined: all that are named, or one
 * @returns `filename` as a list of paths, each with its directory
 */
export function fioFilename(
  { directory, files }: FileChoice,
  section: string,
  clone: number,
  nrfiles: number | undefined,
): RawOption {
  const [first] = files;
  if (first === undefined) {
    const numbers = Array.from({ length: Math.max(1, nrfiles ?? 1) }, (_, index) => index);
    const names = numbers.map((index) => below(directory, clone, `${escaped(section)}.${clone}.${index}`));
    return { name: 'filename', value: names.join(':'), origin: 'option filename' };
  }
  const items = files.flatMap((file) =>
    splitNames(file.filename.value).map((item) => below(file.directory, clone, item)),
  );
  return { ...first.filename, value: items.slice(0, nrfiles === 0 ? undefined : nrfiles).join(':') };
}

function below(directory: RawOption | undefined, clone: number, item: string): string {
  if (directory === undefined) return item;
  const directories = splitNames(directory.value);
  const chosen = directories[clone % directories.length] ?? directory.value;
  return `${chosen}/${item}`;
}
