/** Reads a journal back. What cannot be read becomes a warning: a study that was cut off is still a result. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { VfloadError } from '../errors.ts';
import { fileFailure } from '../file-failure.ts';
import {
  addRepeat,
  journalSchemaVersion,
  type Journal,
  type JournalHeader,
  type JournalRepeat,
} from './journal.ts';
import { journalHeaderSchema, journalRepeatSchema } from './journal-schema.ts';

/** A line as far as it could be told, or what is wrong with it. */
type Parsed =
  | { header: JournalHeader }
  | { repeat: JournalRepeat }
  | { problem: string; isHeader?: true }
  | { newer: number };

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

function parseLine(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON' };
  }
  if (!isRecord(value)) return { problem: 'is not a line of a journal' };
  // The parsed value itself is kept, not the schema's copy: members that a later vfload added stay.
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
    const checked = v.safeParse(journalRepeatSchema, value);
    return checked.success
      ? { repeat: value as unknown as JournalRepeat }
      : { problem: schemaProblem(checked.issues) };
  }
  return { problem: 'is not a line of a journal' };
}

/**
 * A journal out of its text. Noise, a last line that was cut off, and repeats of another plan become warnings.
 *
 * @param origin - how errors and warnings call the text: its path
 * @throws VfloadError ERR_VFLOAD_RESULT_FILE if there is no header, or one of a later schema
 */
export function parseJournal(text: string, origin: string): Journal {
  let header: JournalHeader | undefined;
  let headerProblem: string | undefined;
  const repeats: JournalRepeat[] = [];
  const warnings: string[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const warn = (problem: string): void => {
      warnings.push(`${origin}:${(index + 1).toString()}: ${problem}`);
    };
    const parsed = parseLine(line);
    if ('newer' in parsed) throw newerSchema(origin, parsed.newer);
    if ('problem' in parsed) {
      if (parsed.isHeader) headerProblem ??= `line ${(index + 1).toString()}: ${parsed.problem}`;
      // Every whole line ends with a newline, so only the last piece of the text can be cut off.
      warn(
        index === lines.length - 1
          ? 'the last line is cut off and was left out'
          : `${parsed.problem}; left out`,
      );
    } else if ('header' in parsed) {
      header ??= parsed.header;
      if (header.planHash !== parsed.header.planHash) warn('the header of another plan; left out');
    } else if (header === undefined) {
      warn('a repeat before the header; left out');
    } else if (parsed.repeat.planHash !== header.planHash) {
      warn('a repeat of another plan; left out');
    } else {
      addRepeat(repeats, parsed.repeat);
    }
  }
  if (header === undefined) throw noHeader(origin, headerProblem);
  return { header, repeats, warnings };
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
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { name, details } = fileFailure(path, error);
    throw new VfloadError('ERR_VFLOAD_RESULT_FILE', `${path} cannot be read: ${name}.`, {
      ...details,
      remedy: 'look at the path and its permissions',
    });
  }
  return parseJournal(text, path);
}
