import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJobText } from '../../lib/jobfile/job-text.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-jobs-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

test('a file is its text, under the name it was given', async () => {
  const file = written('a.fio', '[a]\nbs=4k\n');
  expect(await readJobText(file)).toEqual({ file, text: '[a]\nbs=4k\n' });
});

test('an empty file is an empty text', async () => {
  expect((await readJobText(written('empty.fio', ''))).text).toBe('');
});

test('what is not UTF-8 is marked, so that comments may have it', async () => {
  const { text } = await readJobText(written('latin1.fio', Buffer.from('; J\xf6rg\n', 'latin1')));
  expect(text).toBe('; J\uFFFDrg\n');
});

test.each([
  ['a missing file', () => path.join(folder, 'nope'), 'ENOENT', 'Check the path'],
  ['a directory', () => folder, 'EISDIR', '--directory=DIR'],
  ['a part of the path that is a file', () => `${written('f', '')}/x`, 'ENOTDIR', 'Check the path'],
  ['a huge file', () => written('huge', 'x'.repeat(2 ** 20 + 1)), 'more than 1 MiB', 'Name the job file'],
  ['an endless device', () => '/dev/zero', 'more than 1 MiB', 'Name the job file'],
  [
    'a program',
    () => written('bin', Uint8Array.of(0x7f, 0x45, 10, 0x46, 0)),
    'bin:2:2: there is a NUL byte',
    'job file',
  ],
])('%s is refused', async (_, file, message, remedy) => {
  await expect(readJobText(file())).rejects.toThrow(
    expect.objectContaining({
      code: 'ERR_VFLOAD_JOB_FILE',
      message: expect.stringContaining(message) as string,
      remedy: expect.stringContaining(remedy) as string,
    }),
  );
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is refused', async () => {
  const file = written('secret.fio', '[a]\n');
  chmodSync(file, 0);
  await expect(readJobText(file)).rejects.toThrow('cannot be read: EACCES');
});

test('a directory within a directory is no job file either', async () => {
  mkdirSync(path.join(folder, 'jobs.fio'));
  await expect(readJobText(path.join(folder, 'jobs.fio'))).rejects.toMatchObject({
    errno: 21,
    cause: 'it is a directory',
  });
});
