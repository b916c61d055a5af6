/** `--readonly` in fio's place: files that are there stay as they are, others are not made, and the same is said of it. */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, type Tool } from './called-fio.ts';

const missing = pairMissing();

describe.skipIf(missing !== undefined)(`--readonly ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  /** What is left of the files `before`, and what is said, after jobs that read 256 KiB. */
  function readBy(tool: Tool, before: Readonly<Record<string, string>>, words: readonly string[]) {
    const place = pair.directory(tool);
    for (const file of readdirSync(place)) rmSync(path.join(place, file));
    for (const [file, text] of Object.entries(before)) writeFileSync(path.join(place, file), text);
    const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
    const common = ['--name=t', '--rw=read', '--size=256k', '--readonly'];
    const { status, stderr, stdout } = pair.run(tool, [...compat, ...common, ...words]);
    const files = readdirSync(place).sort();
    return {
      status,
      files: files.map((file) => [file, readFileSync(path.join(place, file), 'latin1')]),
      refused: stderr.split('\n').filter((line) => line.startsWith('fio: refusing')),
      laidOut: stdout.split('\n').filter((line) => line.includes('Laying out')),
      // With JSON alone vfload says it on stderr.
      failed: (stdout + stderr)
        .match(/^fio: pid=\d+, err=\d+/gm)
        ?.map((line) => line.replace(/pid=\d+/, 'pid')),
      written: /"write" : \{\s*"io_bytes" : (\d+)/.exec(stdout)?.[1],
    };
  }

  const large = '\0'.repeat(262_144);
  const log = [
    'fio version 2 iolog',
    't.0.0 add',
    't.0.0 open',
    't.0.0 write 0 4096',
    't.0.0 read 4096 4096',
  ];

  test.each<[string, Record<string, string>, string[]]>([
    ['a file that is too small', { 't.0.0': 'precious' }, []],
    ['a file that is too small, at random', { 't.0.0': 'precious' }, ['--rw=randread']],
    ['a file that is too small, with JSON', { 't.0.0': 'precious' }, ['--output-format=json']],
    ['a file that is large enough', { 't.0.0': large }, []],
    ['no file', {}, []],
    ['no file, which is only to be made', {}, ['--create_only=1']],
    ['files of which one is there', { 't.0.1': 'precious' }, ['--nrfiles=3']],
    ['files of several jobs', { 't.1.0': 'precious' }, ['--numjobs=2']],
    ['no files of several jobs, by libaio', {}, ['--numjobs=2', '--ioengine=libaio']],
    ['several jobs of which one has its file', { 't.0.0': large }, ['--name=u', '--rw=read', '--size=64k']],
    ['a job that writes', { 't.0.0': 'precious' }, ['--rw=write']],
    [
      'a log with writes',
      { 't.0.0': large, log: [...log, 't.0.0 close', ''].join('\n') },
      ['--read_iolog=log', '--output-format=json'],
    ],
  ])('%s', (_what, before, words) => {
    const vfload = readBy('vfload', before, words);
    expect(vfload).toEqual(readBy('fio', before, words));
    expect(vfload.files).toEqual(Object.entries(before).sort());
  });
  test('a file that is too small, by libaio: fio counts what lies beyond its end as read, and vfload fails', () => {
    const before = { 't.0.0': 'precious' };
    const words = ['--ioengine=libaio', '--iodepth=4'];
    const vfload = readBy('vfload', before, words);
    const fio = readBy('fio', before, words);
    expect(vfload).toEqual({ ...fio, status: 1, failed: ['fio: pid, err=5'] });
    expect(fio.status).toBe(0);
    expect(vfload.files).toEqual([['t.0.0', 'precious']]);
  });
});
