/** The directory that both tools work in: made under the user's, with one file, and removed whatever happens. */
import { mkdtemp, readFile, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import { fileFailure } from '../file-failure.ts';
import { completeJob } from '../options/complete-job.ts';
import type { PlannedFile } from '../plan/plan.ts';
import { parseMountinfo } from '../result/mount.ts';
import type { Verdict } from '../result/run-outcome.ts';
import type { MountFacts } from '../result/vfload-member.ts';
import { openSession } from '../run/directory-session.ts';
import { layOut } from '../run/layout.ts';
import { limitsFor } from '../run/limits.ts';
import type { NativeAddon } from '../run/native.ts';
import { toNativeRun } from '../run/native-job.ts';
import { mountOf } from '../run/open-places.ts';
import { judge } from '../run/outcome.ts';
import { Place } from '../run/place.ts';
import { checkSpace } from '../run/preparation.ts';
import { startWork } from '../run/start-work.ts';
import { awaitWork } from '../run/work.ts';
import type { CacheState } from './request.ts';

/** What was done to the cache: `per-file` where this user may not drop that of the system. */
export type Prepared = 'pre-read' | 'dropped' | 'per-file';

const fileName = 'parity-file';
const prereadBytes = 1 << 20;
const limits = limitsFor(10_000);

export class Workplace {
  readonly file: string;
  readonly mount: MountFacts | undefined;
  readonly #addon: NativeAddon;
  readonly #place: Place;
  readonly #sizeBytes: number;

  private constructor(addon: NativeAddon, place: Place, sizeBytes: number) {
    this.#addon = addon;
    this.#place = place;
    this.#sizeBytes = sizeBytes;
    this.file = path.join(place.session.directory, fileName);
    this.mount = place.mount;
  }

  /**
   * @param directory - absolute
   * @throws VfloadError where the directory cannot be opened or written to, has too little space, or another vfload works there
   */
  static async open(
    addon: NativeAddon,
    directory: string,
    sizeBytes: number,
    signal: AbortSignal | undefined,
  ): Promise<Workplace> {
    const own = await makeDirectory(addon, directory, signal);
    try {
      const session = await openSession(
        addon,
        { directory: own, filenames: [fileName], limits, keepFiles: false, isTemporary: true },
        signal,
      );
      const mounts = parseMountinfo(await readFile('/proc/self/mountinfo', 'utf8'));
      const place = new Place({ label: 'parity', directory: own }, session, mountOf(session, mounts));
      try {
        await layOutFile(addon, place, sizeBytes, signal);
      } catch (error) {
        await session.release(place.blocked !== undefined);
        throw error;
      }
      return new Workplace(addon, place, sizeBytes);
    } catch (error) {
      await rmdir(own).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Brings the cache into the state in which each slice begins: nothing of earlier slices is unwritten, and the file is in memory or not.
   *
   * @throws VfloadError where that does not work
   */
  async prepare(cache: CacheState, signal: AbortSignal | undefined): Promise<Prepared> {
    const perFileOnly = cache === 'warm';
    const task = { filenames: [fileName], perFileOnly, limits };
    const dropping = startWork(() => this.#addon.dropCaches(this.#place.session.native, task));
    const dropped = await awaitWork(dropping, { limits, signal, kind: 'task' });
    check(await judge(dropped, [], this.#place.circumstances('drop-caches')));
    if (cache === 'cold') return dropping.method() === 'system' ? 'dropped' : 'per-file';
    const { jobs } = toNativeRun({ jobs: [readerOf(this.#sizeBytes)], firstJobNumber: 1 }, 'current');
    const reading = startWork(() => this.#addon.run(this.#place.session.native, { jobs, limits }));
    const read = await awaitWork(reading, { limits, signal, kind: 'jobs' });
    check(await judge(read, jobs, this.#place.circumstances('running')));
    return 'pre-read';
  }

  /** @param isStuck - the mount does not answer: its keeper cleans up when it does */
  async remove(isStuck: boolean): Promise<string | undefined> {
    return await this.#place.session.release(isStuck);
  }
}

/** The user's directory is first opened by a process that can be given up: a mount that does not answer is told as such. */
async function makeDirectory(
  addon: NativeAddon,
  directory: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const session = await openSession(addon, { directory, filenames: [], limits, keepFiles: true }, signal);
  await session.release(false);
  try {
    return await mkdtemp(path.join(directory, 'vfload-parity-'));
  } catch (error) {
    const { name, details } = fileFailure(directory, error);
    throw new VfloadError('ERR_VFLOAD_DIRECTORY', `Nothing can be made in ${directory}: ${name}.`, {
      ...details,
      remedy: 'name a directory that this user may write to',
    });
  }
}

async function layOutFile(
  addon: NativeAddon,
  place: Place,
  sizeBytes: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file: PlannedFile = {
    ...{ filename: fileName, sizeBytes, content: 'written', forWriting: true, zeros: false },
    ...{ fallocate: 'native', createFsync: true },
  };
  checkSpace([file], [place.session]);
  const onProgress = (): void => undefined;
  const { verdict } = await layOut({
    ...{ addon, place, limits, signal, onProgress },
    ...{ files: [file], allowOverwrite: false },
  });
  check(verdict);
}

function readerOf(sizeBytes: number): ReturnType<typeof completeJob> {
  const options = {
    ...{ name: 'pre-read', filename: fileName, rw: 'read', ioengine: 'psync', invalidate: 0 },
    ...{ bs: Math.min(prereadBytes, sizeBytes), size: sizeBytes },
  };
  return completeJob(
    Object.entries(options).map(([name, value]) => ({ name, value: String(value), origin: 'Pre-reading' })),
  );
}

/** @throws VfloadError what the verdict says */
function check(verdict: Verdict): void {
  if (verdict.outcome === 'measured') return;
  const { kind, message, cause, remedy } = verdict.reason;
  const code = kind === 'stuck' ? 'ERR_VFLOAD_STUCK' : 'ERR_VFLOAD_LAYOUT';
  throw new VfloadError(code, message, { cause, remedy });
}
