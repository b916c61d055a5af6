import { describe, expect, test } from 'vitest';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import type { Dialect } from '../../lib/options/value-form.ts';

function jobOf(options: Readonly<Record<string, string>>, dialect: Dialect): JobOptions {
  const all = { name: 'a', filename: 'f', size: '1m', io_submit_mode: 'offload', ...options };
  const raw = Object.entries(all).map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
  return completeJob(raw, {}, dialect);
}

describe('threads do not do the I/Os of a job', () => {
  test.each([
    [{ ioengine: 'io_uring' }, 'synchronous engine'],
    [{ ioengine: 'posixaio' }, 'never ends'],
    [{ ioengine: 'mmap' }, 'its mapping belongs to the job'],
    [{ ioengine: 'filecreate' }, 'how files are opened'],
    [{ iodepth_batch: '4' }, 'with iodepth_batch'],
    [{ sync_file_range: 'write:4' }, 'does not go with sync_file_range'],
    [{ verify: 'crc32c' }, 'does not go with verify'],
    [{ verify_pattern: '0xab' }, 'does not go with verify'],
    [{ serialize_overlap: '1' }, 'does not go with serialize_overlap'],
    [{ latency_target: '100' }, 'does not go with latency_target'],
  ])('%j', (options: Record<string, string>, message) => {
    expect(() => jobOf({ ioengine: 'psync', ...options }, 'fio')).toThrow(message);
  });

  test('in vfload run', () => {
    expect(() => jobOf({ ioengine: 'psync' }, 'vfload')).toThrow('only vfload fio carries it out');
  });
});

test('threads do the I/Os of a job of vfload fio', () => {
  expect(jobOf({ ioengine: 'libaio', iodepth: '4' }, 'fio')).toMatchObject({ io_submit_mode: 'offload' });
});
