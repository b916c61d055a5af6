import { expect, it } from 'vitest';
import { directFacts } from '../../lib/run/direct-facts.ts';

it.each([
  ['honoured', 'ok', 'ok', 'EINVAL'],
  ['not-enforced', 'ok', 'ok', 'ok'],
  ['refused', 'EINVAL', 'EBADF', 'EBADF'],
  ['refused', 'ok', 'EINVAL', 'EINVAL'],
  ['unknown', 'ok', 'stuck', undefined],
  ['unknown', 'ok', 'ok', 'EIO'],
  ['unknown', undefined, undefined, undefined],
])(
  'is %s where opening, aligned and unaligned reads end with %s, %s, %s',
  (verdict, open, aligned, unaligned) => {
    const answers = { 'direct-open': open, 'direct-read-4096': aligned, 'direct-read-unaligned': unaligned };
    const given = Object.entries(answers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const untried = 'untried';
    expect(directFacts(Object.fromEntries(given))).toEqual({
      open: open ?? untried,
      aligned: aligned ?? untried,
      unaligned: unaligned ?? untried,
      verdict,
    });
  },
);
