/** Journals in one of the forms that a report can have. */
import pc from 'picocolors';
import type { Source } from '../read/entry.ts';
import { entriesOfRepeat } from '../read/journal-entries.ts';
import type { BriefJournal, BriefRepeat } from '../result/brief-repeat.ts';
import { closingSentences } from './closing.ts';
import { type FioForm, fioOutput } from './fio/output.ts';
import { fill, headLines, hostCacheWords } from './head.ts';
import { pageAssets } from './html/assets.ts';
import { htmlReport } from './html/page.ts';
import { jsonReport, type ReportedJournal } from './json.ts';
import { ownShareSentences } from './own-share.ts';
import { renderSources } from './sources/render.ts';
import { studyTable } from './study.ts';
import { resultTable } from './table.ts';

export const reportFormats = ['table', 'study', 'csv', 'md', 'json', 'html'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** One of vfload's own forms by its name, or fio's. */
export type ReportForm = ReportFormat | FioForm;

export interface ReportLook {
  color: boolean;
  /** Columns of the terminal; 80 where there is none. */
  width: number;
}

/** Head and table without the closing sentences: what is shown while a plan goes on. */
export function renderProgress(journal: BriefJournal, look: ReportLook): string {
  const colors = pc.createColors(look.color);
  const head = headLines(journal, look.width).map((line) => colors.bold(line));
  return `${head.join('\n')}\n\n${resultTable(journal, { width: look.width, colors })}`;
}

function tableReport(journal: BriefJournal, look: ReportLook): string {
  return `${renderProgress(journal, look)}\n${filled([...closingSentences(journal), ...deviationsOf(journal)], look)}`;
}

/** What a study does otherwise than its suite was published: told with every table. */
function deviationsOf({ header }: BriefJournal): readonly string[] {
  return header.study?.deviations ?? [];
}

/** The study's table as it was published; what it has no column for is told below. */
function studyReport(journal: BriefJournal, look: ReportLook): string {
  const below = [
    ...hostCacheWords(journal.header).map((words) => `Note: ${words}.`),
    ...ownShareSentences(journal),
    ...deviationsOf(journal),
  ];
  return `${studyTable(journal)}${filled(below, look)}`;
}

/** As entries, for forms that journals and other files have in common. */
function sourceOfJournal({ journal, path = '' }: ReportedJournal): Source {
  const entries = journal.repeats.flatMap((repeat) => entriesOfRepeat(repeat, path, 0));
  return { name: path, path, format: 'journal', entries, warnings: [] };
}

/** A line or more for each sentence. */
function filled(sentences: readonly string[], look: ReportLook): string {
  return sentences
    .flatMap((sentence) => fill(sentence.split(' '), look.width, ' '))
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * The reports, one after the other, ending with a newline; in JSON one list, for that is one document.
 *
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE for a journal that lacks what fio's form shows
 */
export function renderReport(
  journals: readonly ReportedJournal[],
  form: ReportForm,
  look: ReportLook,
): string {
  if (typeof form !== 'string') {
    return fioOutput(
      journals.flatMap(({ journal }) => journal.repeats.map(({ result }) => result)),
      form,
    );
  }
  switch (form) {
    case 'study':
    case 'table':
      return renderInBrief(journals, form, look);
    case 'json':
      return jsonReport(journals);
    case 'csv':
    case 'md':
      return renderSources(journals.map(sourceOfJournal), form, look);
    case 'html':
      return htmlReport(
        journals.map((reported) => ({ source: sourceOfJournal(reported), journal: reported.journal })),
        pageAssets(),
      );
  }
}

/** As `renderReport`, of what was read in brief. */
export function renderInBrief(
  journals: readonly ReportedJournal<BriefRepeat>[],
  form: 'table' | 'study',
  look: ReportLook,
): string {
  const report = form === 'study' ? studyReport : tableReport;
  return journals.map(({ journal }) => report(journal, look)).join('\n');
}
