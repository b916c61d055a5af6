/** `vfload report FILE...`: the table again, from journals. Nothing of the addon is loaded. */
import { renderReport } from '../../report/render.ts';
import { failureNotices } from '../../report/study.ts';
import type { Journal } from '../../result/journal.ts';
import { readJournal } from '../../result/journal-reader.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';
import type { GivenInputs } from '../option-flags.ts';
import { checkedFormat } from './settings.ts';

/** @returns the exit code: that of a report, whatever it reports. @throws VfloadError for a file that is no journal */
export async function reportCommand(
  io: CliIo,
  files: readonly string[],
  given: GivenInputs,
): Promise<number> {
  const format = checkedFormat(given);
  const journals = await Promise.all(files.map(readJournal));
  const look = lookOf(io.stdout, io.env);
  const shown = format === 'json' ? [joined(journals)] : journals;
  await writeText(io.stdout, shown.map((journal) => renderReport(journal, format, look)).join('\n'));
  const notices = journals.flatMap((journal) => [
    ...journal.warnings,
    ...(format === 'study' ? failureNotices(journal) : []),
  ]);
  await writeText(io.stderr, notices.map((notice) => `vfload: ${notice}\n`).join(''));
  return 0;
}

/** One list of results: several JSON documents one after the other would be no JSON. */
function joined(journals: readonly Journal[]): Journal {
  const [first, ...others] = journals;
  if (first === undefined) throw new RangeError('a report needs a file');
  return { ...first, repeats: [...first.repeats, ...others.flatMap(({ repeats }) => repeats)] };
}
