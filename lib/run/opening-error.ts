/** Why a directory cannot be measured, as errors with cause and remedy. */
import { VfloadError } from '../errors.ts';
import { ruleOn } from './errno-table.ts';
import { errnoName, signalName } from './names.ts';
import type { NativeEnd, NativeFailure } from './native.ts';
import { startObstacle } from './start-obstacle.ts';

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
    cause: 'it is damaged, or somebody else wrote it',
    remedy: 'move it away; vfload-file1 to vfload-file4 beside it may be files of an earlier vfload',
  },
  EROFS: {
    cause: 'it is on a file system that is mounted read-only',
    remedy: 'mount it read-write: vfload keeps its lock and its files there',
  },
};

/**
 * @param answer - what the keeper found instead of facts
 * @param opened - directories that the same plan has opened before
 */
export function openingError(
  directory: string,
  answer: { failure: NativeFailure; holderPid: number | undefined },
  opened: readonly string[] = [],
): VfloadError {
  const { failure, holderPid } = answer;
  const name = errnoName(failure.errno);
  if (failure.point === 'lock' && (name === 'EAGAIN' || holderPid !== undefined)) {
    if (holderPid === process.pid && opened.length > 0) return givenTwiceError(directory, opened);
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
    name === 'EBADMSG'
      ? `${directory}${file} is not vfload's list of its files.`
      : `${directory}${file} cannot be used: ${failure.point} ended with ${name}.`,
    { errno: failure.errno, path: `${directory}${file}`, cause: meaning.cause, remedy: meaning.remedy },
  );
}

/** Through a link, or another mount point: only the lock tells. */
function givenTwiceError(directory: string, opened: readonly string[]): VfloadError {
  const others = opened.length === 1 ? (opened[0] ?? '') : `one of ${opened.join(', ')}`;
  return new VfloadError('ERR_VFLOAD_USAGE', `${directory} is the same directory as ${others}.`, {
    path: directory,
    cause: 'a directory is given twice, through a link or another mount point',
    remedy: 'give each directory once',
  });
}

/** The keeper ended, or was given up, without an answer. */
export function unansweredError(directory: string, end: NativeEnd): VfloadError {
  const [keeper] = end.children;
  if (keeper?.end === 'not-started') {
    const message = `No process could be started for ${directory}.`;
    return new VfloadError('ERR_VFLOAD_SUPERVISOR', message, startObstacle(undefined));
  }
  if (keeper?.end === 'signalled') {
    const message = `The keeper of ${directory} was ended by ${signalName(keeper.signal ?? 0)}.`;
    return new VfloadError('ERR_VFLOAD_SUPERVISOR', message, {
      cause: 'somebody killed it, or the kernel did because memory ran out',
      remedy: 'look for "Out of memory" in dmesg, and repeat the measurement',
    });
  }
  const stuck = keeper?.stuck;
  const waits = stuck === undefined || stuck.wchan === '' ? '' : ` (it waits in ${stuck.wchan})`;
  return new VfloadError('ERR_VFLOAD_STUCK', `${directory} does not answer${waits}.`, {
    path: directory,
    cause: 'the daemon, server or device below this mount does not answer',
    remedy: 'look in dmesg, and at the daemon or the host; mount the directory again',
  });
}
