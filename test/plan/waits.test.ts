import { describe, expect, test } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import { checkWaits } from '../../lib/plan/waits.ts';

/** `b:a` is a job b that waits for a. */
function verdictOn(...jobs: string[]): unknown {
  try {
    checkWaits(
      jobs.map((text) => {
        const [name = '', waitsFor] = text.split(':');
        return { name, waitsFor, place: `${name}: ` };
      }),
    );
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a job may wait', () => {
  test('for any that stands above it, several for the same', () => {
    expect(verdictOn('a', 'b:a', 'c:a', 'd:c')).toBeUndefined();
  });

  test('for a name that two have further down', () => {
    expect(verdictOn('a', 'b:a', 'a')).toBeUndefined();
  });
});

test.each([
  [['a:a'], 'a: wait_for: "a" is the job itself.'],
  [['a:b', 'b'], 'a: wait_for: "b" is no job above this one.'],
  [['a', 'a', 'b:a'], 'b: wait_for: "a" is the name of 2 jobs above.'],
])('%j is refused', (jobs, message) => {
  const error = verdictOn(...jobs);
  expect(error).toBeInstanceOf(VfloadError);
  expect(error).toMatchObject({ code: 'ERR_VFLOAD_OPTION_VALUE', message });
});
