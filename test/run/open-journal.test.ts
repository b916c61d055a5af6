import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import type { JournalRepeat } from '../../lib/result/journal.ts';
import type { JournalFile, OpenJournalFile } from '../../lib/result/journal-writer.ts';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { PlanJournal, openJournal } from '../../lib/run/open-journal.ts';
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
  expect([journal.isLost, journal.lostRepeats]).toEqual([false, 0]);
});

it('is lost where the last attempt fails as well', async () => {
  const { journal } = journalOn(fails, fails);
  await journal.record(repeat);
  await journal.close();
  expect([journal.isLost, journal.lostRepeats]).toEqual([true, 1]);
});

it('tells a lasting failure once, and at the end that the journal is incomplete', async () => {
  const { journal, events } = journalOn(fails, fails);
  await journal.record(repeat);
  await journal.record({ ...repeat, repeat: 2 });
  await journal.close();
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
  expect(notices).toEqual([
    'The disk is full. Remedy: make room.',
    expect.stringMatching(/journal\.jsonl is incomplete: only 0 of 2 repeats/),
  ]);
});

it('is removed where nothing was recorded', async () => {
  const { journal } = journalOn(works, works);
  await journal.close();
  expect(existsSync(journal.path)).toBe(false);
});

it('counts as lost what came after the last line that could be written', async () => {
  let lines = 0;
  const append = (): Promise<void> => {
    lines += 1;
    return lines > 2 ? fails() : works();
  };
  const { journal } = journalOn(append, fails);
  for (let number = 1; number <= 5; number += 1) await journal.record({ ...repeat, repeat: number });
  await journal.close();
  expect(journal.lostRepeats).toBe(3);
});

it('leaves no empty file behind where not even its header can be written, but a file that was there', async () => {
  const fullDisk: OpenJournalFile = async (name) => {
    const file = await open(name, 'a');
    return {
      appendFile: () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', errno: -28 })),
      datasync: () => file.datasync(),
      truncate: (bytes) => file.truncate(bytes),
      stat: (() => file.stat()) as JournalFile['stat'],
      close: () => file.close(),
    };
  };
  const request = { header, isSeedGiven: false, emit: () => undefined };
  const [fresh = '', empty = ''] = ['fresh', 'empty'].map((name) => path.join(folder, `${name}.jsonl`));
  writeFileSync(empty, '');
  for (const isNamed of [true, false]) {
    const refused = openJournal({ ...request, file: fresh, isNamed }, fullDisk);
    await expect(refused).rejects.toMatchObject({ code: 'ERR_VFLOAD_OUTPUT' });
    expect(existsSync(fresh)).toBe(false);
  }
  await expect(openJournal({ ...request, file: empty, isNamed: true }, fullDisk)).rejects.toThrow('ENOSPC');
  expect(existsSync(empty)).toBe(true);
});

it('throws what is no failure of writing', async () => {
  const { journal } = journalOn(() => Promise.reject(new TypeError('a defect')), works);
  await expect(journal.record(repeat)).rejects.toThrow('a defect');
});
