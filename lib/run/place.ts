/** A configuration while it is measured: its directory's session and what has become of its files and its mount. */
import type { Configuration } from '../plan/plan.ts';
import type { MountFacts, Reason } from '../result/vfload-member.ts';
import type { DirectorySession } from './directory-session.ts';
import type { NativeFileState, NativeJob } from './native.ts';
import { writes } from './native-job.ts';
import type { Circumstances } from './circumstances.ts';
import { stuckRemedy } from './stuck-remedy.ts';

export class Place {
  readonly configuration: Configuration;
  readonly session: DirectorySession;
  readonly mount: MountFacts | undefined;
  /** By file name: what the layout made of it, and the runs since. */
  #fileStates = new Map<string, NativeFileState>();
  #filesInDoubt = false;
  /** Why nothing can be measured here any more. */
  #blocked: Reason | undefined;

  constructor(configuration: Configuration, session: DirectorySession, mount: MountFacts | undefined) {
    this.configuration = configuration;
    this.session = session;
    this.mount = mount;
  }

  /** What judgements about work in this directory know. */
  circumstances(task: Circumstances['task']): Circumstances {
    return {
      task,
      fileSystem: this.mount?.type,
      deviceMinor: this.session.inspection.device.minor,
      // Tasks try nothing: only a job can be repeated with other sizes.
      alignedTrialWorks: () => Promise.resolve(false),
    };
  }

  get blocked(): Reason | undefined {
    return this.#blocked;
  }

  /** Every cell after this one fails with this reason, without being started. */
  block(reason: Reason): void {
    this.#blocked ??= reason;
  }

  /** A failed run: somebody may have truncated, removed or replaced the files. */
  doubtFiles(): void {
    this.#filesInDoubt = true;
  }

  /** @returns whether the files have to be looked at before the next run; asked once. */
  takeDoubts(): boolean {
    const inDoubt = this.#filesInDoubt && this.#blocked === undefined;
    this.#filesInDoubt = false;
    return inDoubt;
  }

  setFileStates(states: Map<string, NativeFileState>): void {
    this.#fileStates = new Map(states);
  }

  fileState(filename: string): NativeFileState | undefined {
    return this.#fileStates.get(filename);
  }

  /** A file that a run wrote to is neither fresh nor unwritten afterwards. */
  noteWritten(jobs: readonly NativeJob[]): void {
    for (const job of jobs) {
      if (writes(job) && this.#fileStates.has(job.filename)) this.#fileStates.set(job.filename, 'written');
    }
  }

  isOnMountOf(other: Place): boolean {
    return this.session.inspection.mountId === other.session.inspection.mountId;
  }
}

/** Nothing more is started on a mount in which something got stuck, through whichever directory. */
export function blockMount(places: readonly Place[], stuckPlace: Place, what: string, reason: Reason): void {
  for (const place of places) {
    if (place.isOnMountOf(stuckPlace)) place.block(mountStuckReason(place, what, reason));
  }
}

function mountStuckReason(place: Place, what: string, reason: Reason): Reason {
  return {
    kind: 'stuck',
    operation: 'start',
    ...(reason.pid === undefined ? {} : { pid: reason.pid }),
    message: `Not started: ${what} got stuck on this mount.`,
    ...stuckRemedy(place.circumstances('running')),
  };
}
