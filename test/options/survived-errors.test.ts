import { describe, expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import { survivedErrors } from '../../lib/options/survived-errors.ts';

function errorsOf(options: Readonly<Record<string, string>>): ReturnType<typeof survivedErrors> {
  const raw = Object.entries({ name: 'a', size: '1m', ...options });
  return survivedErrors(
    completeJob(
      raw.map(([name, value]) => ({ name, value, origin: name })),
      { filename: 'a' },
    ),
  );
}

describe('which errors a job lives with', () => {
  test.each([
    [{}, undefined],
    [{ continue_on_error: 'none' }, undefined],
    [{ ignore_error: ',' }, undefined],
    [{ continue_on_error: 'all' }, { read: [], write: [], verify: [] }],
    [{ continue_on_error: '1' }, { read: [], write: [], verify: [] }],
    [{ continue_on_error: 'io' }, { read: [], write: [] }],
    // Naming errors of a kind is as good as continue_on_error for it.
    [{ ignore_error: ',ENOSPC:5' }, { write: [28, 5] }],
    [{ ignore_error: 'EIO,,-84' }, { read: [5], verify: [84] }],
    // An empty name ends its list.
    [{ ignore_error: '5::22' }, { read: [5] }],
    // The later of the two options has the last word.
    [{ continue_on_error: 'none', ignore_error: '22k' }, { read: [22] }],
    [
      { continue_on_error: 'write', ignore_error: 'EINVAL' },
      { read: [22], write: [] },
    ],
    [{ ignore_error: 'EINVAL', continue_on_error: 'write' }, { write: [] }],
    [{ ignore_error: 'EINVAL', continue_on_error: 'none' }, undefined],
  ] as const)('%o', (options, expected) => {
    const found = errorsOf(options);
    const counted = (['read', 'write', 'verify'] as const).filter((kind) => found?.[kind].counted);
    const lists = Object.fromEntries(counted.map((kind) => [kind, found?.[kind].ignored]));
    expect(found === undefined ? undefined : lists).toEqual(expected);
  });

  test.each(['EFOO', 'eio', '0', '0x16', 'EIO,EIO,EIO,EIO', 'EIO EINVAL'])(
    'ignore_error=%s is refused, as by fio',
    (ignore_error) => {
      expect(() => errorsOf({ ignore_error })).toThrow(/ignore_error/);
    },
  );
});
