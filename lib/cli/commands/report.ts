/** `vfload report FILE...`: the table again, from journals and from what fio printed. Nothing of the addon is loaded. */
import { writeFile } from 'node:fs/promises';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import { reportFiles } from '../../report/sources/report-files.ts';
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
  const look = output === undefined ? lookOf(io.stdout, io.env) : lookOfFiles;
  const { text, notices, outcomes } = await reportFiles(files, form, look);
  await (output === undefined ? writeText(io.stdout, text) : writeReport(output, text));
  await writeText(io.stderr, notices.map((notice) => `vfload: ${notice}\n`).join(''));
  return exitCodeOfOutcomes(outcomes);
}

/** @throws VfloadError ERR_VFLOAD_OUTPUT */
async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const { name, details } = fileFailure(file, error);
    throw new VfloadError('ERR_VFLOAD_OUTPUT', `The report cannot be written to ${file}: ${name}.`, {
      ...details,
      remedy: 'name a file in a directory that is there and may be written to',
    });
  }
}
