/** A configuration while it is measured: its directory's session and what has become of its files and its mount. */
import type { Configuration } from '../plan/plan.ts';
import type { DirectFacts, MeasuredFile, MountFacts, Reason } from '../result/vfload-member.ts';
import type { DirectorySession } from './directory-session.ts';
import { stateAfter } from './file-state.ts';
import type { NativeChildEnd, NativeJob } from './native.ts';
import type { Circumstances } from './circumstances.ts';
import { namesOf } from './native-job/own-files.ts';
import { stuckRemedy } from './stuck-remedy.ts';

/** A file of the place: what the layout made of it, and the runs since. */
export type PlaceFile = Omit<MeasuredFile, 'filename'> & {
  /** What the plan needs of it. */
  sizeBytes: number;
};

export class Place {
  readonly configuration: Configuration;
  readonly session: DirectorySession;
  readonly mount: MountFacts | undefined;
  /** What the mount can do, by operation; undefined: not tried. */
  probe: Readonly<Record<string, string>> | undefined;
  /** undefined: nothing asks for O_DIRECT. */
  direct: DirectFacts | undefined;
  /** By name. */
  readonly #files = new Map<string, PlaceFile>();
  #filesInDoubt = false;
  /** Why nothing can be measured here any more. */
  #blocked: Reason | undefined;

  constructor(configuration: Configuration, session: DirectorySession, mount: MountFacts | undefined) {
    this.configuration = configuration;
    this.session = session;
    this.mount = mount;
    session.onLost(() => {
      this.block(lostKeeperReason(session.directory));
    });
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

  /** After a layout. One that finds a file in place does not forget who made it. */
  setFiles(files: ReadonlyMap<string, PlaceFile>): void {
    for (const [filename, file] of files) {
      const laidOutBytes = file.laidOutBytes || (this.#files.get(filename)?.laidOutBytes ?? 0);
      this.#files.set(filename, { ...file, laidOutBytes });
    }
  }

  /** As results tell them, without those that no layout has looked at. */
  files(filenames: readonly string[]): MeasuredFile[] {
    return filenames.flatMap((filename) => {
      const file = this.#files.get(filename);
      return file === undefined ? [] : [{ filename, state: file.state, laidOutBytes: file.laidOutBytes }];
    });
  }

  /** @returns bytes that the plan needs of a file; 0 of one that no layout has looked at. */
  sizeOf(filename: string): number {
    return this.#files.get(filename)?.sizeBytes ?? 0;
  }

  /** After a run: `ends` are those of its jobs, in their order. */
  noteRun(jobs: readonly NativeJob[], ends: readonly NativeChildEnd[]): void {
    for (const [index, job] of jobs.entries()) {
      const files = namesOf(job).flatMap((name) => this.#files.get(name) ?? []);
      // Of a job's files only their sum is known.
      const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
      for (const file of files) file.state = stateAfter({ state: file.state, sizeBytes }, job, ends[index]);
    }
  }

  isOnMountOf(other: Place): boolean {
    return this.session.inspection.mountId === other.session.inspection.mountId;
  }
}

/** Without the lock another vfload may work in the directory, and remove the files. Of a keeper without its supervisor nobody
 * would learn when it ends. */
function lostKeeperReason(directory: string): Reason {
  return {
    kind: 'killed',
    operation: 'start',
    message: `Not started: the keeper of ${directory}, or its supervisor, ended too early: the lock may be gone.`,
    cause: 'somebody killed it, or the kernel did because memory ran out',
    remedy: 'look for "Out of memory" in dmesg, and repeat the measurement',
  };
}

/** Nothing more is started on a mount in which something got stuck, through whichever directory. */
export function blockMount(places: readonly Place[], stuckPlace: Place, what: string, reason: Reason): void {
  for (const place of places) {
    if (place.isOnMountOf(stuckPlace)) place.block(mountStuckReason(place, what, reason));
  }
}

function mountStuckReason(place: Place, what: string, reason: Reason): Reason {
  const waits = [reason.syscall, reason.wchan].filter((where) => where !== undefined).join(', ');
  return {
    kind: 'stuck',
    // A layout or probe comes before all repeats: that is where they ended.
    operation: reason.operation === 'running' ? 'start' : reason.operation,
    ...waitOf(reason),
    message: `Not started: ${what} got stuck on this mount${waits === '' ? '' : ` (waits in ${waits})`}.`,
    ...stuckRemedy(place.circumstances('running')),
  };
}

/** Who is stuck, in which phase, and what it waits in. */
function waitOf({ pid, phase, wchan, syscall }: Reason): Partial<Reason> {
  return {
    ...(pid === undefined ? {} : { pid }),
    ...(phase === undefined ? {} : { phase }),
    ...(wchan === undefined ? {} : { wchan }),
    ...(syscall === undefined ? {} : { syscall }),
  };
}
