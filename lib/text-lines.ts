/** The lines of a file, a piece at a time: what is read may be larger than any text can be. */
import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { VfloadError } from './errors.ts';
import { fileFailure } from './file-failure.ts';

const pieceBytes = 2 ** 20;

/** No form of results has longer lines: a journal's hold thousands of jobs in a tenth of it. */
const longestLine = 2 ** 28;

/** @returns false: no more lines are wanted */
export type OnLine = (text: string, number: number) => boolean;

export interface TextEnd {
  /** The last line has no newline: it may have been cut off. */
  isOpen: boolean;
}

/**
 * Calls `onLine` for each line, without its end. Of lines numbers start from 1.
 *
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE for a file that cannot be read or is no text
 */
export async function readLines(path: string, onLine: OnLine): Promise<TextEnd> {
  try {
    const file = await open(path, 'r');
    try {
      return await linesOf((buffer) => file.read(buffer, 0, buffer.length, null), path, onLine);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof VfloadError) throw error;
    const { name, details } = fileFailure(path, error);
    if (name === 'EISDIR') {
      throw new VfloadError('ERR_VFLOAD_RESULT_FILE', `${path} is a directory.`, {
        ...details,
        cause: 'results are read from files',
        remedy: 'name the files in it',
      });
    }
    throw new VfloadError('ERR_VFLOAD_RESULT_FILE', `${path} cannot be read: ${name}.`, {
      ...details,
      remedy: 'look at the path and its permissions',
    });
  }
}

async function linesOf(
  read: (buffer: Buffer) => Promise<{ bytesRead: number }>,
  path: string,
  onLine: OnLine,
): Promise<TextEnd> {
  const splitter = new LineSplitter(path, onLine);
  let decoder: { write(bytes: Buffer): string } | undefined;
  // While the lines of one piece are taken, the next one is read.
  let [buffer, other] = [Buffer.allocUnsafe(pieceBytes), Buffer.allocUnsafe(pieceBytes)];
  let reading = read(buffer);
  for (;;) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) return splitter.end();
    const bytes = buffer.subarray(0, bytesRead);
    [buffer, other] = [other, buffer];
    reading = read(buffer);
    // Whoever stops here leaves it to fail on its own.
    reading.catch(() => undefined);
    decoder ??= decoderFor(bytes, path);
    if (!splitter.add(decoder.write(bytes))) return { isOpen: false };
  }
}

/** Of the first bytes: what cannot be text is refused there. */
function decoderFor(bytes: Buffer, path: string): { write(bytes: Buffer): string } {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    throw notText(path, 'it is compressed (gzip)', 'unpack it first');
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f)
    throw notText(path, 'it is compressed (zstd)', 'unpack it first');
  // What some shells of Windows redirect into.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new StringDecoder('utf16le');
  return new StringDecoder('utf8');
}

/** A file that holds no results at all. */
function notText(path: string, cause: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_RESULT_FILE', `${path} is no file of results.`, { path, cause, remedy });
}

/** Cuts a text that comes in pieces into lines. */
class LineSplitter {
  readonly #path: string;
  readonly #onLine: OnLine;
  /** Of a line that has not ended. */
  #pieces: string[] = [];
  #length = 0;
  #number = 0;

  constructor(path: string, onLine: OnLine) {
    this.#path = path;
    this.#onLine = onLine;
  }

  add(text: string): boolean {
    let start = 0;
    for (;;) {
      const end = text.indexOf('\n', start);
      if (end < 0) break;
      if (!this.#line(text.slice(start, end))) return false;
      start = end + 1;
    }
    const rest = text.slice(start);
    this.#length += rest.length;
    if (this.#length > longestLine) {
      throw notText(this.#path, 'a line of it is longer than any in a file of results', 'look at the file');
    }
    if (rest !== '') this.#pieces.push(rest);
    return true;
  }

  end(): TextEnd {
    const isOpen = this.#pieces.length > 0;
    if (isOpen) this.#line('');
    return { isOpen };
  }

  #line(rest: string): boolean {
    const whole = this.#pieces.length === 0 ? rest : this.#pieces.join('') + rest;
    if (this.#pieces.length > 0) this.#pieces = [];
    this.#length = 0;
    this.#number += 1;
    const unmarked = this.#number === 1 && whole.startsWith('\uFEFF') ? whole.slice(1) : whole;
    const text = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked;
    return this.#onLine(text, this.#number);
  }
}
