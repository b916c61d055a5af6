/** `vfload fio` whose outputs go where there is no space: `/dev/full` takes no byte. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BandwidthLog } from '../../../lib/cli/fio/bandwidth-log.ts';
import { fioMain } from '../../../lib/cli/fio/main.ts';
import { fioFace } from '../../fio-face/main.ts';
import { fakeIo } from '../fake-io.ts';

const before = process.cwd();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-full-disks-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const job = ['--name=t', '--rw=read', '--size=64k', '--ioengine=null'];

test('what --output has no space for is on stdout, and one message says so', async () => {
  const { exitCode, stdout, stderr } = await fioFace([...job, '--output=/dev/full', '--output-format=json']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ jobs: [{ jobname: 't', error: 0 }] });
  expect(stderr.match(/^fio: .*/gm)).toEqual([
    'fio: --output: /dev/full cannot be written: ENOSPC. What it lacks goes to stdout.',
  ]);
  expect(stderr).toContain('  remedy: Free space there');
  expect(stderr).not.toMatch(/^ +at /m);
});

test('a standard output without space is told of without a journal, for there is none', async () => {
  const io = fakeIo();
  const full = new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error('no space left on device'), { code: 'ENOSPC', errno: -28 }));
    },
  });
  full.on('error', () => undefined);
  expect(await fioMain([...job, '--output-format=json'], { ...io, stdout: full })).toBe(1);
  expect(io.stderr.text).toContain('fio: The output cannot be written: ENOSPC.');
  expect(io.stderr.text).toContain('--output=FILE');
  expect(io.stderr.text).not.toContain('journal');
});

test('a log of bandwidth that finds no space ends, with one message', () => {
  symlinkSync('/dev/full', 'agg-read_bw.log');
  const complaints: string[] = [];
  const log = new BandwidthLog(0, (text) => complaints.push(text));
  const run = { name: 'a', firstJobNumber: 1, jobs: [] };
  log.note(run, [], 600);
  log.note(run, [], 1200);
  log.close();
  expect(complaints).toEqual([
    'fio: --bandwidth-log: agg-read_bw.log cannot be written: ENOSPC. It ends here; the jobs go on.',
  ]);
  expect(readFileSync('agg-write_bw.log', 'utf8')).toBe('');
});

test('a log of bandwidth that cannot be made is refused by its name', () => {
  symlinkSync('/nowhere/at-all', 'agg-read_bw.log');
  expect(() => new BandwidthLog(0, () => undefined)).toThrow(
    '--bandwidth-log: agg-read_bw.log cannot be written: ENOENT.',
  );
});
