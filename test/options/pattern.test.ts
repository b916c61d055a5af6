import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { parsePattern, parsePatternText } from '../../lib/options/parse/pattern.ts';

/** The bytes of a pattern without files, in hexadecimal; offsets are `o`. */
function hexOf(text: string): string {
  const result = parsePattern(text);
  if (!result.ok) return `refused: ${result.problem}`;
  return result.value
    .map((part) => (part.kind === 'bytes' ? Buffer.from(part.bytes).toString('hex') : part.kind.charAt(0)))
    .join('');
}

describe('bytes are those that fio 3.33 writes', () => {
  test.each([
    ['"abcd"', '61626364'],
    ['"a b"', '612062'],
    ['0xdeadface', 'deadface'],
    ['0XAB', 'ab'],
    ['0xabc', '0abc'],
    ['0x123456789abcdef0123456789', '0123456789abcdef0123456789'],
    ['12', '0c'],
    ['+5', '05'],
    [' 12', '0c'],
    ['010', '0a'],
    ['300', '2c01'],
    ['70000', '701101'],
    ['16777216', '00000001'],
    ['2147483647', 'ffffff7f'],
    ['0', '00'],
    ['-0', '00'],
    ['-1', 'ffffffff'],
    ['-12', 'f4ffffff'],
    ['-2147483648', '00000080'],
    ['12-5', '0cfbffffff'],
    ['12 13', '0c0d'],
    ['"a""b"', '6162'],
    ['0x120x34', '1234'],
    ['0xdeadface"abcd"-12', 'deadface61626364f4ffffff'],
    ['0xff%o"ab"', 'ffo6162'],
    ["0x11'file'", '11f'],
  ])('%s', (text, hex) => {
    expect(hexOf(text)).toBe(hex);
  });
});

describe('what fio 3.33 refuses', () => {
  test.each([
    ...['', 'abcd', '0x', '0xzz', '0x1g', '12a', '"a', "'pat", "''", '12,13', '12 ', '--5', '- 5', '0b11'],
    ...['2147483648', '4294967296', '-2147483649', '0x12 0x34', '""'],
    `0x${'ab'.repeat(513)}`,
  ])('%s', (text) => {
    expect(hexOf(text)).toMatch(/^refused: /);
  });

  test('the longest pattern has 512 bytes', () => {
    expect(hexOf(`0x${'ab'.repeat(512)}`)).toBe('ab'.repeat(512));
  });
});

test('the offset of a block is taken only where blocks have one to compare', () => {
  expect(parsePatternText('%o', false)).toMatchObject({
    ok: false,
    remedy: expect.stringContaining('verify_pattern') as string,
  });
  expect(parsePatternText('%o', true)).toEqual({ ok: true, value: '%o' });
});
