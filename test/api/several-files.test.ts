/** Jobs of `run` with several files each: all of them vfload's own, made before the first repeat and removed after the last. */
import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RunOptions, run } from '../../lib/index.ts';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';
import { directoryForEachTest } from './measured-directory.ts';

const place = directoryForEachTest();

function measured(options: RunOptions): ReturnType<typeof run> {
  return run({ name: 'j', directory: place.directory, output: place.journal, repeats: 2, ...options });
}

it('lays out all files, works on each, and leaves none', async () => {
  const { exitCode, repeats } = await measured({ size: '96k', nrfiles: 3, rw: 'randrw', openfiles: 2 });
  expect(exitCode).toBe(0);
  expect(repeats).toHaveLength(2);
  const { jobs, vfload } = repeats[0]?.result ?? {};
  expect(vfload?.files).toEqual(
    [0, 1, 2].map((number) => ({
      ...{ filename: `j.0.${number}`, state: 'fresh', laidOutBytes: 32_768 },
    })),
  );
  const [{ read, write } = {}] = jobs ?? [];
  expect((read?.total_ios ?? 0) + (write?.total_ios ?? 0)).toBe(24);
  expect(place.left()).toEqual([]);
});

describe('the files that stay with keepFiles', () => {
  it.each<[string, RunOptions, Record<string, number>]>([
    ['names', { size: '64k', filename: 'a:b\\:c', rw: 'write' }, { a: 32_768, 'b:c': 32_768 }],
    ['fewer than are named', { size: '64k', filename: 'a:b:c', nrfiles: 1 }, { a: 65_536 }],
    [
      'clones and a format',
      { size: '8k', numjobs: 2, filename_format: '$jobname-$jobnum' },
      { 'j-0': 8192, 'j-1': 8192 },
    ],
    ['a size of each', { size: '16k', nrfiles: 2, filesize: '64k' }, { 'j.0.0': 65_536, 'j.0.1': 65_536 }],
    ['a drawn size', { size: '16k', filesize: '16k-64k', nrfiles: 2 }, { 'j.0.0': 20_480, 'j.0.1': 28_672 }],
    [
      'clones one after the other',
      { size: '8k', filename: 'a', numjobs: 3, offset_increment: '8k' },
      { a: 24_576 },
    ],
  ])('%s', async (_what, options, files) => {
    const { exitCode } = await measured({ rw: 'read', ...options, keepFiles: true, repeats: 1 });
    expect(exitCode).toBe(0);
    const left = place.left().filter((name) => name !== '.vfload-files.json');
    const sizes = left.map((name): [string, number] => [
      name,
      statSync(path.join(place.directory, name)).size,
    ]);
    expect(Object.fromEntries(sizes)).toEqual(files);
    const { files: listed } = JSON.parse(
      readFileSync(path.join(place.directory, '.vfload-files.json'), 'utf8'),
    ) as { files: { name: string }[] };
    expect(listed.map(({ name }) => name).toSorted()).toEqual(left.toSorted());
  });
});

it('a size that is less than its file has ends the job earlier', async () => {
  const { repeats } = await measured({ size: '16k', filesize: '64k', rw: 'randread' });
  expect(repeats[0]?.result.jobs).toMatchObject([{ read: { io_bytes: 16_384 } }]);
});

it('the plan counts every file', () => {
  const plan = makeRunPlan({ directory: '/m', size: '1m', nrfiles: 4, numjobs: 2, rw: 'write' });
  expect(plan.files).toHaveLength(8);
  expect(plan.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(2 * 2 ** 20);
});

it('more files than it can look after are refused before anything is touched', () => {
  expect(() => makeRunPlan({ directory: '/m', size: '8m', nrfiles: 600, numjobs: 2 })).toThrow('1200 files');
});

describe('a file of somebody else among them', () => {
  it.each([
    [
      'that would be written to',
      (file: string) => {
        writeFileSync(file, 'theirs');
      },
      'not created by vfload',
    ],
    [
      'that is a link',
      (file: string) => {
        symlinkSync('elsewhere', file);
      },
      'no regular file',
    ],
    [
      'that is a directory',
      (file: string) => {
        mkdirSync(file);
      },
      'no regular file',
    ],
  ])('%s ends all before anything is made', async (_what, put, message) => {
    put(path.join(place.directory, 'b'));
    const before = readdirSync(place.directory);
    await expect(measured({ size: '64k', filename: 'a:b:c', rw: 'write' })).rejects.toMatchObject({
      code: 'ERR_VFLOAD_FOREIGN_FILE',
      message: expect.stringContaining(message) as string,
    });
    expect(readdirSync(place.directory)).toEqual(before);
  });
});

it('a failure says in which file', async () => {
  // No I/O takes less than a microsecond, the first one least of all.
  writeFileSync(path.join(place.directory, 'large'), Buffer.alloc(8192));
  const done = await measured({
    size: '8k',
    filename: 'small:large',
    rw: 'read',
    repeats: 1,
    max_latency: '1us',
    ioengine: 'psync',
  });
  const [repeat] = done.repeats;
  expect(repeat?.result.vfload.reason?.filename).toBe('small');
  expect(place.left()).toEqual(['large']);
});
