import { describe, expect, test } from 'vitest';
import { closest, editDistance } from '../../lib/options/did-you-mean.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['flaw', 'lawn', 2],
])('from %j to %j are %i edits', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
  expect(editDistance(to, from)).toBe(edits);
});

describe('a suggestion', () => {
  const names = ['iodepth', 'ioengine', 'runtime', 'ramp_time'];

  test('is the nearest name', () => {
    expect(closest('iodept', names)).toBe('iodepth');
    expect(closest('RUNTIME', names)).toBe('runtime');
  });

  test('is at most half of the word away', () => {
    expect(closest('abcd', ['abxy'])).toBe('abxy');
    expect(closest('abcd', ['axyz'])).toBeUndefined();
    expect(closest('zzzzz', names)).toBeUndefined();
  });
});
