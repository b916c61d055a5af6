import { expect, test } from 'vitest';
import { evaluate, isArithmetic } from '../../lib/jobfile/arithmetic.ts';

test.each([
  ['4*1024', 4096n],
  ['1+2*3', 7n],
  ['(1+2)*3', 9n],
  ['7/2', 3n],
  ['-7/2', -3n],
  ['-7%3', -1n],
  ['10-2-3', 5n],
  ['100/10/5', 2n],
  ['2 * ( 3 + 4 )', 14n],
  ['--5', 5n],
  ['2*-3', -6n],
  ['007', 7n],
])('%s is %s, as bc without a scale says', (text, value) => {
  expect(isArithmetic(text)).toBe(true);
  expect(evaluate(text)).toEqual({ ok: true, value });
});

test.each([
  ['1/0', 'divides by zero'],
  ['5%(2-2)', 'divides by zero'],
  ['2*', 'ends too early'],
  ['(1+2', 'ends too early'],
  ['1+2)', 'has a ")" too many'],
  ['*2', 'has a "*" too many'],
  ['1 2', 'has a "2" too many'],
  [`${'9'.repeat(31)}+1`, 'too large a number'],
  [`${'9'.repeat(41)}+1`, 'too large a number'],
  ['1000000*'.repeat(6) + '1', 'too large a number'],
  [`${'('.repeat(5000)}1`, 'too many brackets'],
])('%j is refused', (text, problem) => {
  expect(evaluate(text)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) as string });
});

test.each(['4k*2', 'a-1', '/mnt/x', '2^3', ''])('%j is no arithmetic', (text) => {
  expect(isArithmetic(text)).toBe(false);
});
