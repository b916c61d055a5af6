/** Finds out what a mount can do: small operations on a file of vfload's own, in a supervised process. */
import { readFileSync } from 'node:fs';
import { VfloadError } from '../errors.ts';
import type { ProbeOptions } from '../options/api-options.ts';
import { inputText } from '../options/raw-option.ts';
import { parseVfloadOptions } from '../options/vfload-options.ts';
import { makeConfigurations } from '../plan/configurations.ts';
import { workingDirectory } from '../plan/working-directory.ts';
import { readEnvironment } from '../result/environment.ts';
import { parseMountinfo } from '../result/mount.ts';
import { openSession } from '../run/directory-session.ts';
import { limitsFor } from '../run/limits.ts';
import { errnoName } from '../run/names.ts';
import type { NativeAddon, NativeProbeResult } from '../run/native.ts';
import { mountOf } from '../run/open-places.ts';
import { openingError } from '../run/opening-error.ts';
import { type Trials, tryOperations } from '../run/try-operations.ts';
import { operationNote } from './operation-notes.ts';
import type { ProbeOperation, ProbeResult } from './probe-result.ts';

/**
 * Operations that the mount lacks are results; so is one that hangs, after which nothing more is tried.
 *
 * @throws VfloadError where the directory cannot be opened or nothing can be made in it; `ERR_VFLOAD_ABORTED`
 */
export async function probeDirectory(addon: NativeAddon, options: ProbeOptions): Promise<ProbeResult> {
  const { signal } = options;
  const limits = limitsFor(stuckAfterMs(options));
  const [configuration] = makeConfigurations([{ directory: options.directory }], workingDirectory);
  const directory = configuration?.directory ?? options.directory;
  const session = await openSession(addon, { directory, filenames: [], limits, keepFiles: false }, signal);
  const mount = mountOf(session, parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8')));
  let hung = false;
  try {
    const trials = await tryOperations(addon, session, limits, signal);
    const { results, ended } = trials;
    checkAnyTried(trials, session.directory);
    hung = ended.supervisorHung || ended.end.children.some(isStuck);
    if (signal?.aborted === true) throw new VfloadError('ERR_VFLOAD_ABORTED', 'The probe was stopped.');
    return {
      directory: options.directory,
      mount,
      environment: readEnvironment({ vfload: addon.version, addonClock: addon.clock().source }),
      operations: results.map((result) => describe(result, mount?.type)),
    };
  } finally {
    await session.release(hung);
  }
}

/** @throws VfloadError where nothing was tried, since the probe's file could not be made */
function checkAnyTried({ results, ended }: Trials, directory: string): void {
  const failure = ended.end.children[0]?.failure;
  if (results.length > 0 || failure === undefined) return;
  throw openingError(directory, { failure: { ...failure, filename: undefined }, holderPid: undefined });
}

function isStuck({ end }: { end: string }): boolean {
  return end === 'stuck' || end === 'abandoned';
}

function stuckAfterMs({ stuckAfter }: ProbeOptions): number {
  const origin = 'Option stuckAfter';
  const given =
    stuckAfter === undefined ? [] : [{ name: 'stuck-after', value: inputText(stuckAfter), origin }];
  return parseVfloadOptions(given).stuckAfter;
}

function describe(result: NativeProbeResult, fileSystem: string | undefined): ProbeOperation {
  const { operation, errno, stuck } = result;
  const ok = errno === 0 && !stuck;
  const name = errno === 0 ? undefined : errnoName(errno);
  const note = operationNote({ operation, ok, errnoName: name, stuck, fileSystem });
  return { operation, ok, errno, errnoName: name, stuck, note };
}
