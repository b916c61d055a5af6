import { expect, test } from 'vitest';
import { usesColor } from '../../lib/cli/cli-io.ts';
import { CapturedStream } from './fake-io.ts';

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
])('a terminal (%s) with %o has colours: %s', (isTTY, env, expected) => {
  expect(usesColor(new CapturedStream({ isTTY }), env)).toBe(expected);
});
