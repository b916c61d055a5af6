/** The journal of a plan: found a place, kept up through failures, removed where nothing was measured. */
import { open, rm, stat } from 'node:fs/promises';
import { VfloadError } from '../errors.ts';
import type { JournalHeader, JournalRepeat } from '../result/journal.ts';
import { JournalWriter } from '../result/journal-writer.ts';
import type { MountEntry } from '../result/mount.ts';
import { journalName, journalPlace } from './journal-place.ts';
import type { Place } from './place.ts';
import type { Emit } from './running.ts';

/** So many runs may start in one second with the same label and each find a name. */
const mostNames = 1000;

export interface JournalRequest {
  /** What the user named; undefined: vfload's choice. */
  output: string | undefined;
  places: readonly Place[];
  mounts: readonly MountEntry[];
  header: JournalHeader;
  emit: Emit;
}

type Writer = Pick<JournalWriter, 'path' | 'append' | 'close'>;

/** The journal while a plan is run. A full disk under it is told, and does not end the measurement. */
export class PlanJournal {
  readonly path: string;
  readonly repeats: JournalRepeat[] = [];
  readonly #writer: Writer;
  readonly #emit: Emit;
  #isLost = false;

  constructor(writer: Writer, emit: Emit) {
    this.path = writer.path;
    this.#writer = writer;
    this.#emit = emit;
  }

  /** Repeats are missing in the file: their disk was full to the end. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Resolves when the repeat is on the disk; where that fails it is tried again with the next one. */
  async record(repeat: JournalRepeat): Promise<void> {
    this.repeats.push(repeat);
    await this.#attempt(() => this.#writer.append(repeat));
    this.#emit({ type: 'repeat', repeat });
  }

  /** Closes the file; one without repeats is removed. */
  async close(): Promise<void> {
    this.#isLost = !(await this.#attempt(() => this.#writer.close()));
    if (this.repeats.length > 0) return;
    // /dev/stdout and the like stay where they are.
    const facts = await stat(this.path).catch(() => undefined);
    if (facts?.isFile() === true) await rm(this.path, { force: true });
  }

  async #attempt(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!(error instanceof VfloadError)) throw error;
      const remedy = error.remedy === undefined ? '' : ` Remedy: ${error.remedy}.`;
      this.#emit({ type: 'notice', message: `${error.message}${remedy}` });
      return false;
    }
  }
}

/** @throws VfloadError `ERR_VFLOAD_OUTPUT` where the file cannot be made or is on a measured mount */
export async function openJournal(request: JournalRequest): Promise<PlanJournal> {
  const { output, places, mounts, header, emit } = request;
  const { file, notice } = journalPlace({
    output,
    defaultName: journalName(
      places.map(({ configuration }) => configuration.label),
      new Date(header.createdAt),
    ),
    cwd: process.cwd(),
    mounts,
    measuredMountIds: places.map(({ session }) => session.inspection.mountId),
  });
  if (notice !== undefined) emit({ type: 'notice', message: notice });
  const name = output === undefined ? await reserveName(file) : file;
  return new PlanJournal(await JournalWriter.create(name, header), emit);
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
