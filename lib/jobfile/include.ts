/** Puts included files in the place of their `include` lines (fio-semantics 1.1). */
import { constants } from 'node:os';
import path from 'node:path';
import { VfloadError } from '../errors.ts';
import { type JobText, readJobText } from './job-text.ts';
import { type IncludeLine, type JobLine, type OptionLine, type SectionLine, jobLines } from './lines.ts';
import { errorAt, positionText } from './source-position.ts';

/** Lines without includes. */
export type PlainLine = SectionLine | OptionLine;

/** What one job file may include, counted each time: files that include each other twice double with each step. */
const mostIncludes = 1000;
const mostCharacters = 4 * 1024 * 1024;
/** As deep as that only a cycle over symbolic links goes. */
const deepest = 32;

/** How a path's text is come by; tests have their own. */
export type ReadText = (path: string) => Promise<JobText>;

/** A file on the way from the job file to where we are, and what of all is left. */
interface Including {
  read: ReadText;
  /** Absolute paths, for cycles. */
  open: readonly string[];
  /** Directory of the including file; undefined: standard input. */
  directory: string | undefined;
  left: { includes: number; characters: number };
}

/**
 * Reads a job file with all that it includes. A relative path is looked for in the current directory, then beside the
 * including file.
 *
 * @throws VfloadError ERR_VFLOAD_JOB_FILE, with the place of the include
 */
export async function readWithIncludes(file: string, read: ReadText = readJobText): Promise<PlainLine[]> {
  const { file: name, text } = await read(file);
  const isStdin = file === '-';
  const including: Including = {
    read,
    open: isStdin ? [] : [path.resolve(file)],
    directory: isStdin ? undefined : path.dirname(file),
    left: { includes: mostIncludes, characters: mostCharacters },
  };
  const lines = jobLines(name, text);
  const [first] = lines;
  if (first !== undefined && first.kind !== 'section') {
    throw errorAt(first.at, 'this line is above the first section.', {
      remedy: 'Begin the file with [global] for options of all jobs, or with [NAME] for a job.',
    });
  }
  return await withIncludes(lines, including);
}

async function withIncludes(lines: readonly JobLine[], including: Including): Promise<PlainLine[]> {
  const plain: PlainLine[] = [];
  for (const line of lines) {
    if (line.kind === 'include') {
      for (const each of await included(line, including)) plain.push(each);
    } else {
      plain.push(line);
    }
  }
  return plain;
}

async function included(line: IncludeLine, including: Including): Promise<PlainLine[]> {
  const { found, text } = await find(line, including);
  const absolute = path.resolve(found);
  if (including.open.includes(absolute) || including.open.length > deepest) {
    throw errorAt(line.at, `${line.path} includes itself, directly or by way of others.`, {
      remedy: 'Remove one of the includes.',
    });
  }
  const { left } = including;
  left.includes -= 1;
  left.characters -= text.text.length;
  if (left.includes < 0 || left.characters < 0) {
    throw errorAt(line.at, `there are more than ${mostIncludes} includes, or they have more than 4 MiB.`, {
      cause: 'files that include others several times grow with each step',
      remedy: 'Include each file once.',
    });
  }
  const lines = jobLines(text.file, text.text);
  const section = lines.find(({ kind }) => kind === 'section');
  if (section !== undefined) {
    throw errorAt(section.at, 'an included file has no sections.', {
      cause: `it is included at ${positionText(line.at)}, whose section its options belong to`,
      remedy: 'Leave the section out, or give the file to vfload run by itself.',
    });
  }
  const open = [...including.open, absolute];
  return await withIncludes(lines, { ...including, open, directory: path.dirname(found) });
}

async function find(line: IncludeLine, including: Including): Promise<{ found: string; text: JobText }> {
  const { read, directory } = including;
  const beside = directory === undefined ? undefined : path.join(directory, line.path);
  const candidates = path.isAbsolute(line.path) || beside === undefined ? [line.path] : [line.path, beside];
  let failure: unknown;
  for (const found of candidates) {
    try {
      return { found, text: await read(found) };
    } catch (error) {
      failure ??= error;
      // What is there and cannot be used is not looked for elsewhere.
      if (!isMissing(error)) throw atInclude(line, error);
    }
  }
  throw atInclude(line, failure);
}

function isMissing(error: unknown): boolean {
  return error instanceof VfloadError && error.errno === constants.errno.ENOENT;
}

function atInclude(line: IncludeLine, error: unknown): unknown {
  if (!(error instanceof VfloadError)) return error;
  const { message, errno, syscall, path: file, cause, remedy } = error;
  return new VfloadError('ERR_VFLOAD_JOB_FILE', `${positionText(line.at)}: include: ${message}`, {
    ...{ errno, syscall, path: file, cause, remedy },
  });
}
