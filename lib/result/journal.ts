/** The append-only result file: one JSON document a line; a header first, then a line per finished repeat. */
import type { RunResult } from './fio-document.ts';
import type { Environment, MountFacts } from './vfload-member.ts';

export const journalSchemaVersion = 1;

export interface JournalHeader {
  type: 'header';
  schemaVersion: typeof journalSchemaVersion;
  vfload: string;
  createdAt: string;
  planHash: string;
  preset: string | null;
  repeats: number;
  configurations: { label: string; directory: string; mount: MountFacts | null }[];
  runs: string[];
  environment: Environment;
}

/** One finished repeat of one cell. */
export interface JournalRepeat {
  type: 'repeat';
  planHash: string;
  configuration: string;
  run: string;
  /** Boot id and mount id: an instance of a mount. */
  session: string;
  block: number;
  /** From 1. */
  repeat: number;
  position: number;
  seed: string;
  result: RunResult;
}

export type JournalLine = JournalHeader | JournalRepeat;

/** A whole journal as read back. */
export interface Journal {
  header: JournalHeader;
  repeats: JournalRepeat[];
  /** Lines that could not be read (a truncated last line, noise), as messages. */
  warnings: string[];
}
