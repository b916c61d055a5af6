/** The text of job files: a path, or `-` for standard input. */
import { open } from 'node:fs/promises';
import { VfloadError } from '../errors.ts';
import { fileFailure } from '../file-failure.ts';
import { errorAt } from './source-position.ts';

/** The largest job file: what is larger is none. */
const largestBytes = 1024 * 1024;

export interface JobText {
  /** In messages. */
  readonly file: string;
  readonly text: string;
}

/**
 * Pipes (`<(…)`) are read as well as files. What is not UTF-8 becomes U+FFFD, which only comments may have.
 *
 * @throws VfloadError ERR_VFLOAD_JOB_FILE where it cannot be read, is no text or is too large
 */
export async function readJobText(path: string): Promise<JobText> {
  const file = path === '-' ? 'stdin' : path;
  const bytes = path === '-' ? await readStream(process.stdin) : await readFile(path);
  if (bytes.length > largestBytes) {
    throw new VfloadError('ERR_VFLOAD_JOB_FILE', `${file} is more than 1 MiB large.`, {
      path,
      cause: 'no job file is as large as that',
      remedy: 'Name the job file; the file to be measured is given by filename= or --filename.',
    });
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw binaryError(file, bytes.subarray(0, nul));
  return { file, text: bytes.toString('utf8') };
}

async function readFile(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      return await readStream(handle.createReadStream({ end: largestBytes, autoClose: false }));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Stops after what is enough to tell that there is too much. */
async function readStream(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(buffer);
    bytes += buffer.length;
    if (bytes > largestBytes) break;
  }
  return Buffer.concat(chunks);
}

function unreadable(path: string, error: unknown): VfloadError {
  const { name, details } = fileFailure(path, error);
  return new VfloadError('ERR_VFLOAD_JOB_FILE', `The job file ${path} cannot be read: ${name}.`, {
    ...details,
    remedy:
      name === 'EISDIR'
        ? 'A directory is measured by vfload DIR, or given to a job by --directory=DIR.'
        : 'Check the path.',
  });
}

function binaryError(file: string, before: Buffer): VfloadError {
  const lines = before.toString('latin1').split('\n');
  const at = { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  return errorAt(at, 'there is a NUL byte: this is no job file, but binary data.', {
    remedy: 'Name the job file; the file to be measured is given by filename= or --filename.',
  });
}
