import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReplayLog } from '../../lib/iolog/iolog-file.ts';
import {
  type ReplayLog,
  ReplayLogBuilder,
  type ReplayOptions,
  ReplayProblem,
} from '../../lib/iolog/replay-builder.ts';

const asLogged: ReplayOptions = {
  ...{ noStall: false, timeScale: 100, redirect: undefined, scale: 1, align: 0, readonly: false },
};
const head = ['fio version 3 iolog', '0 a add', '1 a open'];
const actions = ['read', 'write', 'sync', 'datasync', 'open', 'close', 'wait'];

function logOf(lines: readonly string[], options: Partial<ReplayOptions> = {}): ReplayLog {
  const builder = new ReplayLogBuilder({ ...asLogged, ...options });
  for (const line of lines) builder.add(line);
  return builder.finish();
}

/** Of each entry: delay, action, file, offset, bytes. */
function entriesOf(log: ReplayLog): string[] {
  const view = new DataView(log.entries.buffer, log.entries.byteOffset, log.entries.byteLength);
  return Array.from({ length: view.byteLength / 24 }, (_, index) => {
    const at = index * 24;
    const word = view.getUint32(at + 20, true);
    return [
      ...[view.getBigUint64(at + 8, true), actions[word & 15], word >>> 4],
      ...[view.getBigUint64(at, true), view.getUint32(at + 16, true)],
    ].join(' ');
  });
}

describe('an iolog of version 3', () => {
  test('is replayed line after line, with its pauses', () => {
    const log = logOf([
      ...head,
      '11 a read 4096 512',
      '20 a write 8589934592 1024',
      '20 a sync 0 0',
      '30 a datasync 0 0',
      '45 a close',
    ]);
    expect(entriesOf(log)).toEqual([
      '0 open 0 0 0',
      '10 read 0 4096 512',
      '9 write 0 8589934592 1024',
      '0 sync 0 0 0',
      '10 datasync 0 0 0',
      '15 close 0 0 0',
    ]);
    expect(log).toMatchObject({ files: ['a'], longestBytes: 1024, reads: 1, writes: 1, complaints: [] });
  });

  test('has no pause after a line at 0, nor where time goes back', () => {
    const log = logOf(['fio version 3 iolog', '0 a add', '100 a open', '50 a read 0 512', '60 a read 0 512']);
    expect(entriesOf(log).map((entry) => entry.split(' ')[0])).toEqual(['0', '0', '10']);
  });

  test('gives the pause before an added file to what follows', () => {
    const log = logOf(['fio version 3 iolog', '5 a add', '15 b add', '25 a open', '25 a read 0 512']);
    expect(entriesOf(log)[0]).toBe('20 open 0 0 0');
  });

  test.each([
    [{ noStall: true }, '0'],
    [{ timeScale: 50 }, '200'],
    [{ timeScale: 300 }, '33'],
  ])('with %j pauses otherwise', (options, delay) => {
    const log = logOf([...head, '1 a read 0 512', '101 a read 0 512'], options);
    expect(entriesOf(log).at(-1)).toBe(`${delay} read 0 0 512`);
  });

  test('leaves writes out where files are to stay as they are', () => {
    const log = logOf([...head, '1 a write 0 4096', '1 a read 4096 512'], { readonly: true });
    expect(entriesOf(log)).toEqual(['0 open 0 0 0', '0 read 0 4096 512']);
    expect(log).toMatchObject({ reads: 1, writes: 0, longestBytes: 512 });
    expect(() => logOf([...head, '1 a write 0 4096'], { readonly: true })).toThrow(ReplayProblem);
  });

  test('scales offsets, and rounds them down', () => {
    const log = logOf([...head, '1 a read 14095 512', '1 a write 8192 512'], { scale: 3, align: 4096 });
    expect(entriesOf(log).slice(1)).toEqual(['0 read 0 4096 512', '0 write 0 0 512']);
  });

  test('is redirected to one file, open from the first open to the last close', () => {
    const lines = ['0 a add', '0 b add', '1 a open', '1 b open', '1 a close', '1 b read 0 512', '1 b close'];
    const log = logOf(['fio version 3 iolog', ...lines], { redirect: 'c' });
    expect(log.files).toEqual(['c']);
    expect(entriesOf(log)).toEqual(['0 open 0 0 0', '0 read 0 0 512', '0 close 0 0 0']);
  });

  test('may be two logs, one behind the other', () => {
    const once = [...head, '9 a read 0 512', '10 a close'];
    const log = logOf([...once, ...once]);
    expect(entriesOf(log)).toHaveLength(6);
    expect(log.complaints).toEqual(['bad iolog3: fio version 3 iolog\n']);
  });

  test.each([
    ['2 a', 'bad iolog3: 2 a\n'],
    ['2 a read 0', 'bad iolog3: 2 a read 0\n'],
    ['', 'bad iolog3: \n'],
    ['2 a read 9x 512', 'bad iolog3: 2 a read 9x 512\n'],
    ['2 a read 99999999999999999999 512', 'fio: bad iolog file action: read'],
    ['2 a frob', 'fio: bad iolog file action: frob'],
    ['2 a frob 0 512', 'fio: bad iolog file action: frob'],
    ['2 a trim 0 512', 'bad ddir: 2'],
    ['2 a wait 5 0', 'iolog: ignoring wait command with version 3 for file a'],
    ['2 a read 0 0', 'fio: line 4 of the iolog is an I/O of 0 bytes'],
  ])('leaves out %j, and says so', (line, complaint) => {
    const log = logOf([...head, line, '3 a read 0 512']);
    expect(log.complaints).toEqual([complaint]);
    expect(entriesOf(log)).toHaveLength(2);
  });

  test('tells only of the first hundred lines that it leaves out', () => {
    const log = logOf([...head, '3 a read 0 512', ...Array.from({ length: 150 }, () => 'x')]);
    expect(log.complaints).toHaveLength(101);
    expect(log.complaints.at(-1)).toBe('fio: and so for 50 more lines of the iolog');
  });

  test.each([
    [['fio version 1 iolog'], 'fio: iolog version 1 is no longer supported'],
    [[], 'fio: unable to read iolog'],
    [[...head, '2 a sync 0 0'], 'fio: the iolog has no read and no write'],
    [[...head, '2 b read 0 1'], 'fio: line 4 of the iolog: b is the file of a read before it is added'],
    [
      [...head, '2 a close', '3 a read 0 1'],
      'fio: line 5 of the iolog: a is the file of a read and not open',
    ],
    [[...head, '2 a open'], 'fio: line 4 of the iolog: a is opened again before it is closed'],
    [[...head, '2 b open'], 'fio: line 4 of the iolog: b is opened before it is added'],
    [[...head, '2 a read 0 4294967296'], 'fio: line 4 of the iolog: an I/O has 4294967296 bytes'],
  ])('is refused: %j', (lines, problem) => {
    expect(() => logOf(lines)).toThrow(problem);
  });
});

test('an iolog of version 2 waits until so many ms of everything are over', () => {
  const lines = ['fio version 2 iolog', 'a add', 'a open', 'a wait 300 0', 'a read 0 512'];
  expect(entriesOf(logOf(lines))[1]).toBe('0 wait 0 300000 0');
  expect(entriesOf(logOf(lines, { noStall: true }))[1]).toBe('0 read 0 0 512');
});

describe('a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-replay-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function read(content: string | Uint8Array): ReplayLog {
    const file = path.join(folder, 'log');
    writeFileSync(file, content);
    return readReplayLog(file, asLogged);
  }

  test('is read in pieces, whatever lies on their edges', () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `${index} ä read ${index * 512} 512`);
    const log = read(['fio version 3 iolog', '0 ä add', '0 ä open', ...lines].join('\n'));
    expect(log).toMatchObject({ files: ['ä'], reads: 100_000, complaints: [] });
    expect(log.entries).toHaveLength(100_001 * 24);
  });

  test('of blktrace is told by its first bytes', () => {
    expect(() => read(Uint8Array.of(7, 0x74, 0x61, 0x65, 0, 0))).toThrow(/binary trace of blktrace/);
  });

  test('without lines is no iolog', () => {
    expect(() => read(new Uint8Array(3 * 2 ** 20))).toThrow(ReplayProblem);
  });

  function expectVerdict(content: string | Uint8Array): void {
    try {
      const log = read(content);
      expect(log.reads + log.writes).toBeGreaterThan(0);
      expect(log.entries.length % 24).toBe(0);
    } catch (error) {
      expect(error).toBeInstanceOf(ReplayProblem);
    }
  }

  test('of any bytes is a log or is refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), expectVerdict), { numRuns: 200 });
  });

  test('made of what iologs are made of is one or is refused', () => {
    const words = [
      'a',
      'b',
      'add',
      'open',
      'close',
      'read',
      'write',
      'wait',
      'trim',
      '0',
      '512',
      '-1',
      '\n',
      '\0',
    ];
    const line = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((parts) => parts.join(' '));
    const sound = fc.constantFrom('5 a read 0 512', '6 a close', '7 a open', '8 b add', '9 a sync 0 0');
    const text = fc.array(fc.oneof(line, sound), { maxLength: 30 });
    const logs = text.map((lines) => [...head, ...lines].join('\n'));
    fc.assert(fc.property(logs, expectVerdict), { numRuns: 300 });
  });
});
