/** A measured directory while vfload works in it: opened, locked, inspected; cleaned up and released at the end. */
import { setTimeout as delay } from 'node:timers/promises';
import { VfloadError } from '../errors.ts';
import { EndPipe } from './end-pipe.ts';
import type { NativeAddon, NativeDirectory, NativeInspection, NativeLimits } from './native.ts';
import { openingError, unansweredError } from './opening-error.ts';
import { startWork } from './start-work.ts';
import { awaitWork } from './work.ts';

/** The keeper's answer is looked for so often: soon at first, since it usually takes a millisecond. */
const inspectionPollsMs = [1, 1, 2, 4, 8, 16];
const slowestInspectionPollMs = 50;

/** What releasing may take where a run in the directory is stuck: its keeper waits for the same file system. */
const releaseAfterStuckMs = 3_000;

export interface SessionRequest {
  /** Absolute. */
  directory: string;
  /** Names to inspect. */
  filenames: string[];
  limits: NativeLimits;
  keepFiles: boolean;
  /** The directory is vfload's own: the keeper removes it with the last file, also when the controller dies. */
  isTemporary?: boolean;
  /** Directories that this plan has opened before. */
  opened?: readonly string[];
}

export class DirectorySession {
  /** As the user named it. */
  readonly directory: string;
  readonly native: NativeDirectory;
  readonly inspection: NativeInspection;
  readonly #limits: NativeLimits;
  readonly #pipe: EndPipe;
  #isReleased = false;

  constructor(request: SessionRequest, native: NativeDirectory, inspection: NativeInspection, pipe: EndPipe) {
    this.directory = request.directory;
    this.native = native;
    this.inspection = inspection;
    this.#limits = request.limits;
    this.#pipe = pipe;
  }

  /** Calls back when the keeper or its supervisor ends before `release`: nobody vouches for the lock any more. */
  onLost(tell: () => void): void {
    void this.#pipe.ended.then(() => {
      if (!this.#isReleased) tell();
    });
  }

  /**
   * Lets the keeper remove vfload's files and end.
   *
   * @param mountIsStuck - do not wait long: the keeper is likely to hang as well
   * @returns what is left behind, as a sentence; undefined where all is clean
   */
  async release(mountIsStuck: boolean): Promise<string | undefined> {
    this.#isReleased = true;
    this.#pipe.ref();
    this.native.release();
    const timer = new AbortController();
    if (mountIsStuck) {
      // The keeper stays behind as a process of its own and cleans up when the file system answers again.
      const first = await Promise.race([
        this.#pipe.ended.then(() => 'ended' as const),
        delay(releaseAfterStuckMs, 'late' as const, { signal: timer.signal }),
      ]);
      if (first === 'late') {
        this.#pipe.close();
        return `The keeper of ${this.directory} (process ${String(this.native.pid)}) waits for the file system; it removes vfload's files when that answers.`;
      }
      timer.abort();
    }
    const watch = { limits: this.#limits, signal: undefined, kind: 'task' } as const;
    const { end, supervisorHung } = await awaitWork(this.native, watch, this.#pipe);
    const isClean = end.children.every((child) => child.end === 'ended' && child.failure === undefined);
    if (isClean && !supervisorHung && end.supervisorSignal === undefined) return undefined;
    const isUnknown = isClean || end.children.every((child) => child.end === 'lost');
    return isUnknown
      ? `Nobody saw how the keeper of ${this.directory} ended: what it left of vfload's files, if anything, the next vfload that works there removes.`
      : `Files of vfload may remain in ${this.directory}; the next vfload that works there removes them.`;
  }
}

/**
 * Opens, locks and inspects a directory.
 *
 * @throws VfloadError `ERR_VFLOAD_LOCKED`, `ERR_VFLOAD_DIRECTORY`, `ERR_VFLOAD_STUCK` or, after an abort,
 *   `ERR_VFLOAD_ABORTED`
 */
export async function openSession(
  addon: NativeAddon,
  request: SessionRequest,
  signal: AbortSignal | undefined,
): Promise<DirectorySession> {
  const { directory, filenames, limits } = request;
  const native = startWork(() => addon.openDirectory({ directory, filenames, limits }));
  if (request.isTemporary === true) native.removeDirectory();
  const pipe = new EndPipe(native.endFd);
  const answer = await awaitInspection(native, pipe, limits, signal);
  if (answer !== undefined && !('failure' in answer) && signal?.aborted !== true) {
    if (request.keepFiles) native.keepFiles();
    // From here on something else keeps the process alive; the keeper alone must not.
    pipe.unref();
    return new DirectorySession(request, native, answer, pipe);
  }
  native.release();
  const { end } = await awaitWork(native, { limits, signal: undefined, kind: 'task' }, pipe);
  if (signal?.aborted === true)
    throw new VfloadError('ERR_VFLOAD_ABORTED', 'Stopped before anything was measured.');
  if (answer !== undefined && 'failure' in answer) throw openingError(directory, answer, request.opened);
  throw unansweredError(directory, end);
}

/** @returns the keeper's answer; undefined where it ended without one, was given up, or the caller aborted. */
async function awaitInspection(
  native: NativeDirectory,
  pipe: EndPipe,
  limits: NativeLimits,
  signal: AbortSignal | undefined,
): Promise<ReturnType<NativeDirectory['inspection']>> {
  const state = { hasEnded: false };
  const ended = pipe.ended.then(() => {
    state.hasEnded = true;
  });
  const giveUpAtMs =
    performance.now() + limits.taskStuckAfterMs + limits.killGraceMs + slowestInspectionPollMs;
  for (let polls = 0; ; polls += 1) {
    const answer = native.inspection();
    if (answer !== undefined || state.hasEnded || signal?.aborted === true) return answer;
    if (performance.now() > giveUpAtMs) {
      native.kill();
      return undefined;
    }
    await Promise.race([ended, delay(inspectionPollsMs[polls] ?? slowestInspectionPollMs)]);
  }
}
