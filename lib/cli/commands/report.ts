/** `vfload report FILE...`: the table again, from journals and from what fio printed. Nothing of the addon is loaded. */
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import { sameAs } from '../../read/same-file.ts';
import { replaceFile } from '../../replace-file.ts';
import { reportFiles } from '../../report/sources/report-files.ts';
import { isJournalFile } from '../../result/journal-reader.ts';
import { exitCodeOfOutcomes } from '../../run/suite-result.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';
import type { GivenInputs } from '../option-flags.ts';
import { checkedForm } from './settings.ts';

/** How tables in files look. */
const lookOfFiles = { color: false, width: 80 };

/**
 * @returns the exit code that measuring had, for all files together: 1 where a cell failed, 3 where nothing
 *   was supported
 * @throws VfloadError for a file that holds no results, and where the report cannot be written
 */
export async function reportCommand(
  io: CliIo,
  files: readonly string[],
  given: GivenInputs,
): Promise<number> {
  const form = checkedForm(given);
  const { output } = given;
  if (output !== undefined) await refuseResults(output, files);
  const look = output === undefined ? lookOf(io.stdout, io.env) : lookOfFiles;
  const { text, notices, outcomes } = await reportFiles(files, form, look);
  await (output === undefined ? writeText(io.stdout, text) : writeReport(output, text));
  await writeText(io.stderr, notices.map((notice) => `vfload: ${notice}\n`).join(''));
  return exitCodeOfOutcomes(outcomes);
}

/**
 * What was measured cannot be had back: a report never takes its place.
 *
 * @throws VfloadError ERR_VFLOAD_OUTPUT
 */
async function refuseResults(output: string, files: readonly string[]): Promise<void> {
  const input = await sameAs(output, files);
  const isOther = input !== undefined && input !== output;
  if (input === undefined && !(await isJournalFile(output))) return;
  const what = input === undefined ? 'holds results of vfload' : 'is what the report is made of';
  throw new VfloadError('ERR_VFLOAD_OUTPUT', `-o ${output} ${what}${isOther ? ` (${input})` : ''}.`, {
    path: output,
    cause: 'the report would be written over the results',
    remedy: 'name another file',
  });
}

/** @throws VfloadError ERR_VFLOAD_OUTPUT */
async function writeReport(file: string, text: string): Promise<void> {
  try {
    await replaceFile(file, text);
  } catch (error) {
    const { name, details } = fileFailure(file, error);
    throw new VfloadError('ERR_VFLOAD_OUTPUT', `The report cannot be written to ${file}: ${name}.`, {
      ...details,
      remedy: 'name a file in a directory that is there and may be written to',
    });
  }
}
