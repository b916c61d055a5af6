import { chmod, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import type { JournalRepeat } from '../../lib/result/journal.ts';
import { badCell, busError, journalOf, measuredCell, noMappings } from '../report/study-fixture.ts';
import { someReads, terseLine } from '../read/terse-line.ts';
import { fakeIo } from './fake-io.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vfload-report-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function journalFile(name: string, repeats: JournalRepeat[]): Promise<string> {
  const file = path.join(folder, name);
  const { header } = journalOf(repeats);
  // The header of the plan that the repeats belong to.
  header.planHash = repeats[0]?.planHash ?? header.planHash;
  await writeFile(file, [header, ...repeats].map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}

async function report(...args: string[]) {
  const io = fakeIo();
  const exitCode = await main(['report', ...args], io, () => Promise.reject(new Error('the API was loaded')));
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
}

const measured = measuredCell({ run: 'randread-psync', read: [{ bw: 100000, iops: 25000 }] });

describe('a report', () => {
  test('needs no addon', async () => {
    const { exitCode, stdout, stderr } = await report(await journalFile('a.jsonl', measured));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('randread-psync');
  });

  test("may have the study's form", async () => {
    const { stdout } = await report('--format', 'study', await journalFile('b.jsonl', measured));
    expect(stdout).toMatch(/^NAME +WORKLOAD +Bandwidth +IOPS/);
    expect(stdout).toContain('97.6mb');
  });

  test('of several files in JSON is one list, whose entries say where they are from', async () => {
    const others = measured.map((repeat) => ({ ...repeat, planHash: 'other', session: 'boot:32' }));
    const files = [await journalFile('c.jsonl', measured), await journalFile('d.jsonl', others)];
    const entries: unknown = JSON.parse((await report('--json', ...files)).stdout);
    const cell = { configuration: 'share', run: 'randread-psync', repeat: 1 };
    expect(entries).toMatchObject([
      { vfload: { ...cell, journal: files[0], planHash: 'abcd', session: 'boot:31' } },
      { vfload: { ...cell, journal: files[1], planHash: 'other', session: 'boot:32' } },
    ]);
  });

  test("may have fio's forms", async () => {
    const file = await journalFile('fio.jsonl', measured);
    const { stdout } = await report('--output-format', 'normal,terse', '--terse-version=5', file);
    expect(stdout).toMatch(/^job: \(g=0\): rw=randread.*\nfio-.*\nStarting 1 process\n5;fio-.*;job;0;0;/);
    expect(stdout).toMatch(/\n\nRun status group 0 \(all jobs\):\n/);
    expect((await report('--minimal', file)).stdout).toMatch(/^3;fio-.*\n$/);
    expect(await report('--minimal', '--json', file)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('may be a page, in a file of its own', async () => {
    const file = await journalFile('page.jsonl', measured);
    const page = path.join(folder, 'page.html');
    expect(await report('--format', 'html', '-o', page, file)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    const text = await readFile(page, 'utf8');
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toContain('randread-psync');
    expect((await report('--format', 'html', file)).stdout).toBe(text);
  });

  test.each(['table', 'html', 'csv', 'json'])(
    'is never written over results, with the format %s',
    async (format) => {
      const file = await journalFile(`kept-${format}.jsonl`, measured);
      const other = await journalFile(`other-${format}.jsonl`, measured);
      const link = path.join(folder, `link-${format}.jsonl`);
      await symlink(file, link);
      const before = await readFile(file, 'utf8');
      for (const [input, output] of [
        [file, file],
        [file, link],
        [link, file],
        [other, file],
      ] as const) {
        const { exitCode, stdout, stderr } = await report('--format', format, '-o', output, input);
        expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
        expect(stderr).toContain('the report would be written over the results');
        expect(await readFile(file, 'utf8')).toBe(before);
      }
    },
  );

  test("of what fio printed is not written over fio's output", async () => {
    const file = path.join(folder, 'kept.txt');
    const line = terseLine({ name: 'a', read: someReads });
    await writeFile(file, line);
    expect(await report('-o', file, file)).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await readFile(file, 'utf8')).toBe(line);
  });

  test('takes the place of the one before whole, with its mode, and leaves nothing beside it', async () => {
    const file = await journalFile('whole.jsonl', measured);
    const place = path.join(folder, 'whole');
    const link = path.join(folder, 'whole-link');
    await writeFile(place, 'the report before');
    await chmod(place, 0o640);
    await symlink(place, link);
    const names = await readdir(folder);
    const old = await open(place, 'r');
    try {
      expect(await report('-o', link, file)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
      expect(await old.readFile('utf8')).toBe('the report before');
    } finally {
      await old.close();
    }
    expect(await readFile(place, 'utf8')).toContain('randread-psync');
    expect((await stat(place)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(names);
  });

  test.each(['table', 'md', 'csv', 'study', 'html', 'json'])(
    'of a file given twice is refused, with the format %s',
    async (format) => {
      const file = await journalFile(`twice-${format}.jsonl`, measured);
      const link = path.join(folder, `twice-link-${format}.jsonl`);
      await symlink(file, link);
      for (const second of [file, link]) {
        const { exitCode, stdout, stderr } = await report('--format', format, file, second);
        expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
        expect(stderr).toContain(`${file} and ${second} are the same file`);
      }
    },
  );

  test.each(['md', 'html'])('keeps journals of the same label apart, with the format %s', async (format) => {
    const files = [await journalFile('m1.jsonl', measured), await journalFile('m2.jsonl', measured)];
    const { stdout } = await report('--format', format, ...files);
    expect(stdout).toContain('share (m1)');
    expect(stdout).toContain('share (m2)');
  });

  test('of a directory is refused as such', async () => {
    const { exitCode, stdout, stderr } = await report(folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`${folder} is a directory`);
    expect(stderr).toContain('name the files in it');
    expect(stderr).not.toContain('permissions');
  });

  test.each(['table', 'md'])(
    'of a journal without a repeat that can be read is refused in few words, with the format %s',
    async (format) => {
      const file = await journalFile('damaged.jsonl', []);
      await writeFile(file, '{"type":"repeat","x":1}\n'.repeat(40), { flag: 'a' });
      const { exitCode, stdout, stderr } = await report('--format', format, file);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(`No repeat in ${file} can be read`);
      expect(stderr).toContain('40 lines were left out');
      expect(stderr.split('\n').length).toBeLessThan(6);
    },
  );

  test('in a place that cannot be written to is refused', async () => {
    const file = await journalFile('refused.jsonl', measured);
    const { exitCode, stdout, stderr } = await report('-o', path.join(folder, 'no', 'report.txt'), file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('ENOENT');
  });

  test('tells failures and unreadable lines on stderr', async () => {
    const file = await journalFile('e.jsonl', [
      badCell('randread-mmap', { outcome: 'failed', reason: busError }),
    ]);
    await writeFile(file, '{"type":"rep', { flag: 'a' });
    const { exitCode, stdout, stderr } = await report('--format', 'study', file);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('cut off');
    expect(stderr).toContain('the last line is cut off');
    expect(stderr).toContain('SIGBUS');
  });

  test.each(['table', 'study', 'json', 'html'])(
    'exits as measuring did, with the format %s',
    async (format) => {
      const failed = badCell('randread-mmap', { outcome: 'failed', reason: busError });
      const unsupported = badCell('randread-libaio', { outcome: 'unsupported', reason: noMappings });
      const exitCodeOf = async (...repeats: JournalRepeat[]) =>
        await report('--format', format, await journalFile(`exit-${format}.jsonl`, repeats));
      expect(await exitCodeOf(...measured, failed)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('randread-mmap failed: SIGBUS') as string,
      });
      expect(await exitCodeOf(...measured, unsupported)).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await exitCodeOf(unsupported)).toMatchObject({ exitCode: 3 });
    },
  );

  test('of what fio printed is made as well, and exits as measuring would have', async () => {
    const file = path.join(folder, 'fio.txt');
    const line = terseLine({ name: 'a', read: someReads });
    await writeFile(file, `${line}\n${terseLine({ name: 'b', error: 5 })}\n3;fio-3.21;cut off\n`);
    const { exitCode, stdout, stderr } = await report('--format', 'csv', file);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`\n${file},fio,a,0,1,read,measured,,1048576,,2000,`);
    expect(stderr).toMatch(/^vfload: .*fio\.txt:3: a terse line of 3 fields/);
    expect(await report('--minimal', file)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('may have journals and other files in one table', async () => {
    const file = path.join(folder, 'other.txt');
    await writeFile(file, terseLine({ name: 'randread-psync', read: someReads }));
    const { stdout } = await report('--format', 'study', file, await journalFile('g.jsonl', measured));
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^other +randread-psync +512kb +128 +$/),
      expect.stringMatching(/^share +randread-psync +97\.6mb +24\.4k +$/),
    ]);
  });

  test.each(['csv', 'md'])('of a journal may have the format %s', async (format) => {
    const { exitCode, stdout } = await report('--format', format, await journalFile('h.jsonl', measured));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      format === 'csv' ? /,share,job,0,1,read,measured,/ : /^\| randread-psync \| share \| read /m,
    );
  });

  test('of a file without results is refused', async () => {
    const file = path.join(folder, 'f.txt');
    await writeFile(file, 'hello\n');
    expect(await report(file)).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
