/** From the lines of an iolog to what a job does again: its files, and its entries in their order (fio-semantics 5.6). */
import { type IologVersion, type LogLine, parseLogLine, versionOf } from './log-line.ts';
import { ReplayEntries, mostReplayFiles } from './replay-entries.ts';

/** fio's options for a replay. */
export interface ReplayOptions {
  /** Do without the pauses of the log. */
  noStall: boolean;
  /** Speed in percent: pauses are so much shorter, or longer. */
  timeScale: number;
  /** What every file of the log stands for; undefined: itself. */
  redirect: string | undefined;
  /** Offsets are divided by this. */
  scale: number;
  /** Offsets are rounded down to multiples of this; 0: they are not. */
  align: number;
  /** Writes are left out (`--readonly`). */
  readonly: boolean;
}

export interface ReplayLog {
  /** As the log has them, in the order in which it adds them. */
  files: readonly string[];
  /** ReplayEntries. */
  entries: Uint8Array;
  longestBytes: number;
  reads: number;
  writes: number;
  /** What fio says of lines that it leaves out, on lines of their own. */
  complaints: readonly string[];
}

/** Why a log cannot be replayed. */
export class ReplayProblem extends Error {
  /** There is nothing in it: to fio another error. */
  readonly isEmpty: boolean;

  constructor(message: string, isEmpty = false) {
    super(message);
    this.isEmpty = isEmpty;
  }
}

/** Of an I/O: a buffer of that length is made for each that may be in flight. */
const longestIoBytes = 2 ** 30;
/** Complaints about a log of other things than lines would fill the terminal. */
const mostComplaints = 100;

interface LoggedFile {
  index: number;
  isOpen: boolean;
}

/** Takes line after line, in order. */
export class ReplayLogBuilder {
  readonly #options: ReplayOptions;
  readonly #entries = new ReplayEntries();
  readonly #files = new Map<string, LoggedFile>();
  readonly #names: string[] = [];
  readonly #openCounts: number[] = [];
  readonly #complaints: string[] = [];
  #untold = 0;
  #version: IologVersion | undefined;
  #line = 0;
  #lastTimeUs = 0;
  #delayUs = 0;
  #longestBytes = 0;
  #reads = 0;
  #writes = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  /** @throws ReplayProblem for a log of another kind, and a line that cannot be followed where it stands */
  add(text: string): void {
    this.#line += 1;
    if (this.#version === undefined) {
      this.#version = versionOf(text);
      if (this.#version === undefined) throw new ReplayProblem('fio: iolog version 1 is no longer supported');
      return;
    }
    const line = parseLogLine(text, this.#version);
    if (line === undefined) {
      this.#complain(`bad iolog${this.#version}: ${text}\n`);
      return;
    }
    this.#pass(line.timeUs);
    if (line.kind === 'file') this.#doWithFile(line.name, line.action);
    else this.#doIo(line);
  }

  /** @throws ReplayProblem for a log without a read or write */
  finish(): ReplayLog {
    if (this.#line === 0) throw new ReplayProblem('fio: unable to read iolog', true);
    if (this.#reads + this.#writes === 0) throw new ReplayProblem('fio: the iolog has no read and no write');
    return {
      files: this.#names,
      entries: this.#entries.bytes(),
      longestBytes: this.#longestBytes,
      reads: this.#reads,
      writes: this.#writes,
      complaints:
        this.#untold === 0
          ? this.#complaints
          : [...this.#complaints, `fio: and so for ${this.#untold} more lines of the iolog`],
    };
  }

  /** Pauses are those between lines, whatever the lines are. After a line at 0, and where time goes back, there is none. */
  #pass(timeUs: number): void {
    const { noStall, timeScale } = this.#options;
    const isPause = this.#lastTimeUs !== 0 && timeUs > this.#lastTimeUs && !noStall;
    if (isPause) this.#delayUs += Math.floor(((timeUs - this.#lastTimeUs) * 100) / timeScale);
    this.#lastTimeUs = timeUs;
  }

  #doWithFile(name: string, action: string): void {
    if (action === 'add') this.#addFile(name);
    else if (action === 'open') this.#open(name);
    else if (action === 'close') this.#close(name);
    else this.#complain(`fio: bad iolog file action: ${action}`);
  }

  #addFile(name: string): void {
    if (this.#files.has(name)) return;
    const { redirect } = this.#options;
    const index = redirect === undefined ? this.#names.length : 0;
    if (index === mostReplayFiles) throw this.#problem('there are too many files');
    if (index === this.#names.length) {
      this.#names.push(redirect ?? name);
      this.#openCounts.push(0);
    }
    this.#files.set(name, { index, isOpen: false });
  }

  #open(name: string): void {
    const file = this.#file(name, 'opened');
    if (file.isOpen) throw this.#problem(`${name} is opened again before it is closed`);
    file.isOpen = true;
    const count = this.#openCounts[file.index] ?? 0;
    this.#openCounts[file.index] = count + 1;
    if (count === 0) this.#put('open', file.index);
  }

  /** A file that is not open stays so. */
  #close(name: string): void {
    const file = this.#file(name, 'closed');
    if (!file.isOpen) return;
    file.isOpen = false;
    const count = (this.#openCounts[file.index] ?? 1) - 1;
    this.#openCounts[file.index] = count;
    if (count === 0) this.#put('close', file.index);
  }

  #doIo(line: LogLine & { kind: 'io' }): void {
    const { name, action, offset, bytes } = line;
    switch (action) {
      case 'read':
      case 'write': {
        if (bytes === 0) {
          this.#complain(`fio: line ${this.#line} of the iolog is an I/O of 0 bytes`);
          return;
        }
        if (action === 'write' && this.#options.readonly) return;
        if (bytes > longestIoBytes) throw this.#problem(`an I/O has ${bytes} bytes`);
        this.#put(action, this.#openFile(name, action), this.#placed(offset), bytes);
        if (action === 'read') this.#reads += 1;
        else this.#writes += 1;
        this.#longestBytes = Math.max(this.#longestBytes, bytes);
        return;
      }
      case 'sync':
      case 'datasync':
        this.#put(action, this.#openFile(name, action), this.#placed(offset));
        return;
      case 'wait':
        this.#wait(name, offset);
        return;
      case 'trim':
        // fio 3.33 does not replay them either.
        this.#complain('bad ddir: 2');
        return;
      default:
        this.#complain(`fio: bad iolog file action: ${action}`);
    }
  }

  /** Of version 2, whose lines have no time: until so many ms of everything are over, as fio 3.33 does it. */
  #wait(name: string, sinceMs: number): void {
    if (this.#version === 3) {
      this.#complain(`iolog: ignoring wait command with version 3 for file ${name}`);
    } else if (!this.#options.noStall) {
      this.#put('wait', 0, sinceMs * 1000);
    }
  }

  #placed(offset: number): number {
    const { scale, align } = this.#options;
    const scaled = scale > 1 ? Math.floor(offset / scale) : offset;
    return align > 1 ? scaled - (scaled % align) : scaled;
  }

  #file(name: string, doing: string): LoggedFile {
    const file = this.#files.get(name);
    if (file === undefined) throw this.#problem(`${name} is ${doing} before it is added`);
    return file;
  }

  #openFile(name: string, action: string): number {
    const file = this.#file(name, `the file of a ${action}`);
    if (!file.isOpen) throw this.#problem(`${name} is the file of a ${action} and not open`);
    return file.index;
  }

  #put(action: Parameters<ReplayEntries['add']>[0]['action'], file: number, offset = 0, bytes = 0): void {
    this.#entries.add({ action, file, offset, bytes, delayUs: this.#delayUs });
    this.#delayUs = 0;
  }

  #complain(text: string): void {
    if (this.#complaints.length < mostComplaints) this.#complaints.push(text);
    else this.#untold += 1;
  }

  #problem(what: string): ReplayProblem {
    return new ReplayProblem(`fio: line ${this.#line} of the iolog: ${what}`);
  }
}
