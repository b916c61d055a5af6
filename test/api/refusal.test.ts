import { existsSync, symlinkSync, writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type SuiteOptions, run, suite } from '../../lib/index.ts';
import { directoryForEachTest, smallSuite } from './measured-directory.ts';

const place = directoryForEachTest();

function small(options: Partial<SuiteOptions>): SuiteOptions {
  return smallSuite(place, { ioengine: 'psync', rw: 'randwrite', numjobs: '1', ...options });
}

it('refuses bad options with a rejection, not with an exception', async () => {
  const running = suite(small({ size: 'much' }));
  await expect(running).rejects.toMatchObject({ code: 'ERR_VFLOAD_OPTION_VALUE' });
});

it('refuses a directory that is not there', async () => {
  const directories = path.join(place.directory, 'missing');
  await expect(suite(small({ directories }))).rejects.toMatchObject({
    code: 'ERR_VFLOAD_DIRECTORY',
    path: directories,
    remedy: expect.stringContaining('create it') as string,
  });
});

it('refuses a file in place of a directory', async () => {
  const file = path.join(place.directory, 'file');
  writeFileSync(file, '');
  await expect(suite(small({ directories: file }))).rejects.toMatchObject({ code: 'ERR_VFLOAD_DIRECTORY' });
});

it('leaves a foreign file of the name that it needs alone', async () => {
  const file = path.join(place.directory, 'vfload-file1');
  writeFileSync(file, 'mine');
  await expect(suite(small({}))).rejects.toMatchObject({ code: 'ERR_VFLOAD_FOREIGN_FILE', path: file });
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(place.left()).toEqual(['vfload-file1']);
});

it('replaces it where that is allowed', async () => {
  writeFileSync(path.join(place.directory, 'vfload-file1'), 'mine');
  const done = await suite(small({ allowOverwrite: true }));
  expect(done.repeats[0]?.result.vfload.outcome).toBe('measured');
});

it('reads a foreign file that is big enough, and leaves it', async () => {
  const file = path.join(place.directory, 'theirs');
  writeFileSync(file, Buffer.alloc(65536, 7));
  const options = { directory: place.directory, output: place.journal, filename: 'theirs', size: '64k' };
  const done = await run({ ...options, rw: 'randread' });
  expect(done.repeats[0]?.result.jobs[0]?.read.total_ios).toBe(16);
  expect(readFileSync(file).equals(Buffer.alloc(65536, 7))).toBe(true);
  expect(place.left()).toEqual(['theirs']);
});

it('follows no link out of the directory', async () => {
  const target = path.join(path.dirname(place.journal), 'target');
  writeFileSync(target, Buffer.alloc(2 * 1048576));
  symlinkSync(target, path.join(place.directory, 'vfload-file1'));
  await expect(suite(small({ rw: 'randread' }))).rejects.toMatchObject({ code: 'ERR_VFLOAD_FOREIGN_FILE' });
});

it('refuses files that do not fit, with both figures', async () => {
  const running = suite(small({ size: '900t', rw: 'randread' }));
  await expect(running).rejects.toMatchObject({
    code: 'ERR_VFLOAD_NO_SPACE',
    message: expect.stringMatching(/needs [\d.]+ TiB .* has [\d.]+ [TGM]iB/) as string,
  });
  expect(place.left()).toEqual([]);
});

it('refuses a journal that cannot be made before anything is laid out', async () => {
  const output = path.join(path.dirname(place.journal), 'missing', 'journal.jsonl');
  await expect(suite(small({ output }))).rejects.toMatchObject({ code: 'ERR_VFLOAD_OUTPUT' });
  expect(place.left()).toEqual([]);
  expect(existsSync(output)).toBe(false);
});

it('does not touch a journal that is there', async () => {
  writeFileSync(place.journal, 'precious\n');
  await expect(suite(small({}))).rejects.toMatchObject({ code: 'ERR_VFLOAD_OUTPUT' });
  expect(readFileSync(place.journal, 'utf8')).toBe('precious\n');
});
