/** Makes and opens the directory of a calibration, and removes it again. */
import { mkdtemp, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import { fileFailure } from '../file-failure.ts';
import type { MountEntry } from '../result/mount.ts';
import { calibrationFolders, isPlain } from './calibration-place.ts';
import { type Uncalibrated, attempt } from './calibration-reason.ts';
import { openSession } from './directory-session.ts';
import { type MeasuredPlace, isMeasured, measuredPlace } from './journal-place.ts';
import type { NativeAddon, NativeLimits } from './native.ts';
import { mountOf } from './open-places.ts';
import { Place } from './place.ts';

export interface OwnDirectoryRequest {
  addon: NativeAddon;
  /** Those that are measured. */
  places: readonly Place[];
  mounts: readonly MountEntry[];
  /** Absolute. */
  journalFile: string;
  limits: NativeLimits;
  signal: AbortSignal | undefined;
}

/** The first of the folders in which one can be made, locked and written to. */
export async function openOwnDirectory(
  request: OwnDirectoryRequest,
): Promise<{ place: Place } | Uncalibrated> {
  const { mounts, journalFile } = request;
  const measured = measuredPlaces(request);
  let reason = 'there is no plain local file system that is not measured';
  for (const folder of calibrationFolders({ journalFile, mounts, measured })) {
    if (request.signal?.aborted === true) return { reason: 'interrupted' };
    const opened = await attempt(() => openIn(request, folder));
    if ('place' in opened) return opened;
    reason = opened.reason;
  }
  return { reason };
}

function measuredPlaces({ places }: OwnDirectoryRequest): MeasuredPlace[] {
  return places.map(({ session }) => measuredPlace(session));
}

/** @throws VfloadError */
async function openIn(
  request: OwnDirectoryRequest,
  folder: string,
): Promise<{ place: Place } | Uncalibrated> {
  const { addon, limits, mounts, signal } = request;
  const directory = await makeDirectory(folder);
  const keeping = { directory, filenames: [], limits, keepFiles: false, isTemporary: true };
  try {
    const session = await openSession(addon, keeping, signal);
    // Links may lead elsewhere than the path says.
    const mount = mountOf(session, mounts);
    const leadsToMeasured = isMeasured(session.inspection.realPath, {
      mounts,
      measured: measuredPlaces(request),
    });
    if (isPlain(mount?.type) && !leadsToMeasured) {
      return { place: new Place({ label: 'calibration', directory }, session, mount) };
    }
    await session.release(false);
    return { reason: `${folder} leads to another file system` };
  } catch (error) {
    await rmdir(directory).catch(() => undefined);
    throw error;
  }
}

/** @throws VfloadError */
async function makeDirectory(folder: string): Promise<string> {
  try {
    return await mkdtemp(path.join(folder, 'vfload-calibration-'));
  } catch (error) {
    const { name, details } = fileFailure(folder, error);
    throw new VfloadError('ERR_VFLOAD_DIRECTORY', `Nothing can be made in ${folder}: ${name}.`, details);
  }
}

/** What `openOwnDirectory` has opened. */
export async function removeOwnDirectory({ session }: Place): Promise<void> {
  await session.release(false);
  // The keeper has done that, unless somebody killed it.
  await rmdir(session.directory).catch(() => undefined);
}
