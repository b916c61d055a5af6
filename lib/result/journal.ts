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
  /** How the study was laid out in time; absent: in blocks, runs in their order, and in older journals. */
  design?: JournalDesign;
  /** The study's file, where there is one. */
  study?: JournalStudy;
  /** In the order of the plan. */
  configurations: JournalConfiguration[];
  /** Names, in the order of the table's rows. */
  runs: string[];
  /** The machine at the start; each result has its own as well. */
  environment: Environment;
}

/** What a study's file says beside its plan. */
export interface JournalStudy {
  name?: string;
  /** Name of the suite. */
  suite: string;
  /** Label of the configuration that others are compared with. */
  reference?: string;
  /** What is not as the suite was published, a sentence each. */
  deviations: string[];
}

/** What a study's results depend on beside its cells. */
export interface JournalDesign {
  /**
   * `split-plot`: in each block the configurations are shuffled, and in each of them its runs; `blocks`: runs in their order,
   * configurations taking turns; `fixed`: configuration after configuration, run after run, repeats back to back (there a block is
   * no more than a repeat's number).
   */
  order: 'split-plot' | 'blocks' | 'fixed';
  /** The order and the seeds of the repeats come from it: `--order-seed`. Absent where nothing was shuffled. */
  seed?: number;
  /** Of the host's cache before each repeat; `as-is`: not controlled. Absent: nothing was asked for. */
  hostCache?: 'cold' | 'warm' | 'as-is';
  /** Files were laid out as fio does, and not fully written. */
  asPublished: boolean;
  /** More blocks than `repeats` were run, until the 95 % intervals had this half width; absent: not asked for. */
  untilPercent?: number;
}

/** A configuration as the header tells it. */
export interface JournalConfiguration {
  label: string;
  /** Absolute path, as the user named it. */
  directory: string;
  /** null: not in mountinfo. */
  mount: MountFacts | null;
  /** Of what only the host knows, as the study's file tells it: `virtiofsd`, `qemu`, … */
  versions?: Record<string, string>;
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
  /**
   * Boot id, and the mount's: from Linux 6.8 on one that no later mount gets, before mount id and device number. An instance of
   * a mount; a study that goes on after a boot or another mount has several.
   */
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

/** A hook of the study that was run, with what it said. */
export interface JournalHook {
  type: 'hook';
  planHash: string;
  hook: 'prepare' | 'dropHostCache' | 'cleanup';
  /** Label. */
  configuration: string;
  command: string;
  /** ISO 8601, UTC. */
  startedAt: string;
  elapsedMs: number;
  /** null: a signal ended it, or it could not be started. */
  exitCode: number | null;
  /** `SIGTERM`, …; null: none. */
  signal: string | null;
  /** stdout and stderr, the last 64 KiB. */
  output: string;
  /** Of the repeat that it was run for. */
  position?: number;
}

/** Any line of a journal. */
export type JournalLine = JournalHeader | JournalRepeat | JournalHook;

/** A whole journal as read back; of its repeats everything, or as much as is asked for. */
export interface Journal<Repeat = JournalRepeat> {
  header: JournalHeader;
  /** In the order in which they were run. */
  repeats: Repeat[];
  /** In the order in which they were run; absent: none was. */
  hooks?: JournalHook[];
  /** Those of the repeats that the file lacks, for its disk was full to the end; absent: none. */
  lostRepeats?: number;
  /** Lines that could not be read (a truncated last line, noise), as messages. */
  warnings: string[];
}

/**
 * Adds a repeat to those before it. One that was interrupted gives way to the same repeat when it is measured again: the study
 * was continued.
 */
export function addRepeat<Repeat extends SaidRepeat>(repeats: Repeat[], repeat: Repeat): void {
  const again = repeats.findIndex(
    (before) => before.result.vfload.interrupted && isSameRepeat(before, repeat),
  );
  if (again >= 0) repeats.splice(again, 1);
  repeats.push(repeat);
}

/** What says which repeat it is, and whether it was stopped. */
export type SaidRepeat = Pick<JournalRepeat, 'configuration' | 'run' | 'repeat'> & {
  result: { vfload: { interrupted: boolean } };
};

function isSameRepeat(a: SaidRepeat, b: SaidRepeat): boolean {
  return a.configuration === b.configuration && a.run === b.run && a.repeat === b.repeat;
}
