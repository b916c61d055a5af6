/** Reads a file of results, whatever form it has: what it is, its contents tell. */
import { VfloadError } from '../errors.ts';
import { entriesOfCalls } from './calls-to-entries.ts';
import type { Entry, Source, SourceFormat, SourceWarning } from './entry.ts';
import { FioOutputReader } from './fio-output.ts';
import { isLogLine, logName, LogReader } from './log.ts';
import { visible } from './visible.ts';
import { renderedTable } from './rendered-table.ts';
import { JournalCollector, journalLine } from '../result/journal-reader.ts';
import type { BriefRepeat } from '../result/brief-repeat.ts';
import type { Journal, JournalRepeat, SaidRepeat } from '../result/journal.ts';
import { readLines } from '../text-lines.ts';
import { entriesOfRepeat } from './journal-entries.ts';
import { refuseTwice } from './same-file.ts';
import { sourceName } from './source-name.ts';

/** A journal of vfload's, or a file of anybody's as entries. */
export type Results<Repeat = JournalRepeat> =
  { journal: Journal<Repeat>; lines: readonly number[]; path: string } | { source: Source };

/**
 * Reads a file, once and from its beginning: it may be a pipe.
 *
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE where it cannot be read, or holds no results
 */
export async function readResults(file: string): Promise<Results> {
  return await readAny(file, () => JournalCollector.whole(file));
}

/** As `readResults`, of journals what tables need. */
export async function readResultsInBrief(file: string): Promise<Results<BriefRepeat>> {
  return await readAny(file, () => JournalCollector.inBrief(file));
}

async function readAny<Repeat extends SaidRepeat>(
  file: string,
  collector: () => JournalCollector<Repeat>,
): Promise<Results<Repeat>> {
  const warnings: SourceWarning[] = [];
  const warn = (line: number, message: string): void => {
    warnings.push({ place: { file, line }, message: visible(message) });
  };
  const reader = new FioOutputReader(warn);
  /** Of the file's beginning, as long as it is not known what it is. */
  const firstLines: string[] = [];
  let journal: JournalCollector<Repeat> | undefined;
  let log: LogReader | undefined;
  const { isOpen } = await readLines(file, (text, number) => {
    if (journal === undefined && reader.calls.length === 0 && journalLine.test(text)) {
      journal = collector();
    }
    if (journal !== undefined) {
      journal.line(text, number);
      return true;
    }
    if (log === undefined && firstLines.length === 0 && isLogLine(text)) log = new LogReader(file, warn);
    if (log !== undefined) {
      log.line(text, number);
      return true;
    }
    if (firstLines.length < 20 && text.trim() !== '') firstLines.push(text.slice(0, 300));
    reader.line(text, number);
    return true;
  });
  if (journal !== undefined) {
    const read = journal.end(isOpen);
    refuseUnreadable(file, read.journal);
    for (const { place, message } of warnings)
      read.journal.warnings.unshift(`${file}:${place.line}: ${message}`);
    return { ...read, path: file };
  }
  const name = sourceName(file);
  // The log of what there was none of is empty.
  if (firstLines.length === 0 && logName(file) !== undefined) log ??= new LogReader(file, warn);
  if (log !== undefined) {
    const entries = log.entries(visible(name));
    if (entries.length === 0) warn(1, 'the log is empty');
    return { source: { name, path: file, format: 'log', entries, warnings } };
  }
  reader.end();
  const entries = entriesOfCalls(reader.calls, { path: file, name }, warn);
  if (entries.length === 0) throw noResults(file, firstLines, warnings);
  warnings.sort((a, b) => a.place.line - b.place.line);
  return { source: { name, path: file, format: formatOf(reader), entries, warnings } };
}

/** Of a study that was stopped in its first repeat there is a line that is cut off: that is no damage. */
function refuseUnreadable(file: string, { repeats, warnings }: Journal<unknown>): void {
  const bad = warnings.filter((warning) => warning.endsWith('; left out'));
  const [first] = bad;
  if (repeats.length > 0 || first === undefined) return;
  throw new VfloadError('ERR_VFLOAD_RESULT_FILE', `No repeat in ${file} can be read.`, {
    path: file,
    cause: `${bad.length} ${bad.length === 1 ? 'line was' : 'lines were'} left out, the first: ${first.slice(file.length + 1)}`,
    remedy: 'give the journal as vfload wrote it',
  });
}

/** A file as entries, whatever it is. @throws as `readResults` */
export async function readSource(file: string): Promise<Source> {
  return sourceOf(await readResults(file));
}

/** Journals as entries, too. */
export function sourceOf(results: Results): Source {
  if ('source' in results) return results.source;
  const { journal, lines, path: file } = results;
  const entries = journal.repeats.flatMap((repeat, index) =>
    entriesOfRepeat(repeat, file, lines[index] ?? 0),
  );
  const warnings = journal.warnings.map((warning): SourceWarning => {
    const [, line = '0', message = warning] =
      /^:(\d+): (.*)$/.exec(warning.startsWith(file) ? warning.slice(file.length) : '') ?? [];
    return { place: { file, line: Number(line) }, message };
  });
  return { name: sourceName(file), path: file, format: 'journal', entries, warnings };
}

function formatOf({ calls }: FioOutputReader): SourceFormat {
  const formats = new Set(calls.flatMap(({ reports }) => reports.map(({ format }) => format)));
  return (
    (['fio-json+', 'fio-json', 'terse', 'normal'] as const).find((each) => formats.has(each)) ?? 'normal'
  );
}

function noResults(
  file: string,
  firstLines: readonly string[],
  warnings: readonly SourceWarning[],
): VfloadError {
  const table = renderedTable(firstLines);
  if (table !== undefined) {
    return new VfloadError('ERR_VFLOAD_RESULT_FILE', `${file} is ${table}: a report, and no results.`, {
      path: file,
      cause: 'what a report was made of cannot be had back from it',
      remedy: 'give the files that it was made of: journals, outputs of fio, or logs',
    });
  }
  const [first] = warnings;
  return new VfloadError('ERR_VFLOAD_RESULT_FILE', `${file} holds no results.`, {
    path: file,
    cause:
      first === undefined
        ? firstLines.length === 0
          ? 'the file is empty'
          : 'it has neither a journal of vfload nor any output of fio (JSON, terse, text, logs)'
        : `line ${first.place.line}: ${first.message}`,
    remedy: 'give a journal (vfload -o FILE) or what fio printed (fio --output=FILE)',
  });
}

/** Configurations that only their files give names to get different ones: of files of the same name their paths. */
export function withDistinctNames(sources: readonly Source[]): Source[] {
  return sources.map((source) => {
    const isSharedName = sources.some((other) => other !== source && other.name === source.name);
    if (!isSharedName || source.format === 'journal') return source;
    const renamed = (entry: Entry): Entry =>
      entry.configuration === source.name ? { ...entry, configuration: source.path } : entry;
    return { ...source, entries: source.entries.map(renamed) };
  });
}

/** Reads files one after the other: each may be large. @throws as `readResults`, and where a file was given twice */
export async function readSources(files: readonly string[]): Promise<Source[]> {
  await refuseTwice(files);
  const sources: Source[] = [];
  for (const file of files) sources.push(await readSource(file));
  return withDistinctNames(sources);
}
