import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type ProgressEvent, report, run } from '../../lib/index.ts';
import { directoryForEachTest } from './measured-directory.ts';

const place = directoryForEachTest();

/** Beside the journal: nothing else is in the measured directory. */
function jobFile(text: string, name = 'job.fio'): string {
  const file = path.join(path.dirname(place.journal), name);
  writeFileSync(file, text);
  return file;
}

const twoRuns = `
[global]
size=256k
rw=randread
[reader]
numjobs=2
group_reporting
[writer]
stonewall
description=what comes after
rw=write
bs=16k
[beside]
new_group
rw=read
`;

it('runs what is between stonewalls one after the other, with repeats, and leaves the directory empty', async () => {
  const running = run({
    ...{ jobFiles: jobFile(twoRuns), directory: place.directory, output: place.journal, repeats: 2 },
  });
  const events: ProgressEvent[] = [];
  for await (const event of running) events.push(event);
  const done = await running;
  expect(done.exitCode).toBe(0);
  expect(done.repeats.map(({ run: name, repeat }) => [name, repeat])).toEqual([
    ['reader', 1],
    ['writer+beside', 1],
    ['reader', 2],
    ['writer+beside', 2],
  ]);
  const [readers, others] = done.repeats;
  expect(readers?.result.jobs).toMatchObject([{ jobname: 'reader', read: { total_ios: 128 } }]);
  expect(others?.result.jobs).toMatchObject([
    { jobname: 'writer', groupid: 0, desc: 'what comes after', write: { total_ios: 16 } },
    { jobname: 'beside', groupid: 1, read: { total_ios: 64 } },
  ]);
  expect(others?.result.vfload.files.map(({ filename }) => filename)).toEqual(['writer.0.0', 'beside.0.0']);
  expect(place.left()).toEqual([]);
  const table = await report(done);
  expect(table).toContain('reader');
  expect(table).toContain('writer+beside');
});

it('goes on with a journal of the same job file, and refuses that of another', async () => {
  const options = { directory: place.directory, output: place.journal };
  const first = await run({ ...options, jobFiles: jobFile(twoRuns) });
  const before = readFileSync(place.journal, 'utf8');
  const again = await run({ ...options, jobFiles: jobFile(`; another comment\n${twoRuns}`, 'again.fio') });
  expect(again.repeats).toEqual(first.repeats);
  expect(readFileSync(place.journal, 'utf8')).toBe(before);
  const other = jobFile(twoRuns.replace('16k', '8k'), 'other.fio');
  await expect(run({ ...options, jobFiles: other })).rejects.toMatchObject({ code: 'ERR_VFLOAD_OUTPUT' });
});

it('touches nothing where a job file is wrong', async () => {
  const wrong = jobFile('[a]\nsize=1m\n[b]\nsize=1m\nrw=nonsense\n');
  await expect(
    run({ jobFiles: [wrong], directory: place.directory, output: place.journal }),
  ).rejects.toMatchObject({ code: 'ERR_VFLOAD_OPTION_VALUE', path: undefined });
  expect(place.left()).toEqual([]);
  expect(() => readFileSync(place.journal)).toThrow('ENOENT');
});
