/** Names as fio 3.33 makes them; each was seen with it. */
import { describe, expect, test } from 'vitest';
import { defaultName, fioFilename } from '../../lib/jobfile/fio-file.ts';
import type { RawOption } from '../../lib/options/raw-option.ts';

const option = (name: string, value: string): RawOption => ({ name, value, origin: `option ${name}` });
const names = { section: 'j', format: '$jobname.$jobnum.$filenum' };

test.each([
  ['$jobname-$jobnum-$filenum', 'j', 'j-2-1'],
  ['$JOBNAME.$Filenum', 'j', 'j.1'],
  ['$jobname.$clientuid.$unknown.$$jobname', 'j', 'j..$unknown.$j'],
  ['x$jobnum/y$filenum', 'j', 'x2/y1'],
  ['const', 'j', 'const'],
  ['$jobname.$filenum', 'a b$jobnum', 'a b2.1'],
  ['$jobname', 'a$1$&', 'a$1$&'],
])('the format %s of the section %s', (format, section, name) => {
  expect(defaultName({ section, format }, 2, 1)).toBe(name);
});

describe('without a filename', () => {
  const choice = { directory: option('directory', 'd1:d2:d3'), files: [] };

  test.each([
    [0, 'd1/j.0.0:d1/j.0.1'],
    [2, 'd3/j.2.0:d3/j.2.1'],
    [3, 'd1/j.3.0:d1/j.3.1'],
  ])('clone %i has its own directory', (clone, value) => {
    expect(fioFilename(choice, names, clone, 2).value).toBe(value);
  });

  test('a colon in a name is none between names', () => {
    const none = { directory: undefined, files: [] };
    expect(fioFilename(none, { section: 'a:b', format: '$jobname' }, 0, undefined).value).toBe('a\\:b');
  });
});

describe('with a filename', () => {
  const directory = option('directory', 'd1:d2');
  const named = (value: string) => ({
    directory,
    files: [{ filename: option('filename', value), directory }],
  });

  test('all clones have the files of the first directory', () => {
    expect(fioFilename(named('x:y'), names, 1, undefined).value).toBe('d1/x:d1/y');
  });

  test.each([
    ['a::b', undefined, 'd1/a:d1/b'],
    [':a:', undefined, 'd1/a'],
    ['x\\:y:z', undefined, 'd1/x\\:y:d1/z'],
    ['a:b:c', 2, 'd1/a:d1/b'],
    ['a:b', 0, 'd1/a:d1/b'],
  ])('%s, of which %s are wanted', (value, nrfiles, list) => {
    expect(fioFilename(named(value), names, 0, nrfiles).value).toBe(list);
  });
});
