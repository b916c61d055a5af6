/** `vfload report FILE...`: the table again, from journals and from what fio printed. Nothing of the addon is loaded. */
import { reportFiles } from '../../report/sources/report-files.ts';
import { exitCodeOfOutcomes } from '../../run/suite-result.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';
import type { GivenInputs } from '../option-flags.ts';
import { checkedForm } from './settings.ts';

/**
 * @returns the exit code that measuring had, for all files together: 1 where a cell failed, 3 where nothing
 *   was supported
 * @throws VfloadError for a file that holds no results
 */
export async function reportCommand(
  io: CliIo,
  files: readonly string[],
  given: GivenInputs,
): Promise<number> {
  const form = checkedForm(given);
  const { text, notices, outcomes } = await reportFiles(files, form, lookOf(io.stdout, io.env));
  await writeText(io.stdout, text);
  await writeText(io.stderr, notices.map((notice) => `vfload: ${notice}\n`).join(''));
  return exitCodeOfOutcomes(outcomes);
}
