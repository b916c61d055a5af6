/** Files by any path, laid out and worked on by fio's rules: no lock, no manifest, nothing removed at the end. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NativeAnywhereFile, NativeAnywhereLayout, NativeJob } from '../../lib/run/native.ts';
import { nativeJob } from './native-job.mjs';
import { addon, anywhereFile, fileBytes, finished, limits } from './supervised-work.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-anywhere-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => path.join(folder, name);

async function laidOut(files: NativeAnywhereFile[]): Promise<ReturnType<NativeAnywhereLayout['states']>> {
  const layout = addon.layoutAnywhere({ files, limits });
  await finished(layout);
  return layout.states();
}

/** A job on one file from its start. */
function jobOn(file: string, changes: Partial<NativeJob>): NativeJob {
  const job = nativeJob({ size: fileBytes, ...changes });
  const entry = {
    path: file,
    name: file,
    startBytes: 0,
    rangeBytes: fileBytes,
    realBytes: fileBytes,
    laterSkipBytes: 0,
  };
  return { ...job, files: { ...job.files, list: [entry] } };
}

test('paths are told by their kind and size, and what is not there by its errno', async () => {
  writeFileSync(inFolder('file'), 'four');
  symlinkSync('file', inFolder('link'));
  const paths = [inFolder('file'), inFolder('link'), folder, '/dev/null', inFolder('missing')];
  const inspection = addon.inspectPaths({ paths, limits });
  await finished(inspection);
  expect(inspection.found()).toMatchObject([
    { path: paths[0], kind: 'regular', errno: 0, sizeBytes: 4 },
    { kind: 'regular', sizeBytes: 4 },
    { kind: 'directory' },
    { kind: 'character', sizeBytes: 0 },
    { kind: 'none', errno: constants.errno.ENOENT },
  ]);
});

test('a file too small is removed and made anew, one that is big enough is left alone', async () => {
  writeFileSync(inFolder('small'), 'small');
  writeFileSync(inFolder('big'), Buffer.alloc(fileBytes + 1));
  const before = statSync(inFolder('big'));
  const states = await laidOut([
    anywhereFile({ path: inFolder('small') }),
    anywhereFile({ path: inFolder('big') }),
  ]);
  expect(states).toMatchObject([
    { state: 'fresh', laidOutBytes: fileBytes },
    { state: 'written', laidOutBytes: 0 },
  ]);
  expect(readFileSync(inFolder('small')).subarray(0, 5).toString()).not.toBe('small');
  expect(statSync(inFolder('small')).mode & 0o777).toBe(0o644);
  expect(statSync(inFolder('big')).mtimeMs).toBe(before.mtimeMs);
});

test('a file that only writers use has space and no data', async () => {
  const [state] = await laidOut([anywhereFile({ path: inFolder('a'), content: 'allocated' })]);
  expect(state).toMatchObject({ state: 'unwritten' });
  expect(statSync(inFolder('a')).size).toBe(fileBytes);
});

test.each([
  ['none', 0],
  ['keep', 0],
  ['truncate', fileBytes],
  ['posix', fileBytes],
] as const)('fallocate=%s leaves a file of %i bytes', async (fallocate, size) => {
  await laidOut([anywhereFile({ path: inFolder('a'), content: 'allocated', fallocate })]);
  expect(statSync(inFolder('a')).size).toBe(size);
});

test('a file that is appended to keeps its data', async () => {
  writeFileSync(inFolder('a'), 'beginning');
  await laidOut([
    anywhereFile({ path: inFolder('a'), content: 'allocated', appends: true, oldSizeBytes: 9 }),
  ]);
  const content = readFileSync(inFolder('a'));
  expect(content.length).toBe(fileBytes);
  expect(content.subarray(0, 9).toString()).toBe('beginning');
});

test('directories on the way to a file are made', async () => {
  await laidOut([anywhereFile({ path: inFolder('a/b/c') })]);
  expect(statSync(inFolder('a/b/c')).size).toBe(fileBytes);
  expect(statSync(inFolder('a')).mode & 0o777).toBe(0o700);
});

test('a file that fails does not keep the others from being made', async () => {
  mkdirSync(inFolder('directory'));
  const states = await laidOut([
    anywhereFile({ path: inFolder('forbidden'), allowFileCreate: false }),
    anywhereFile({ path: inFolder('directory'), sizeBytes: 1 << 30 }),
    anywhereFile({ path: inFolder('file') }),
  ]);
  expect(states).toMatchObject([
    { state: undefined, failure: { errno: constants.errno.ENOENT, point: 'open' } },
    { state: undefined, failure: { errno: constants.errno.EISDIR, point: 'remove' } },
    { state: 'fresh', failure: undefined },
  ]);
});

test('a job works on an absolute path, through links, and leaves the file', async () => {
  writeFileSync(inFolder('file'), Buffer.alloc(fileBytes));
  symlinkSync('file', inFolder('link'));
  const work = addon.runAnywhere({ jobs: [jobOn(inFolder('link'), { rw: 'randrw' })], limits });
  const { children } = await finished(work);
  expect(children).toMatchObject([{ end: 'ended', failure: undefined }]);
  const { read, write } = children[0]?.statistics ?? {};
  expect((read?.bytes ?? 0) + (write?.bytes ?? 0)).toBe(fileBytes);
  expect(statSync(inFolder('file')).size).toBe(fileBytes);
});

test('/dev/zero and /dev/null are files as others', async () => {
  const jobs = [jobOn('/dev/zero', { rw: 'read' }), jobOn('/dev/null', { rw: 'write', jobNumber: 2 })];
  const { children } = await finished(addon.runAnywhere({ jobs, limits }));
  expect(children.map(({ failure }) => failure)).toEqual([undefined, undefined]);
  expect(children[0]?.statistics?.read.bytes).toBe(fileBytes);
  expect(children[1]?.statistics?.write.bytes).toBe(fileBytes);
});

test('a job that unlinks its file does so at its end', async () => {
  const job = jobOn(inFolder('file'), { rw: 'write' });
  const { children } = await finished(
    addon.runAnywhere({ jobs: [{ ...job, files: { ...job.files, unlink: true } }], limits }),
  );
  expect(children).toMatchObject([{ end: 'ended', failure: undefined }]);
  expect(() => statSync(inFolder('file'))).toThrow('ENOENT');
});
