import { expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import type { Dialect } from '../../lib/options/value-form.ts';

function jobOf(options: Readonly<Record<string, string>>, dialect: Dialect): JobOptions {
  const all = { name: 'a', filename: 'f', size: '1m', rw: 'write', ...options };
  const raw = Object.entries(all).map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
  return completeJob(raw, {}, dialect);
}

test.each([
  [{ ioengine: 'falloc', fsync: '4' }, 'does not go with fsync'],
  [{ ioengine: 'ftruncate', fdatasync: '4' }, 'does not go with fdatasync'],
  [{ ioengine: 'falloc', sync_file_range: 'write:4' }, 'does not go with sync_file_range'],
])(
  '%j is refused by vfload, and ends in fio at the first sync',
  (options: Record<string, string>, message) => {
    expect(() => jobOf(options, 'vfload')).toThrow(message);
    expect(jobOf(options, 'fio')).toMatchObject({ ioengine: options['ioengine'] });
  },
);

test('falloc goes with a sync_file_range that never comes', () => {
  expect(jobOf({ ioengine: 'falloc', sync_file_range: 'write:0' }, 'vfload').ioengine).toBe('falloc');
});
