import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import type { JournalRepeat } from '../../lib/result/journal.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { PlanJournal } from '../../lib/run/open-journal.ts';
import { header, repeat as journalRepeat } from '../result/journal-fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const full = new VfloadError('ERR_VFLOAD_OUTPUT', 'The disk is full.', { remedy: 'make room' });

function journalOn(
  append: () => Promise<void>,
  close: () => Promise<void>,
): { journal: PlanJournal; events: ProgressEvent[] } {
  const file = path.join(folder, 'journal.jsonl');
  writeFileSync(file, 'header\n');
  const events: ProgressEvent[] = [];
  const writer = { path: file, append, close };
  return { journal: new PlanJournal(writer, { header, repeats: [] }, (event) => events.push(event)), events };
}

const repeat: JournalRepeat = journalRepeat();
const works = (): Promise<void> => Promise.resolve();
const fails = (): Promise<void> => Promise.reject(full);

it('tells that a line could not be written, and goes on', async () => {
  const { journal, events } = journalOn(fails, works);
  await journal.record(repeat);
  await journal.close();
  expect(events.map(({ type }) => type)).toEqual(['notice', 'repeat']);
  expect(events[0]).toMatchObject({ message: 'The disk is full. Remedy: make room.' });
  expect(journal.repeats).toEqual([repeat]);
  expect(journal.isLost).toBe(false);
});

it('is lost where the last attempt fails as well', async () => {
  const { journal } = journalOn(fails, fails);
  await journal.record(repeat);
  await journal.close();
  expect(journal.isLost).toBe(true);
});

it('tells a lasting failure once, and at the end that the journal is incomplete', async () => {
  const { journal, events } = journalOn(fails, fails);
  await journal.record(repeat);
  await journal.record({ ...repeat, repeat: 2 });
  await journal.close();
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
  expect(notices).toEqual([
    'The disk is full. Remedy: make room.',
    expect.stringContaining('journal.jsonl is incomplete'),
  ]);
});

it('is removed where nothing was recorded', async () => {
  const { journal } = journalOn(works, works);
  await journal.close();
  expect(existsSync(journal.path)).toBe(false);
});

it('throws what is no failure of writing', async () => {
  const { journal } = journalOn(() => Promise.reject(new TypeError('a defect')), works);
  await expect(journal.record(repeat)).rejects.toThrow('a defect');
});
