import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type ProgressEvent, report, run } from '../../lib/index.ts';
import { readJournal } from '../../lib/result/journal-reader.ts';
import { directoryForEachTest } from './measured-directory.ts';

const place = directoryForEachTest();

it('a calibrated run on a resident file is marked in every report, and leaves nothing beside the journal', async () => {
  const running = run({
    ...{ directory: place.directory, output: place.journal, name: 'cached', calibrate: true },
    ...{ rw: 'read', size: '1m', runtime: '300ms', time_based: true, invalidate: false },
  });
  const events: ProgressEvent[] = [];
  for await (const event of running) events.push(event);
  const done = await running;
  expect(events.map(({ type }) => type)).toContain('calibrating');
  const { generator } = done.repeats[0]?.result.vfload ?? {};
  if (generator === undefined || 'reason' in generator) throw new Error(JSON.stringify(generator));
  // How long an I/O takes is up to the machine: the loop alone is a part of the floor on each.
  expect(generator.loopNsPerIo).toBeGreaterThan(0);
  expect(generator.floorNsPerIo).toBeGreaterThan(generator.loopNsPerIo);
  expect(generator.nsPerIo).toBeGreaterThan(0);
  expect(generator.share).toBeCloseTo(Math.min(1, generator.floorNsPerIo / generator.nsPerIo), 2);
  expect((await readJournal(done.journalPath)).repeats).toEqual(done.repeats);
  const isTold = (text: string): boolean => text.replaceAll('\n', ' ').includes('is generator-bound');
  expect(isTold(await report(done.journalPath))).toBe(generator.bound);
  expect(isTold(await report(done.journalPath, { format: 'study' }))).toBe(generator.bound);
  expect(readdirSync(path.dirname(place.journal))).toEqual([path.basename(place.journal)]);
  expect(place.left()).toEqual([]);
});
