import { expect, test } from 'vitest';
import { runNames } from '../../lib/plan/run-names.ts';

test.each([
  [
    [['a'], ['b']],
    ['a', 'b'],
  ],
  [[['a', 'a', 'a']], ['a']],
  [[['reader', 'writer']], ['reader+writer']],
  [[['exactly-twelve', 'and-eleven']], ['exactly-twelve+1']],
  [[['a', 'b', 'a', 'c']], ['a+b+c']],
  [
    [['a'], ['a'], ['a']],
    ['a', 'a-2', 'a-3'],
  ],
  [
    [['a-2'], ['a'], ['a']],
    ['a-2', 'a', 'a-3'],
  ],
  [
    [['a', 'b'], ['a+b']],
    ['a+b', 'a+b-2'],
  ],
  [[['a-name-that-is-longer-than-any-column']], ['a-name-that-is-longer-than-any-column']],
])('%j are called %j', (jobs, expected) => {
  expect(runNames(jobs)).toEqual(expected);
});

test('thousands of one name get names of their own', () => {
  const names = runNames(Array.from({ length: 16384 }, () => ['a']));
  expect(new Set(names).size).toBe(16384);
});
