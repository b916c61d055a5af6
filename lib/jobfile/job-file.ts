/** Where a job's file is: `directory` and `filename` made into one directory and one name in it (fio-semantics 1.3, 1.5). */
import { VfloadError } from '../errors.ts';
import { splitNames } from '../options/parse/names.ts';
import type { RawOption } from '../options/raw-option.ts';
import { unescaped } from './file-list.ts';

/** A `filename` and the `directory` that was known where it was given: fio joins the two there and then. */
export interface GivenFile {
  readonly filename: RawOption;
  readonly directory: RawOption | undefined;
}

/** What a job says about its file. */
export interface FileChoice {
  /** The job's, own or inherited. */
  readonly directory: RawOption | undefined;
  /** Several where `filename` is given several times; none: the job's default file. */
  readonly files: readonly GivenFile[];
}

/**
 * @returns `directory` and `filename` as options, each only where it is given: a plain name, or several with colons
 * @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT, ERR_VFLOAD_OPTION_VALUE for what would be another file than it seems, and devices
 */
export function placedFile({ directory, files }: FileChoice): RawOption[] {
  if (directory !== undefined) refuseSeveral(directory);
  const [first] = files;
  if (first === undefined)
    return directory === undefined ? [] : [{ ...directory, value: unescaped(directory.value) }];
  const places = files.flatMap((file) => {
    refuseOtherDirectory(file, directory);
    return splitNames(file.filename.value).map((path) => split(path, file));
  });
  const folders = new Set(places.map((place) => place.folder));
  const { filename } = files.at(-1) ?? first;
  if (folders.size > 1) {
    throw conflict(
      filename,
      'the files are in several directories.',
      'Keep all files of a job in one directory.',
    );
  }
  const [folder] = folders;
  const name = { ...filename, value: places.map((place) => place.name).join(':') };
  if (folder === undefined) return [name];
  return [{ name: 'directory', value: folder, origin: (directory ?? filename).origin }, name];
}

/** `[global] filename=f` with `directory=d` in the job alone is `./f` in fio, which nobody means. */
function refuseOtherDirectory({ filename, directory }: GivenFile, ofJob: RawOption | undefined): void {
  if (directory?.value === ofJob?.value) return;
  throw conflict(
    filename,
    `"${filename.value}" belongs to ${directory === undefined ? 'the current directory' : directory.value}, and the job's directory is ${ofJob?.value ?? 'another one'}.`,
    'Give directory and filename in the same section: fio joins them where filename is given.',
  );
}

/** A path in a directory: its folder, and its name there. */
function split(
  path: string,
  { filename, directory }: GivenFile,
): { folder: string | undefined; name: string } {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const base = directory === undefined ? undefined : unescaped(directory.value);
  if (slash < 0) return { folder: base, name };
  if (path.startsWith('/') && base !== undefined) {
    throw conflict(
      filename,
      `"${path}" is an absolute path, and there is a directory, ${base}.`,
      'Give one of them: fio would take the path below the directory.',
    );
  }
  const folder = slash === 0 ? '/' : path.slice(0, slash);
  const joined = base === undefined ? folder : `${base}/${folder}`;
  if (isDevices(joined)) {
    throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', `${filename.origin}: "${path}" is a device.`, {
      cause: 'vfload works on regular files only',
      remedy: 'Name a file on a mounted file system.',
    });
  }
  return { folder: joined, name };
}

/** Shared memory is a file system like others. */
function isDevices(folder: string): boolean {
  return /^\/+dev(?:\/|$)/.test(folder) && !/^\/+dev\/+shm(?:\/|$)/.test(folder);
}

/** fio deals several directories out to the clones of a job. */
function refuseSeveral(directory: RawOption): void {
  if (splitNames(directory.value).length < 2) return;
  throw conflict(
    directory,
    `"${directory.value}" names several directories.`,
    'Name one; \\: stands for a colon. vfload A B measures two directories beside each other.',
  );
}

function conflict({ origin }: RawOption, message: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', `${origin}: ${message}`, { remedy });
}
