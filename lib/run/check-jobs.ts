/** What jobs ask of this machine, looked at before anything is touched: CPUs, and places for their logs. */
import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { workingDirectory } from '../plan/working-directory.ts';
import { fileFailure } from '../file-failure.ts';
import type { MountEntry } from '../result/mount.ts';
import { checkMachine } from './check-machine.ts';
import type { DirectorySession } from './directory-session.ts';
import { isMeasured, measuredPlace } from './journal-place.ts';
import { longestIologBytes } from './native-job/iolog.ts';
import { logPrefixes, longestPrefixBytes } from './native-job/logs.ts';

/**
 * @throws VfloadError `ERR_VFLOAD_OPTION_VALUE` for CPUs that are not there and logs that cannot be written;
 *   `ERR_VFLOAD_USAGE` for a relative log where the current directory is gone
 */
export async function checkJobs(
  runs: Plan['runs'],
  sessions: readonly DirectorySession[],
  mounts: readonly MountEntry[],
): Promise<void> {
  const measured = sessions.map((session) => measuredPlace(session));
  const logs = new Map<string, string>();
  for (const job of runs.flatMap(({ jobs }) => jobs)) {
    checkMachine(job);
    if (job.write_iolog !== undefined) {
      checkLength('write_iolog', job.write_iolog, longestIologBytes);
      logs.set(job.write_iolog, 'write_iolog');
    }
    for (const [name, prefix] of logPrefixes(job)) {
      checkLength(name, prefix, longestPrefixBytes);
      logs.set(prefix, name);
    }
  }
  for (const [log, name] of logs) {
    const file = path.isAbsolute(log) ? log : path.resolve(workingDirectory(), log);
    // There the controller touches nothing: its jobs will tell.
    if (!isMeasured(path.dirname(file), { mounts, measured })) await checkLog(name, log, file);
  }
}

function checkLength(name: string, place: string, longestBytes: number): void {
  if (Buffer.byteLength(path.resolve(workingDirectory(), place)) <= longestBytes) return;
  const message = `Option ${name}: the path of its files is longer than ${longestBytes} bytes.`;
  throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', message, {
    remedy: 'Name a directory nearer to the root.',
  });
}

async function checkLog(name: string, given: string, file: string): Promise<void> {
  try {
    await access(path.dirname(file), constants.W_OK | constants.X_OK);
  } catch (error) {
    // A file or device that is there already needs no room in its directory.
    if (name === 'write_iolog' && (await isWritable(file))) return;
    const { name: errnoName, details } = fileFailure(path.dirname(file), error);
    const message = `Option ${name}: "${given}" cannot be written in ${path.dirname(file)}: ${errnoName}.`;
    throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', message, {
      ...details,
      remedy: 'Name a file in a directory that is there and can be written.',
    });
  }
}

async function isWritable(file: string): Promise<boolean> {
  return access(file, constants.W_OK).then(
    () => true,
    () => false,
  );
}
