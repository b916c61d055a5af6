/** The append-only result file: one JSON document a line; a header first, then a line per finished repeat. */
import type { RunResult } from './fio-document.ts';
import type { Environment, MountFacts } from './vfload-member.ts';

/** Raised whenever a reader of the version before would misunderstand a line. */
export const journalSchemaVersion = 1;

/** The first line: what was going to be measured, where, on which machine. */
export interface JournalHeader {
  type: 'header';
  schemaVersion: typeof journalSchemaVersion;
  /** Version of the vfload that wrote it. */
  vfload: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** 16 hex digits; repeats with another one do not belong here. */
  planHash: string;
  /** `quick`, `short`, `study`; null: none. */
  preset: string | null;
  /** How often each run is repeated on each configuration. */
  repeats: number;
  /** In the order of the plan. */
  configurations: JournalConfiguration[];
  /** Names, in the order of the table's rows. */
  runs: string[];
  /** The machine at the start; each result has its own as well. */
  environment: Environment;
}

/** A configuration as the header tells it. */
export interface JournalConfiguration {
  label: string;
  /** Absolute path, as the user named it. */
  directory: string;
  /** null: not in mountinfo. */
  mount: MountFacts | null;
  /**
   * What the mount can do, where that was tried: `ok`, `stuck`, or the name of an errno by operation. Tried where a job has
   * `direct=1` and the directory can be written to.
   */
  probe?: Record<string, string>;
}

/** One finished repeat of one cell. */
export interface JournalRepeat {
  type: 'repeat';
  /** That of the header. */
  planHash: string;
  /** Label. */
  configuration: string;
  /** Name. */
  run: string;
  /** Boot id and mount id (from Linux 6.8 on one that no later mount gets): an instance of a mount. */
  session: string;
  /** From 1: repeats of one block are run before the next one starts. */
  block: number;
  /** From 1. */
  repeat: number;
  /** From 0: its place in the plan's order. */
  position: number;
  /** Where the run's random generators started, as a decimal number: `randseed` for the same offsets again. */
  seed: string;
  /** fio's document and vfload's member. */
  result: RunResult;
}

/** Any line of a journal. */
export type JournalLine = JournalHeader | JournalRepeat;

/** A whole journal as read back. */
export interface Journal {
  header: JournalHeader;
  /** In the order in which they were run. */
  repeats: JournalRepeat[];
  /** Lines that could not be read (a truncated last line, noise), as messages. */
  warnings: string[];
}

/**
 * Adds a repeat to those before it. One that was interrupted gives way to the same repeat when it is measured again: the study
 * was continued.
 */
export function addRepeat(repeats: JournalRepeat[], repeat: JournalRepeat): void {
  const again = repeats.findIndex(
    (before) => before.result.vfload.interrupted && isSameRepeat(before, repeat),
  );
  if (again >= 0) repeats.splice(again, 1);
  repeats.push(repeat);
}

function isSameRepeat(a: JournalRepeat, b: JournalRepeat): boolean {
  return a.configuration === b.configuration && a.run === b.run && a.repeat === b.repeat;
}
