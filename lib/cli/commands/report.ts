/** `vfload report FILE...`: the table again, from journals. Nothing of the addon is loaded. */
import path from 'node:path';
import { renderReport } from '../../report/render.ts';
import { failureNotices } from '../../report/study.ts';
import { readJournal } from '../../result/journal-reader.ts';
import { exitCodeOf } from '../../run/suite-result.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';
import type { GivenInputs } from '../option-flags.ts';
import { checkedForm } from './settings.ts';

/**
 * @returns the exit code that measuring had, for all files together: 1 where a cell failed, 3 where nothing
 *   was supported
 * @throws VfloadError for a file that is no journal
 */
export async function reportCommand(
  io: CliIo,
  files: readonly string[],
  given: GivenInputs,
): Promise<number> {
  const form = checkedForm(given);
  const reported = await Promise.all(
    files.map(async (file) => ({ journal: await readJournal(file), path: path.resolve(file) })),
  );
  await writeText(io.stdout, renderReport(reported, form, lookOf(io.stdout, io.env)));
  const notices = reported.flatMap(({ journal }) => [...journal.warnings, ...failureNotices(journal)]);
  await writeText(io.stderr, notices.map((notice) => `vfload: ${notice}\n`).join(''));
  return exitCodeOf(reported.flatMap(({ journal }) => journal.repeats));
}
