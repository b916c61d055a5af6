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
  if (files.filter((file) => file === '-').length > 1) {
    throw new VfloadError('ERR_VFLOAD_USAGE', 'Standard input is given twice.', {
      remedy: 'Give "-" once: it can be read once.',
    });
  }
  const found: JobFileLines[] = [];
  for (const file of files) found.push({ file, lines: await readWithIncludes(file, read) });
  return found;
}
