/** Writes a journal: a line per finished repeat, on the disk before the next repeat starts. */
import { open, type FileHandle } from 'node:fs/promises';
import { VfloadError } from '../errors.ts';
import { fileFailure } from '../file-failure.ts';
import type { JournalHeader, JournalHook, JournalLine, JournalRepeat } from './journal.ts';

function remedyFor(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'make room, or write the journal to another file system (-o FILE)';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
      return 'choose a path that can be written (-o FILE)';
    default:
      return 'choose another path (-o FILE)';
  }
}

function outputError(path: string, error: unknown): VfloadError {
  const { name, details } = fileFailure(path, error);
  return new VfloadError('ERR_VFLOAD_OUTPUT', `The journal ${path} cannot be written: ${name}.`, {
    ...details,
    remedy: remedyFor(name),
  });
}

/** What the writer needs of an open file. */
export type JournalFile = Pick<FileHandle, 'appendFile' | 'datasync' | 'truncate' | 'stat' | 'close'>;

/** Opens a file for appending and creates it where it is missing. Tests bring one whose disk fills up. */
export type OpenJournalFile = (path: string) => Promise<JournalFile>;

const openForAppending: OpenJournalFile = (path) => open(path, 'a', 0o666);

interface FileState {
  isRegularFile: boolean;
  /** 0 for what is no regular file. */
  sizeBytes: number;
}

async function openJournalFile(
  path: string,
  openFile: OpenJournalFile,
): Promise<{ file: JournalFile; state: FileState }> {
  let file: JournalFile;
  try {
    file = await openFile(path);
  } catch (error) {
    throw outputError(path, error);
  }
  try {
    const facts = await file.stat();
    const isRegularFile = facts.isFile();
    return { file, state: { isRegularFile, sizeBytes: isRegularFile ? facts.size : 0 } };
  } catch (error) {
    await file.close();
    throw outputError(path, error);
  }
}

/** An open journal. Calls must not overlap: a run finishes one repeat at a time. */
export class JournalWriter {
  readonly path: string;
  readonly #file: JournalFile;
  readonly #isRegularFile: boolean;
  /** Bytes of whole lines in the file. */
  #writtenBytes: number;
  /** Text that could not be written yet. */
  #backlog = '';

  private constructor(path: string, file: JournalFile, state: FileState) {
    this.path = path;
    this.#file = file;
    this.#isRegularFile = state.isRegularFile;
    this.#writtenBytes = state.sizeBytes;
  }

  /**
   * Creates a journal and writes its header. An empty file, a pipe or a device may exist already; a file with contents is
   * never touched.
   *
   * @throws VfloadError ERR_VFLOAD_OUTPUT
   */
  static async create(
    path: string,
    header: JournalHeader,
    openFile: OpenJournalFile = openForAppending,
  ): Promise<JournalWriter> {
    const { file, state } = await openJournalFile(path, openFile);
    if (state.sizeBytes > 0) {
      await file.close();
      throw new VfloadError('ERR_VFLOAD_OUTPUT', `${path} exists and is not empty.`, {
        path,
        remedy: 'choose another name (-o FILE) or remove the file',
      });
    }
    const writer = new JournalWriter(path, file, state);
    try {
      await writer.#write(header);
    } catch (error) {
      await file.close();
      throw error;
    }
    return writer;
  }

  /**
   * Opens a journal that is there, to append to it.
   *
   * @param wholeBytes - what is in whole lines; anything after them is cut off
   * @throws VfloadError ERR_VFLOAD_OUTPUT
   */
  static async resume(
    path: string,
    wholeBytes: number,
    openFile: OpenJournalFile = openForAppending,
  ): Promise<JournalWriter> {
    const { file, state } = await openJournalFile(path, openFile);
    try {
      if (state.sizeBytes > wholeBytes) await file.truncate(wholeBytes);
    } catch (error) {
      await file.close();
      throw outputError(path, error);
    }
    return new JournalWriter(path, file, { ...state, sizeBytes: wholeBytes });
  }

  /**
   * Appends a line and waits until it is on the disk. After a failure (a full disk, say) the file ends with the last
   * whole line, the new one is kept and tried again with the next one, and the writer can be used further.
   *
   * @throws VfloadError ERR_VFLOAD_OUTPUT
   */
  async append(line: JournalRepeat | JournalHook): Promise<void> {
    await this.#write(line);
  }

  /**
   * Writes what is still to be written and closes the file.
   *
   * @throws VfloadError ERR_VFLOAD_OUTPUT if repeats are lost; the file is closed all the same
   */
  async close(): Promise<void> {
    try {
      if (this.#backlog !== '') await this.#flush();
    } finally {
      await this.#file.close();
    }
  }

  async #write(line: JournalLine): Promise<void> {
    this.#backlog += `${JSON.stringify(line)}\n`;
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#backlog);
    try {
      await this.#file.appendFile(bytes);
      if (this.#isRegularFile) await this.#file.datasync();
    } catch (error) {
      await this.#removePartialLine();
      throw outputError(this.path, error);
    }
    this.#writtenBytes += bytes.length;
    this.#backlog = '';
  }

  async #removePartialLine(): Promise<void> {
    if (!this.#isRegularFile) return;
    try {
      await this.#file.truncate(this.#writtenBytes);
    } catch {
      // The reader passes over a line that is cut off; the error that led here is the one to report.
    }
  }
}
