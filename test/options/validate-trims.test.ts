import { describe, expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import { directionsOfJob } from '../../lib/options/workload.ts';

function jobOf(options: Readonly<Record<string, string>>): JobOptions {
  const all = { name: 'a', filename: 'f', size: '1m', ioengine: 'falloc', ...options };
  const raw = Object.entries(all).map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
  return completeJob(raw, {}, 'fio');
}

describe.each(['trim', 'randtrim', 'trimwrite', 'randtrimwrite'])('rw=%s', (rw) => {
  test.each([
    [{ verify: 'crc32c' }, 'with verify'],
    [{ verify_pattern: '0xab' }, 'with verify'],
    [{ bs_is_seq_rand: '1' }, 'with bs_is_seq_rand'],
    [{ ioengine: 'filecreate' }, 'with ioengine=filecreate'],
  ])('is refused with %j', (options: Record<string, string>, message) => {
    expect(() => jobOf({ rw, ...options })).toThrow(`does not carry out ${rw} ${message}`);
  });

  test('has trims and reads nothing', () => {
    const directions = directionsOfJob(jobOf({ rw }));
    expect(directions).toContain('trim');
    expect(directions).not.toContain('read');
  });
});

test('what is refused of trims is taken of writes', () => {
  expect(jobOf({ rw: 'write', bs_is_seq_rand: '1' })).toMatchObject({ bs_is_seq_rand: true });
});
