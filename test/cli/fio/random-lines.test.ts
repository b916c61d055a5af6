/** Lines that jobs leave in files, and how they are passed on. */
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RandomLines } from '../../../lib/cli/fio/random-lines.ts';
import { isToldAbout } from '../../../lib/fio-face/debug-words.ts';

let lines: RandomLines;

beforeEach(() => {
  lines = new RandomLines();
});

afterEach(() => {
  lines.release();
});

function fileOf(rw: 'randread' | 'read', jobNumber: number, thread = false): string {
  return lines.fileOf({ rw: { word: rw, postfix: '', numbers: [] }, thread }, jobNumber) ?? '';
}

test('each line is passed on once, and none before all of it is there', () => {
  const file = fileOf('randread', 1);
  expect([...lines.news()]).toEqual([]);
  appendFileSync(file, 'one\ntwo\nthr');
  expect([...lines.news()]).toEqual([{ text: 'one\ntwo\n', isThread: false }]);
  appendFileSync(file, 'ee\n');
  expect([...lines.news()]).toEqual([{ text: 'three\n', isThread: false }]);
  expect([...lines.news()]).toEqual([]);
});

test('jobs have a file each, those that draw nothing none', () => {
  appendFileSync(fileOf('randread', 2), 'of 2\n');
  appendFileSync(fileOf('randread', 3, true), 'of 3\n');
  expect(fileOf('read', 4)).toBe('');
  expect([...lines.news()]).toEqual([
    { text: 'of 2\n', isThread: false },
    { text: 'of 3\n', isThread: true },
  ]);
});

test('nothing stays', () => {
  const file = fileOf('randread', 1);
  lines.release();
  expect(existsSync(path.dirname(file))).toBe(false);
});

test.each([
  [undefined, [true, true, true]],
  [0, [true, false, false]],
  [2, [false, false, true]],
  [3, [true, true, true]],
])('of three jobs, asked about %s', (job, told) => {
  const of = (jobNumber: number): boolean => isToldAbout({ job }, { jobNumber, thread: false }, 3);
  expect([1, 2, 3].map(of)).toEqual(told);
});
