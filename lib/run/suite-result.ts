/** What a suite or a run comes to. */
import type { Plan } from '../plan/plan.ts';
import type { JournalHeader, JournalRepeat } from '../result/journal.ts';
import type { Outcome } from '../result/vfload-member.ts';

export interface SuiteResult {
  /** What was asked for, completed. */
  plan: Plan;
  /** The journal's first line: environment and mounts. */
  header: JournalHeader;
  /** In the order in which they were run. */
  repeats: JournalRepeat[];
  /** Absolute path of the result file. */
  journalPath: string;
  /** Those of the repeats that the result file lacks: it could not be written to the end. Absent: none. */
  lostRepeats?: number;
  /** Stopped by the caller's AbortSignal: the repeats are what was measured until then. */
  interrupted: boolean;
  /** What the command line exits with: 0 done; 1 a cell failed; 3 nothing that was asked for is supported. */
  exitCode: 0 | 1 | 3;
}

/** Unsupported cells are results, unless there is nothing else. */
export function exitCodeOf(repeats: readonly JournalRepeat[]): SuiteResult['exitCode'] {
  return exitCodeOfOutcomes(repeats.map(({ result }) => result.vfload.outcome));
}

/** As `exitCodeOf`, of outcomes alone. */
export function exitCodeOfOutcomes(all: readonly Outcome[]): SuiteResult['exitCode'] {
  const outcomes = new Set(all);
  if (outcomes.has('failed')) return 1;
  return outcomes.has('unsupported') && !outcomes.has('measured') ? 3 : 0;
}
