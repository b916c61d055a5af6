/** Names of jobs and of their files. */
import { Buffer } from 'node:buffer';
import { VfloadError } from '../errors.ts';
import type { JobOptions } from './job-options.ts';
import { badValue } from './option-mistake.ts';
import { splitNames } from './parse/names.ts';

/** Of a name in the core's job description, and of a file name in Linux's file systems. */
const longestNameBytes = 255;

/** Of the jobs of `vfload run`, whose files lie in its directory. @throws VfloadError ERR_VFLOAD_OPTION_VALUE */
export function checkNames(job: JobOptions): void {
  if (Buffer.byteLength(job.name) > longestNameBytes) {
    throw badValue('name', job.name, `is longer than ${longestNameBytes} bytes`, 'Shorten it.');
  }
  // A semicolon separates the fields of fio's terse output.
  if (job.name.includes(';'))
    throw badValue('name', job.name, 'contains a semicolon', 'Use another character.');
  const names = splitNames(job.filename).map((name) => name.replaceAll('\\:', ':'));
  const filename = names.find((name) => filenameProblem(name) !== undefined);
  if (filename === undefined) return;
  const problem = filenameProblem(filename) ?? '';
  if (job.given['filename'] === undefined) {
    throw badValue(
      'name',
      job.name,
      `cannot be part of a file's name: "${filename}" ${problem}`,
      'Choose another name, or give the file a name of its own (filename).',
    );
  }
  throw badValue(
    'filename',
    filename,
    problem,
    'Expected plain names such as "file1", with colons between them, which are created inside the directory.',
  );
}

/** @returns why a name cannot be a file of a job, or undefined. */
function filenameProblem(filename: string): string | undefined {
  if (filename.includes('/')) return 'is a path';
  if (filename === '') return 'is an empty name';
  if (filename === '.' || filename === '..' || filename === '-') return 'is no file name';
  if (filename === '.vfload-files.json') return "is the name of vfload's own list of files";
  return Buffer.byteLength(filename) > longestNameBytes
    ? `is longer than ${longestNameBytes} bytes`
    : undefined;
}

/** fio 3.33 does no I/O on them either: it finds no size, or writes into its own output. */
export function checkStandardStreams({ filename }: JobOptions): void {
  if (!splitNames(filename).includes('-')) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_UNSUPPORTED',
    'Option filename: "-" stands for standard input and output, on which vfload does no I/O.',
    { remedy: 'Name a file; ./- is one called so.' },
  );
}
