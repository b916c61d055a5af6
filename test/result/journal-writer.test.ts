import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readJournal } from '../../lib/result/journal-reader.ts';
import { JournalWriter, type JournalFile } from '../../lib/result/journal-writer.ts';
import type { JournalRepeat } from '../../lib/result/journal.ts';
import { header, repeat } from './journal-fixture.ts';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'vfload-journal-'));
  file = path.join(directory, 'study.jsonl');
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

test('every line is in the file as soon as append returns', async () => {
  const writer = await JournalWriter.create(file, header);
  expect(await readJournal(file)).toEqual({ header, repeats: [], warnings: [] });
  await writer.append(repeat());
  expect((await readJournal(file)).repeats).toEqual([repeat()]);
  await writer.close();
});

/** A repeat with other figures in the places where doubles are. */
function withFigures(figures: readonly number[]): JournalRepeat {
  const changed = repeat();
  const [a = 0, b = 0, c = 0] = figures;
  const [job] = changed.result.jobs;
  if (job !== undefined) {
    job.read.iops = a;
    job.read.clat_ns.mean = b;
    job.usr_cpu = c;
  }
  return changed;
}

test('doubles are the same when read back', async () => {
  const double = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(double, { minLength: 3, maxLength: 3 }), { maxLength: 4 }),
      async (all) => {
        await rm(file, { force: true });
        const repeats = all.map((figures) => withFigures(figures));
        const writer = await JournalWriter.create(file, header);
        for (const one of repeats) await writer.append(one);
        await writer.close();
        const journal = await readJournal(file);
        expect(journal).toStrictEqual({ header, repeats, warnings: [] });
      },
    ),
    { numRuns: 30 },
  );
});

test('a file with contents is refused and left as it is', async () => {
  await writeFile(file, 'precious');
  await expect(JournalWriter.create(file, header)).rejects.toMatchObject({
    code: 'ERR_VFLOAD_OUTPUT',
    path: file,
  });
  expect(await readFile(file, 'utf8')).toBe('precious');
});

test('an empty file is used', async () => {
  await writeFile(file, '');
  await (await JournalWriter.create(file, header)).close();
  expect((await readJournal(file)).header).toEqual(header);
});

test('a path that cannot be created is told with errno and remedy', async () => {
  await expect(JournalWriter.create(path.join(directory, 'none', 'x.jsonl'), header)).rejects.toMatchObject({
    code: 'ERR_VFLOAD_OUTPUT',
    errno: 2,
    remedy: expect.stringContaining('-o FILE') as string,
  });
});

test('a full disk is told with errno and remedy', async () => {
  await expect(JournalWriter.create('/dev/full', header)).rejects.toMatchObject({
    code: 'ERR_VFLOAD_OUTPUT',
    errno: 28,
    syscall: 'write',
    remedy: expect.stringContaining('make room') as string,
  });
});

/** A file on a disk that is full from the second line on, until `room` is set. */
async function fillingUp(path: string, disk: { room: boolean }): Promise<JournalFile> {
  const real = await open(path, 'a');
  let lines = 0;
  return {
    appendFile: async (bytes) => {
      lines += 1;
      if (lines === 1 || disk.room) return real.appendFile(bytes);
      await real.appendFile((bytes as Buffer).subarray(0, 100));
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
        errno: -28,
        code: 'ENOSPC',
      });
    },
    datasync: () => real.datasync(),
    truncate: (length) => real.truncate(length),
    stat: () => real.stat(),
    close: () => real.close(),
  } as JournalFile;
}

test('a disk that fills up leaves whole lines, and what did not fit is written once there is room', async () => {
  const disk = { room: false };
  const writer = await JournalWriter.create(file, header, (path) => fillingUp(path, disk));
  await expect(writer.append(repeat())).rejects.toMatchObject({ code: 'ERR_VFLOAD_OUTPUT', errno: 28 });
  expect(await readJournal(file)).toEqual({ header, repeats: [], warnings: [] });
  disk.room = true;
  await writer.append(repeat({ repeat: 2 }));
  await writer.close();
  expect(await readJournal(file)).toEqual({
    header,
    repeats: [repeat(), repeat({ repeat: 2 })],
    warnings: [],
  });
});

test('what never fitted is told when the journal is closed', async () => {
  const writer = await JournalWriter.create(file, header, (path) => fillingUp(path, { room: false }));
  await expect(writer.append(repeat())).rejects.toThrow();
  await expect(writer.close()).rejects.toMatchObject({ code: 'ERR_VFLOAD_OUTPUT', errno: 28 });
});
