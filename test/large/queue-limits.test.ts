/**
 * Queues deeper than the kernel allows. Here and not among the unit tests, because for a moment they take all of the
 * system's asynchronous I/Os.
 */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunOptions, run } from '../../lib/index.ts';
import type { VfloadMember } from '../../lib/result/vfload-member.ts';
import { makeRoom, type Room } from './room.ts';

const deepest = 65_536;
const aioMaxNr = Number(readFileSync('/proc/sys/fs/aio-max-nr', 'utf8'));

let room: Room;
beforeEach(() => {
  room = makeRoom(os.tmpdir());
});
afterEach(() => {
  room.remove();
});

async function measure(options: Partial<RunOptions>): Promise<VfloadMember> {
  const { repeats } = await run({
    ...{ directory: room.directory, output: path.join(room.logs, 'journal.jsonl') },
    ...{ rw: 'randread', bs: 512, size: '256k', iodepth: deepest, ...options },
  });
  const [repeat] = repeats;
  if (repeat === undefined) throw new Error('there is no result');
  return repeat.result.vfload;
}

test.skipIf(aioMaxNr > 8 * deepest)(
  'libaio: more than fs.aio-max-nr in all is told with the sysctl',
  async () => {
    const { outcome, reason } = await measure({ ioengine: 'libaio', numjobs: 17 });
    expect({ outcome, errno: reason?.errnoName }).toEqual({ outcome: 'unsupported', errno: 'EAGAIN' });
    expect(reason?.cause).toMatch(/aio-max-nr/);
    expect(reason?.remedy).toMatch(/sysctl fs\.aio-max-nr=.*--iodepth/);
  },
);

test('io_uring: more than 32768 is told with the option to lower', async () => {
  const { outcome, reason } = await measure({ ioengine: 'io_uring' });
  if (outcome === 'unsupported') return;
  expect({ outcome, errno: reason?.errnoName }).toEqual({ outcome: 'failed', errno: 'EINVAL' });
  expect(reason?.remedy).toMatch(/--iodepth/);
});

test('null has no limit but the option: 65536 in flight', async () => {
  const { outcome, issued, achieved } = await measure({ ioengine: 'null', size: '128m' });
  expect({ outcome, issued }).toEqual({ outcome: 'measured', issued: 262_144 });
  expect(achieved.depth).toBeGreaterThan(1);
});
