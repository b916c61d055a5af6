/** Why a directory cannot be measured, as errors with cause and remedy. */
import { VfloadError } from '../errors.ts';
import { ruleOn } from './errno-table.ts';
import { errnoName } from './names.ts';
import type { NativeEnd, NativeFailure } from './native.ts';

/** What an errno of opening the directory means, where it is another thing than for a file. */
const openingMeanings: Readonly<Record<string, { cause: string; remedy: string }>> = {
  ENOENT: { cause: 'there is no such directory', remedy: 'create it, or mount the share there' },
  ENOTDIR: {
    cause: 'it is not a directory',
    remedy: 'name a directory; vfload works on files of its own in it',
  },
  EACCES: {
    cause: 'this user may not search, read or write it',
    remedy: 'check its owner and mode; on a shared directory the host decides with its own users',
  },
  EBADMSG: {
    cause: 'its .vfload-files.json is damaged, or was not written by vfload',
    remedy: 'look at the file; remove it where nothing in the directory was made by vfload',
  },
  EROFS: {
    cause: 'it is on a file system that is mounted read-only',
    remedy: 'mount it read-write: vfload keeps its lock and its files there',
  },
};

/** @param answer - what the keeper found instead of facts */
export function openingError(
  directory: string,
  answer: { failure: NativeFailure; holderPid: number | undefined },
): VfloadError {
  const { failure, holderPid } = answer;
  const name = errnoName(failure.errno);
  if (failure.point === 'lock' && (name === 'EAGAIN' || holderPid !== undefined)) {
    const holder =
      holderPid === undefined ? 'Another vfload' : `Another vfload (process ${String(holderPid)})`;
    return new VfloadError('ERR_VFLOAD_LOCKED', `${holder} works in ${directory}.`, {
      errno: failure.errno,
      path: directory,
      cause: 'two measurements in one directory would disturb each other and share their files',
      remedy: 'wait until it has ended, or choose another directory',
    });
  }
  const meaning =
    openingMeanings[name] ??
    ruleOn({
      errnoName: name,
      point: failure.point,
      engine: undefined,
      direct: false,
      fileSystem: undefined,
      ioUringDisabled: undefined,
    });
  const file = failure.filename === undefined ? '' : `/${failure.filename}`;
  return new VfloadError(
    failure.point === 'foreign-file' ? 'ERR_VFLOAD_FOREIGN_FILE' : 'ERR_VFLOAD_DIRECTORY',
    `${directory}${file} cannot be used: ${failure.point} ended with ${name}.`,
    { errno: failure.errno, path: `${directory}${file}`, cause: meaning.cause, remedy: meaning.remedy },
  );
}

/** The keeper ended, or was given up, without an answer. */
export function openingStuckError(directory: string, end: NativeEnd): VfloadError {
  const stuck = end.children.find((child) => child.stuck !== undefined)?.stuck;
  const waits = stuck === undefined || stuck.wchan === '' ? '' : ` (it waits in ${stuck.wchan})`;
  return new VfloadError('ERR_VFLOAD_STUCK', `${directory} does not answer${waits}.`, {
    path: directory,
    cause: 'the daemon, server or device below this mount does not answer',
    remedy: 'look in dmesg, and at the daemon or the host; mount the directory again',
  });
}
