/** What is read before a mistake ends at mistakes of the user's alone. */
import { expect, test } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import { type ReadSoFar, beforeMistake } from '../../lib/fio-face/before-mistake.ts';
import { readCommandLine } from '../../lib/fio-face/command-line.ts';

const all: ReadSoFar = {
  line: readCommandLine(['--name=a', '--size=64k', '--name=b', '--size=64k']),
  files: [],
};

function namesUnless(wrong: () => Error): (part: ReadSoFar) => string[] {
  return ({ line }) => {
    const names = line.sections.map(({ name }) => name);
    if (names.includes('b')) throw wrong();
    return names;
  };
}

test('a mistake leaves what was before it', () => {
  const wrong = (): Error =>
    new VfloadError('ERR_VFLOAD_OPTION_VALUE', 'b is wrong', { remedy: 'Leave it.' });
  expect(beforeMistake(all, namesUnless(wrong))).toContain('a');
});

test('an error of vfload itself is no mistake', () => {
  expect(() =>
    beforeMistake(
      all,
      namesUnless(() => new TypeError('of our own')),
    ),
  ).toThrow('of our own');
});
