/** Reads a journal back. What cannot be read becomes a warning: a study that was cut off is still a result. */
import { constants, open } from 'node:fs/promises';
import * as v from 'valibot';
import { VfloadError } from '../errors.ts';
import { readLines } from '../text-lines.ts';
import { type BriefRepeat, briefRepeat } from './brief-repeat.ts';
import {
  addRepeat,
  journalSchemaVersion,
  type Journal,
  type JournalHeader,
  type JournalHook,
  type JournalRepeat,
  type SaidRepeat,
} from './journal.ts';
import { journalHeaderSchema, journalHookSchema, journalRepeatSchema } from './journal-schema.ts';

/** What a journal's lines begin with. */
export const journalLine: RegExp = /^\{"type":"(?:header|repeat|hook)"/;

/** Whether a file begins as journals do. What is not there, may not be read or is no regular file is none. */
export async function isJournalFile(path: string): Promise<boolean> {
  try {
    // A pipe without a writer is not waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) return false;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
      return journalLine.test(buffer.toString('latin1', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/** A line as far as it could be told, or what is wrong with it. */
type Parsed<Repeat> =
  | { header: JournalHeader }
  | { repeat: Repeat; planHash: string }
  | { hook: JournalHook }
  | { problem: string; isHeader?: true }
  | { newer: number };

/** Makes of a line's value what is kept of a repeat, or says what is wrong with it. */
type TakeRepeat<Repeat> = (value: Record<string, unknown>) => Repeat | { problem: string };

/** Everything. The value itself is kept, not the schema's copy: members that a later vfload added stay. */
function takeWhole(value: Record<string, unknown>): JournalRepeat | { problem: string } {
  const checked = v.safeParse(journalRepeatSchema, value);
  return checked.success ? (value as unknown as JournalRepeat) : { problem: schemaProblem(checked.issues) };
}

/** What tables need. The schema is asked only for what is wrong: to ask it of every line takes longer than to read them. */
function takeInBrief(value: Record<string, unknown>): BriefRepeat | { problem: string } {
  const brief = briefRepeat(value as unknown as JournalRepeat);
  if (brief !== undefined) return brief;
  const whole = takeWhole(value);
  return 'problem' in whole ? whole : { problem: 'is not a line of a journal' };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where and what, in a few words: `result.jobs.0.read.iops: Expected number but received null`. */
function schemaProblem(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  if (issue === undefined) return 'is not a line of a journal';
  const path = v.getDotPath(issue);
  const message = issue.message.replace('Invalid type: ', '');
  return path === null ? message : `${path}: ${message}`;
}

function parseLine<Repeat extends object>(text: string, take: TakeRepeat<Repeat>): Parsed<Repeat> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON' };
  }
  if (!isRecord(value)) return { problem: 'is not a line of a journal' };
  if (value['type'] === 'header') {
    const { schemaVersion } = value;
    if (typeof schemaVersion === 'number' && schemaVersion > journalSchemaVersion)
      return { newer: schemaVersion };
    const checked = v.safeParse(journalHeaderSchema, value);
    return checked.success
      ? { header: value as unknown as JournalHeader }
      : { problem: schemaProblem(checked.issues), isHeader: true };
  }
  if (value['type'] === 'repeat') {
    const taken = take(value);
    if ('problem' in taken) return { problem: taken.problem };
    return { repeat: taken, planHash: typeof value['planHash'] === 'string' ? value['planHash'] : '' };
  }
  if (value['type'] === 'hook') {
    const checked = v.safeParse(journalHookSchema, value);
    return checked.success
      ? { hook: value as unknown as JournalHook }
      : { problem: schemaProblem(checked.issues) };
  }
  return { problem: 'is not a line of a journal' };
}

/** A journal, and the lines that its repeats are in. */
export interface ReadJournal<Repeat = JournalRepeat> {
  journal: Journal<Repeat>;
  /** From 1, in the order of the journal's repeats. */
  lines: number[];
}

/** Takes a journal's lines, one after the other. */
export class JournalCollector<Repeat extends SaidRepeat> {
  readonly #origin: string;
  readonly #take: TakeRepeat<Repeat>;
  readonly #repeats: Repeat[] = [];
  readonly #hooks: JournalHook[] = [];
  readonly #lineOf = new Map<Repeat, number>();
  /** Repeats that were stopped: only these may give way to another one. */
  #interrupted = 0;
  readonly #warnings: string[] = [];
  #header: JournalHeader | undefined;
  #headerProblem: string | undefined;
  /** The line before could not be read: where it is the last one, it may have been cut off. */
  #isLastBad = false;

  private constructor(origin: string, take: TakeRepeat<Repeat>) {
    this.#origin = origin;
    this.#take = take;
  }

  /** Keeps all of each repeat. @param origin - how errors and warnings call the text: its path */
  static whole(origin: string): JournalCollector<JournalRepeat> {
    return new JournalCollector(origin, takeWhole);
  }

  /** Keeps of each repeat what tables need. @param origin - as of `whole` */
  static inBrief(origin: string): JournalCollector<BriefRepeat> {
    return new JournalCollector(origin, takeInBrief);
  }

  /**
   * @param number - from 1
   * @throws VfloadError ERR_VFLOAD_RESULT_FILE for a header of a later schema
   */
  line(text: string, number: number): void {
    this.#isLastBad = false;
    if (text.trim() === '') return;
    const warn = (problem: string): void => {
      this.#warnings.push(`${this.#origin}:${number.toString()}: ${problem}`);
    };
    const parsed = parseLine(text, this.#take);
    if ('newer' in parsed) throw newerSchema(this.#origin, parsed.newer);
    if ('problem' in parsed) {
      if (parsed.isHeader) this.#headerProblem ??= `line ${number.toString()}: ${parsed.problem}`;
      this.#isLastBad = true;
      warn(`${parsed.problem}; left out`);
    } else if ('header' in parsed) {
      this.#header ??= parsed.header;
      if (this.#header.planHash !== parsed.header.planHash) warn('the header of another plan; left out');
    } else if ('hook' in parsed) {
      this.#hooks.push(parsed.hook);
    } else if (this.#header === undefined) {
      warn('a repeat before the header; left out');
    } else if (parsed.planHash !== this.#header.planHash) {
      warn('a repeat of another plan; left out');
    } else {
      if (this.#interrupted === 0) this.#repeats.push(parsed.repeat);
      else addRepeat(this.#repeats, parsed.repeat);
      if (parsed.repeat.result.vfload.interrupted) this.#interrupted += 1;
      this.#lineOf.set(parsed.repeat, number);
    }
  }

  /**
   * @param isOpen - the last line has no newline. Every whole line ends with one, so only that one can be cut off.
   * @throws VfloadError ERR_VFLOAD_RESULT_FILE if there was no header
   */
  end(isOpen: boolean): ReadJournal<Repeat> {
    if (isOpen && this.#isLastBad) {
      const last = this.#warnings.pop() ?? '';
      const place = /^.*?:\d+: /.exec(last.slice(this.#origin.length))?.[0] ?? ': ';
      this.#warnings.push(`${this.#origin}${place}the last line is cut off and was left out`);
    }
    if (this.#header === undefined) throw noHeader(this.#origin, this.#headerProblem);
    const hooks = this.#hooks.length === 0 ? {} : { hooks: this.#hooks };
    const journal = { header: this.#header, repeats: this.#repeats, ...hooks, warnings: this.#warnings };
    return { journal, lines: this.#repeats.map((repeat) => this.#lineOf.get(repeat) ?? 0) };
  }
}

/**
 * A journal out of its text. Noise, a last line that was cut off, and repeats of another plan become warnings.
 *
 * @param origin - how errors and warnings call the text: its path
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE if there is no header, or one of a later schema
 */
export function parseJournal(text: string, origin: string): Journal {
  const collector = JournalCollector.whole(origin);
  const lines = text.split('\n');
  const isOpen = lines.at(-1) !== '';
  if (!isOpen) lines.pop();
  for (const [index, line] of lines.entries()) collector.line(line, index + 1);
  return collector.end(isOpen).journal;
}

/** @param problem - of a header that is there and cannot be read */
function noHeader(origin: string, problem: string | undefined): VfloadError {
  const message =
    problem === undefined
      ? `${origin} is not a journal of vfload: it has no header line.`
      : `The header of ${origin} is damaged: ${problem}.`;
  return new VfloadError('ERR_VFLOAD_RESULT_FILE', message, {
    path: origin,
    remedy: 'give a file that vfload wrote (-o FILE, or vfload-LABEL-TIME.jsonl)',
  });
}

function newerSchema(origin: string, version: number): VfloadError {
  const message = `${origin} has schema version ${version.toString()}, this vfload reads up to ${journalSchemaVersion.toString()}.`;
  return new VfloadError('ERR_VFLOAD_RESULT_FILE', message, { path: origin, remedy: 'use a later vfload' });
}

/**
 * Reads a journal's file.
 *
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE if it cannot be read or is no journal
 */
export async function readJournal(path: string): Promise<Journal> {
  const collector = JournalCollector.whole(path);
  const { isOpen } = await readLines(path, (text, number) => {
    collector.line(text, number);
    return true;
  });
  return collector.end(isOpen).journal;
}
