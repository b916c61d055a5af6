import { VfloadError } from '../errors.ts';
import { type PlainLine, type ReadText, readWithIncludes } from './include.ts';
import { readJobText } from './job-text.ts';

/** A job file as read, includes in their places. */
export interface JobFileLines {
  /** As given: a path, or `-`. */
  readonly file: string;
  readonly lines: readonly PlainLine[];
}

/**
 * Reads job files with what they include, one after the other; `-` is standard input.
 *
 * @throws VfloadError ERR_VFLOAD_JOB_FILE where one cannot be read or has a line that is none
 */
export async function readJobFiles(
  files: readonly string[],
  read: ReadText = readJobText,
): Promise<JobFileLines[]> {
  const found: JobFileLines[] = [];
  for await (const file of eachJobFile(files, read)) found.push(file);
  return found;
}

/**
 * As `readJobFiles`, one at a time: what is wrong with a file is said when those before it have been read.
 *
 * @throws VfloadError ERR_VFLOAD_JOB_FILE
 */
export async function* eachJobFile(
  files: readonly string[],
  read: ReadText = readJobText,
): AsyncGenerator<JobFileLines> {
  if (files.filter((file) => file === '-').length > 1) {
    throw new VfloadError('ERR_VFLOAD_USAGE', 'Standard input is given twice.', {
      remedy: 'Give "-" once: it can be read once.',
    });
  }
  for (const file of files) yield { file, lines: await readWithIncludes(file, read) };
}
