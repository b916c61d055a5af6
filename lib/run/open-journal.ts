/** The journal of a plan: found a place, kept up through failures, removed where nothing was measured. */
import { open, readFile, rm, stat, truncate } from 'node:fs/promises';
import { VfloadError } from '../errors.ts';
import {
  type JournalHeader,
  type Journal,
  type JournalHook,
  type JournalRepeat,
  addRepeat,
} from '../result/journal.ts';
import { parseJournal } from '../result/journal-reader.ts';
import { JournalWriter, type OpenJournalFile } from '../result/journal-writer.ts';
import type { MountEntry } from '../result/mount.ts';
import { checkContinuation } from './journal-continuation.ts';
import { journalName, journalPlace, measuredPlace } from './journal-place.ts';
import type { Place } from './place.ts';
import type { HookEnd } from './run-hook.ts';
import type { Emit } from './running.ts';

/** So many runs may start in one second with the same label and each find a name. */
const mostNames = 1000;

export interface JournalPlacing {
  /** What the user named; undefined: vfload's choice. */
  output: string | undefined;
  places: readonly Place[];
  mounts: readonly MountEntry[];
  emit: Emit;
}

export interface JournalRequest {
  /** From `placeJournal`. */
  file: string;
  /** By the user: then it may be a journal that is to be continued. */
  isNamed: boolean;
  header: JournalHeader;
  /** By the user: a journal of another order is not continued. */
  isSeedGiven: boolean;
  emit: Emit;
}

type Writer = Pick<JournalWriter, 'path' | 'append' | 'close'>;

function hookLine(hook: HookEnd, planHash: string, position?: number): JournalHook {
  return { type: 'hook', planHash, ...hook, ...(position === undefined ? {} : { position }) };
}

/**
 * Adds hooks to a journal that was closed: those that clean up can only run when nobody works in the directories any more.
 *
 * @throws VfloadError `ERR_VFLOAD_OUTPUT`
 */
export async function addHooks(file: string, planHash: string, hooks: readonly HookEnd[]): Promise<void> {
  const facts = await stat(file).catch(() => undefined);
  if (hooks.length === 0 || facts?.isFile() !== true) return;
  const writer = await JournalWriter.resume(file, facts.size);
  try {
    for (const hook of hooks) await writer.append(hookLine(hook, planHash));
  } finally {
    await writer.close();
  }
}

/** The journal while a plan is run. A full disk under it is told, and does not end the measurement. */
export class PlanJournal {
  readonly path: string;
  readonly header: JournalHeader;
  /** Those that the file had before and those of this run. */
  readonly repeats: JournalRepeat[];
  readonly #writer: Writer;
  readonly #emit: Emit;
  #isLost = false;
  /** Repeats at the end that wait for room. */
  #unwritten = 0;
  /** Of the failure that was told; a lasting one is told once, not with each repeat. */
  #told: string | undefined;

  constructor(writer: Writer, contents: Pick<Journal, 'header' | 'repeats'>, emit: Emit) {
    this.path = writer.path;
    this.header = contents.header;
    this.repeats = [...contents.repeats];
    this.#writer = writer;
    this.#emit = emit;
  }

  /** Something is missing in the file: its disk was full to the end. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** How many repeats the file lacks after `close`: its disk was full to the end. */
  get lostRepeats(): number {
    return this.#unwritten;
  }

  /** Resolves when the repeat is on the disk; where that fails it is tried again with the next one. */
  async record(repeat: JournalRepeat): Promise<void> {
    addRepeat(this.repeats, repeat);
    this.#unwritten += 1;
    await this.#attempt(() => this.#writer.append(repeat));
    this.#emit({ type: 'repeat', repeat });
  }

  /** Keeps what a hook said. */
  async note(hook: HookEnd, position?: number): Promise<void> {
    const line = hookLine(hook, this.header.planHash, position);
    await this.#attempt(() => this.#writer.append(line));
  }

  /** Closes the file; one without repeats is removed. */
  async close(): Promise<void> {
    this.#isLost = !(await this.#attempt(() => this.#writer.close()));
    const all = this.repeats.length;
    if (this.#isLost) {
      const message = `The journal ${this.path} is incomplete: only ${String(all - this.#unwritten)} of ${String(all)} repeats could be written.`;
      this.#emit({ type: 'notice', message });
    }
    if (this.repeats.length > 0) return;
    // /dev/stdout and the like stay where they are.
    const facts = await stat(this.path).catch(() => undefined);
    if (facts?.isFile() === true) await rm(this.path, { force: true });
  }

  /** What is written has taken along all that waited. */
  async #attempt(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      this.#told = undefined;
      this.#unwritten = 0;
      return true;
    } catch (error) {
      if (!(error instanceof VfloadError)) throw error;
      const remedy = error.remedy === undefined ? '' : ` Remedy: ${error.remedy}.`;
      const message = `${error.message}${remedy}`;
      if (message !== this.#told) this.#emit({ type: 'notice', message });
      this.#told = message;
      return false;
    }
  }
}

/**
 * Decides where the journal goes.
 *
 * @returns its absolute path
 * @throws VfloadError `ERR_VFLOAD_OUTPUT` where the user named a file in a measured place
 */
export function placeJournal(request: JournalPlacing): string {
  const { output, places, mounts, emit } = request;
  const labels = places.map(({ configuration }) => configuration.label);
  const { file, notice } = journalPlace({
    output,
    defaultName: journalName(labels, new Date()),
    cwd: currentDirectory(),
    mounts,
    measured: places.map(({ session }) => measuredPlace(session)),
  });
  if (notice !== undefined) emit({ type: 'notice', message: notice });
  return file;
}

/** @returns undefined where it was removed. */
function currentDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/**
 * Makes the journal, or goes on with the one that the user named.
 *
 * @throws VfloadError `ERR_VFLOAD_OUTPUT` where the file cannot be made, or holds anything else than the beginning of this very
 *   study; a file that was made for it is removed again
 */
export async function openJournal(request: JournalRequest, openFile?: OpenJournalFile): Promise<PlanJournal> {
  const { file, isNamed, header } = request;
  const earlier = isNamed ? await readEarlier(file) : undefined;
  if (earlier !== undefined) return continueJournal(request, earlier);
  const isThere = isNamed && (await isEmptyFile(file));
  const name = isNamed ? file : await reserveName(file);
  try {
    const writer = await JournalWriter.create(name, header, openFile);
    return new PlanJournal(writer, { header, repeats: [] }, request.emit);
  } catch (error) {
    if (!isThere && (await isEmptyFile(name))) await rm(name, { force: true });
    throw error;
  }
}

async function isEmptyFile(file: string): Promise<boolean> {
  const facts = await stat(file).catch(() => undefined);
  return facts?.isFile() === true && facts.size === 0;
}

/** @returns what is in a file that is there; undefined for an empty one, and for devices and pipes. */
async function readEarlier(file: string): Promise<Buffer | undefined> {
  const facts = await stat(file).catch(() => undefined);
  if (facts?.isFile() !== true || facts.size === 0) return undefined;
  // One that cannot be read is the writer's to refuse.
  const contents = await readFile(file).catch(() => undefined);
  if (contents === undefined || !isCutHeader(contents)) return contents;
  await truncate(file);
  return undefined;
}

/** How every journal begins. */
const headerStart = '{"type":"header"';

/** A vfload that was killed while it wrote its first line: nothing was measured. */
function isCutHeader(contents: Buffer): boolean {
  if (contents.includes('\n')) return false;
  const start = contents.toString('latin1', 0, headerStart.length);
  return headerStart.startsWith(start);
}

async function continueJournal(request: JournalRequest, contents: Buffer): Promise<PlanJournal> {
  const { file, header: current, isSeedGiven, emit } = request;
  // A line that lacks no more than its end would be read as whole, and cut off below all the same.
  const wholeBytes = contents.lastIndexOf('\n') + 1;
  const { header, repeats, warnings } = parseEarlier(file, contents.subarray(0, wholeBytes));
  checkContinuation(file, header, current, isSeedGiven);
  for (const warning of warnings) emit({ type: 'notice', message: `${warning}.` });
  if (wholeBytes < contents.length) {
    emit({ type: 'notice', message: `${file}: the last line is cut off; its repeat is run again.` });
  }
  const done = repeats.filter(({ result }) => !result.vfload.interrupted).length;
  const message = `${file} is continued: ${String(done)} repeats of it are not run again.`;
  emit({ type: 'notice', message });
  const writer = await JournalWriter.resume(file, wholeBytes);
  return new PlanJournal(writer, { header, repeats }, emit);
}

function parseEarlier(file: string, contents: Buffer): Journal {
  try {
    return parseJournal(contents.toString('utf8'), file);
  } catch (error) {
    if (!(error instanceof VfloadError)) throw error;
    throw new VfloadError('ERR_VFLOAD_OUTPUT', `${file} exists and cannot be continued: ${error.message}`, {
      path: file,
      cause: error.cause,
      remedy: 'choose another name (-o FILE) or remove the file',
    });
  }
}

/** Two runs that start in the same second get files of their own: `…-2.jsonl`. */
async function reserveName(file: string): Promise<string> {
  for (let number = 1; number < mostNames; number += 1) {
    const name = number === 1 ? file : file.replace(/\.jsonl$/, `-${String(number)}.jsonl`);
    try {
      await (await open(name, 'wx', 0o666)).close();
      return name;
    } catch (error) {
      // Anything else than a taken name is the writer's to report.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return name;
    }
  }
  return file;
}
