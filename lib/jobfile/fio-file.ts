/** The files of a job by fio's rules: any path, joined to the directory that was known where the file was named (fio-semantics 1.5). */
import { splitNames } from '../options/parse/names.ts';
import type { RawOption } from '../options/raw-option.ts';
import { escaped } from './file-list.ts';
import type { FileChoice } from './job-file.ts';

/** How files are called that no `filename` names. */
export interface DefaultNames {
  /** The job's section. */
  section: string;
  /** `filename_format`. */
  format: string;
}

/**
 * @param clone - the job's number among its clones: several directories are dealt out to them,
 *   as long as no `filename` names the files
 * @param nrfiles - how many; undefined: all that are named, or one
 * @returns `filename` as a list of paths, each with its directory; one that is given twice is there twice
 */
export function fioFilename(
  { directory, files }: FileChoice,
  names: DefaultNames,
  clone: number,
  nrfiles: number | undefined,
): RawOption {
  const [first] = files;
  if (first === undefined) {
    const numbers = Array.from({ length: Math.max(1, nrfiles ?? 1) }, (_, index) => index);
    const paths = numbers.map((file) => below(directory, clone, escaped(defaultName(names, clone, file))));
    return { name: 'filename', value: paths.join(':'), origin: 'option filename' };
  }
  const items = files.flatMap((file) =>
    // Whoever names files has those of all clones in the first directory.
    namesIn(file.filename.value).map((item) => below(file.directory, 0, item)),
  );
  return { ...first.filename, value: items.slice(0, nrfiles === 0 ? undefined : nrfiles).join(':') };
}

/**
 * A name by `filename_format`: keywords are replaced in this order, whatever case they are in, wherever they stand.
 */
export function defaultName({ section, format }: DefaultNames, clone: number, file: number): string {
  const keywords = [
    ['$jobname', section],
    ['$clientuid', ''],
    ['$jobnum', String(clone)],
    ['$filenum', String(file)],
  ] as const;
  return keywords.reduce((name, [keyword, text]) => replaced(name, keyword, text), format);
}

/** @returns the names of so many files as a list with colons; names that are alike are there once. */
export function namedByDefault(names: DefaultNames, clone: number, count: number): string {
  const files = Array.from({ length: count }, (_, file) => escaped(defaultName(names, clone, file)));
  return [...new Set(files)].join(':');
}

function replaced(name: string, keyword: string, text: string): string {
  return name.replaceAll(new RegExp(keyword.replace('$', '\\$'), 'gi'), () => text);
}

/** @returns the items of a list of files or directories; fio takes no notice of those that are empty. */
export function namesIn(list: string): string[] {
  return splitNames(list).filter((item) => item !== '');
}

function below(directory: RawOption | undefined, clone: number, item: string): string {
  if (directory === undefined) return item;
  const directories = namesIn(directory.value);
  const chosen = directories[clone % directories.length] ?? directory.value;
  return `${chosen}/${item}`;
}
