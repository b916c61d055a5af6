/** Files of results in one report: journals as vfload tells of them, anything else as entries. */
import path from 'node:path';
import {
  readResults,
  readResultsInBrief,
  type Results,
  sourceOf,
  withDistinctNames,
} from '../../read/read-source.ts';
import type { Source } from '../../read/entry.ts';
import { refuseTwice } from '../../read/same-file.ts';
import type { BriefRepeat } from '../../result/brief-repeat.ts';
import type { Outcome } from '../../result/vfload-member.ts';
import { pageAssets } from '../html/assets.ts';
import type { HtmlFile } from '../html/model/input.ts';
import { htmlReport } from '../html/page.ts';
import type { ReportedJournal } from '../json.ts';
import { type ReportForm, type ReportLook, renderInBrief, renderReport } from '../render.ts';
import { failureNotices } from '../study.ts';
import { noFioOutput, renderSources } from './render.ts';

/** A report and what is to be said beside it. */
export interface FilesReport {
  /** Ends with a newline. */
  text: string;
  /** What could not be read, and failures: a line each, without its end. */
  notices: string[];
  outcomes: Outcome[];
}

/**
 * Reads files and makes the report.
 *
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE for a file without results, ERR_VFLOAD_USAGE for fio's forms of what is no journal,
 *   and for a file given twice
 */
export async function reportFiles(
  files: readonly string[],
  form: ReportForm,
  look: ReportLook,
): Promise<FilesReport> {
  await refuseTwice(files);
  if (form === 'table' || form === 'study') {
    const brief: Results<BriefRepeat>[] = [];
    for (const file of files) brief.push(await readResultsInBrief(file));
    const journals = journalsOf(brief);
    if (journals.length === brief.length) return told(journals, renderInBrief(journals, form, look));
    return sourcesReport(await whole(brief), form, look);
  }
  const results: Results[] = [];
  for (const file of files) results.push(await readResults(file));
  if (form === 'html') return page(results);
  const journals = journalsOf(results);
  if (journals.length < results.length) return sourcesReport(results, form, look);
  // JSON says where journals are, whatever the directory that it is read in.
  const placed = journals.map((each) => ({ ...each, path: path.resolve(each.path ?? '') }));
  return told(journals, renderReport(placed, form, look));
}

function journalsOf<Repeat>(results: readonly Results<Repeat>[]): ReportedJournal<Repeat>[] {
  return results.flatMap((each) => ('journal' in each ? each : []));
}

/** Journals again, with all that entries are made of: seldom is one among other files. */
async function whole(results: readonly Results<BriefRepeat>[]): Promise<Results[]> {
  const all: Results[] = [];
  for (const each of results) all.push('journal' in each ? await readResults(each.path) : each);
  return all;
}

function told(journals: readonly ReportedJournal<BriefRepeat>[], text: string): FilesReport {
  return {
    text,
    notices: journals.flatMap(({ journal }) => [...journal.warnings, ...failureNotices(journal)]),
    outcomes: journals.flatMap(({ journal }) => journal.repeats.map(({ result }) => result.vfload.outcome)),
  };
}

function sourcesReport(
  results: readonly Results[],
  form: Exclude<ReportForm, 'html'>,
  look: ReportLook,
): FilesReport {
  const sources = withDistinctNames(results.map(sourceOf));
  const foreign = sources.find(({ format }) => format !== 'journal');
  if (typeof form !== 'string') throw noFioOutput(foreign?.path ?? '');
  return toldOfSources(sources, renderSources(sources, form, look));
}

/** Journals and other files in one page. */
function page(results: readonly Results[]): FilesReport {
  const sources = withDistinctNames(results.map(sourceOf));
  const files = sources.map((source, index): HtmlFile => {
    const read = results[index];
    return { source, journal: read !== undefined && 'journal' in read ? read.journal : undefined };
  });
  const report = toldOfSources(sources, htmlReport(files, pageAssets()));
  const failures = files.flatMap(({ journal }) => (journal === undefined ? [] : failureNotices(journal)));
  return { ...report, notices: [...report.notices, ...failures] };
}

function toldOfSources(sources: readonly Source[], text: string): FilesReport {
  return {
    text,
    notices: sources.flatMap(({ warnings }) =>
      warnings.map(({ place, message }) => `${place.file}:${place.line}: ${message}`),
    ),
    outcomes: sources.flatMap(({ entries }) => entries.map(({ outcome }) => outcome)),
  };
}
