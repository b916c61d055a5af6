import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { probe } from '../../lib/index.ts';
import { operationNotes } from '../../lib/probe/operation-notes.ts';
import { directoryForEachTest } from '../api/measured-directory.ts';

const place = directoryForEachTest();

it('tells of each operation whether it works, and leaves the directory empty', async () => {
  const { operations, mount, environment } = await probe(place.directory);
  const byName = new Map(operations.map((operation) => [operation.operation, operation]));
  for (const name of ['read', 'write', 'fsync', 'mmap-shared-read', 'mmap-shared-store']) {
    expect(byName.get(name), name).toMatchObject({ ok: true, errno: 0, errnoName: undefined, stuck: false });
  }
  expect(mount?.mountPoint).toMatch(/^\//);
  expect(environment.kernel).not.toBe('');
  expect(place.left()).toEqual([]);
});

it('has a note on every operation that the addon tries, and on no other', async () => {
  const { operations } = await probe(place.directory);
  expect(operations.map(({ operation }) => operation).sort()).toEqual(Object.keys(operationNotes).sort());
  for (const { operation, note } of operations) expect(note, operation).toMatch(/\S/);
});

it('names the errno of what does not work', async () => {
  const { operations } = await probe(place.directory);
  // No file system of a test machine has persistent memory behind it.
  const sync = operations.find(({ operation }) => operation === 'map-sync');
  expect(sync).toMatchObject({ ok: false, errnoName: expect.stringMatching(/^E[A-Z]+$/) as string });
});

it('refuses a directory that is not there', async () => {
  const directory = path.join(place.directory, 'missing');
  await expect(probe({ directory })).rejects.toMatchObject({ code: 'ERR_VFLOAD_DIRECTORY', path: directory });
});

it('refuses a directory in which nothing can be made', async (context) => {
  context.skip(!existsSync('/proc/sys/kernel'), 'no /proc');
  await expect(probe('/proc/sys/kernel')).rejects.toMatchObject({ code: 'ERR_VFLOAD_DIRECTORY' });
});

it('can be aborted', async () => {
  await expect(probe({ directory: place.directory, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ERR_VFLOAD_ABORTED',
  });
  expect(place.left()).toEqual([]);
});

it('takes a directory relative to the current one', async () => {
  mkdirSync(path.join(place.directory, 'below'));
  const directory = path.relative(process.cwd(), path.join(place.directory, 'below'));
  expect((await probe(directory)).operations.length).toBeGreaterThan(0);
});
