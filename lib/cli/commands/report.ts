/** `vfload report FILE...`: the table again, from journals and from what fio printed. Nothing of the addon is loaded. */
import path from 'node:path';
import { readResults, type Results } from '../../read/read-source.ts';
import { renderResults } from '../../report/sources/render-results.ts';
import { failureNotices } from '../../report/study.ts';
import type { Outcome } from '../../result/vfload-member.ts';
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
  const results: Results[] = [];
  for (const file of files) results.push(await readResults(file));
  // JSON says where journals are, whatever the directory that it is read in.
  const shown = results.map((each) =>
    'journal' in each ? { ...each, path: path.resolve(each.path) } : each,
  );
  await writeText(io.stdout, renderResults(shown, form, lookOf(io.stdout, io.env)));
  const notices = results.flatMap((each) =>
    'journal' in each
      ? [...each.journal.warnings, ...failureNotices(each.journal)]
      : each.source.warnings.map(({ place, message }) => `${place.file}:${place.line}: ${message}`),
  );
  await writeText(io.stderr, notices.map((notice) => `vfload: ${notice}\n`).join(''));
  return exitCodeOfOutcomes(results.flatMap(outcomesOf));
}

function outcomesOf(results: Results): Outcome[] {
  return 'journal' in results
    ? results.journal.repeats.map(({ result }) => result.vfload.outcome)
    : results.source.entries.map(({ outcome }) => outcome);
}
