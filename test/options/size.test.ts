import { describe, expect, test } from 'vitest';
import { parseSize } from '../../lib/options/parse/size.ts';

describe("sizes on vfload's own face", () => {
  test.each([
    ['0', 0],
    ['4096', 4096],
    ['4k', 4096],
    ['4K', 4096],
    ['4kb', 4096],
    ['4KB', 4096],
    ['4ki', 4096],
    ['4KiB', 4096],
    ['1m', 1048576],
    ['1MiB', 1048576],
    ['4g', 4294967296],
    ['1t', 1099511627776],
    ['1p', 1125899906842624],
    ['1.5k', 1536],
    ['.5m', 524288],
    ['0x10', 16],
    ['512b', 512],
  ])('%s is %i bytes', (text, bytes) => {
    expect(parseSize(text, 'vfload')).toEqual({ ok: true, value: bytes });
  });

  test.each([
    ['', 'is not a size'],
    ['k', 'is not a size'],
    ['-1', 'is not a size'],
    ['4 k', 'is not a size'],
    ['1e3', 'is not a size'],
    ['4q', 'has the unknown suffix "q"'],
    ['4kfoo', 'has the unknown suffix "kfoo"'],
    ['4*1024', 'is not a size'],
    ['1.1k', 'is not a whole number of bytes'],
    ['50%', 'is a share of a file'],
    ['9p', 'is more than 8 PiB'],
  ])('%j is refused, because it %s', (text, problem) => {
    expect(parseSize(text, 'vfload')).toEqual(
      expect.objectContaining({ ok: false, problem: expect.stringContaining(problem) as string }),
    );
  });
});

// Checked against fio 3.33.
describe("sizes on fio's face", () => {
  test.each([
    ['4k', 4096],
    ['4kb', 4096],
    ['4KiB', 4000],
    ['4kib2', 4000],
    ['1mib', 1000000],
    ['4ki', 4096],
    ['4kfoo', 4096],
    ['1.5k', 1],
    ['4q', 4],
    ['4*1024', 4],
    ['4 k', 4],
    ['010', 10],
    ['0x10', 16],
    ['0x1k', 1],
  ])('%s is %i bytes', (text, bytes) => {
    expect(parseSize(text, 'fio')).toEqual({ ok: true, value: bytes });
  });

  test('what has no digits in front is refused', () => {
    expect(parseSize('k', 'fio')).toMatchObject({ ok: false });
  });
});
