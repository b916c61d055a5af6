/** Results as JSON: fio's document with its `vfload` member, and where in which study it belongs. */
import type { RunResult } from '../result/fio-document.ts';
import type { Journal, JournalRepeat } from '../result/journal.ts';

/** What is reported, and the file it is from; undefined where it is known to no file. */
export interface ReportedJournal<Repeat = JournalRepeat> {
  journal: Journal<Repeat>;
  path: string | undefined;
}

/** A result that says which repeat of which cell it is, in which session, of which plan. */
export type PlacedResult = RunResult & {
  vfload: RunResult['vfload'] & {
    /** The journal's path. */
    journal: string | null;
    planHash: string;
    /** An instance of a mount. */
    session: string;
    configuration: string;
    run: string;
    repeat: number;
  };
};

function placed({ journal, path }: ReportedJournal): PlacedResult[] {
  return journal.repeats.map(({ planHash, session, configuration, run, repeat, result }) => ({
    ...result,
    vfload: { journal: path ?? null, planHash, session, configuration, run, repeat, ...result.vfload },
  }));
}

/** One document where there is one repeat, so that what reads fio's JSON reads it; else an array of them. */
export function jsonReport(journals: readonly ReportedJournal[]): string {
  const results = journals.flatMap(placed);
  const [only, ...others] = results;
  return `${JSON.stringify(only !== undefined && others.length === 0 ? only : results, undefined, 2)}\n`;
}
