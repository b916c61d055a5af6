/** Real I/O at offsets that need more than 32 bits, by every engine, on a sparse file. */
import { closeSync, ftruncateSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../lib/index.ts';
import type { RunOptions } from '../../lib/index.ts';
import { iologOffsets } from '../parity/fio.ts';
import { findRoom, makeRoom, type Room } from './room.ts';

const offset = 5 * 2 ** 30;
const workedOnBytes = 2 ** 20;
const blockBytes = 4096;
const found = findRoom(64 * 2 ** 20);
const missing = 'missing' in found ? found.missing : undefined;
const engines = ['psync', 'libaio', 'io_uring', 'mmap'] as const;

describe.skipIf(missing !== undefined)(`above 2^32 bytes ${missing ?? ''}`, () => {
  let room: Room;
  let sparse: string;

  beforeEach(() => {
    if ('folder' in found) room = makeRoom(found.folder);
    sparse = path.join(room.directory, 'sparse');
    const file = openSync(sparse, 'w');
    ftruncateSync(file, 8 * 2 ** 30);
    closeSync(file);
  });

  afterEach(() => {
    room.remove();
  });

  /** @returns the offsets of the I/Os in their order, or why the machine has no such engine */
  async function offsetsOf(options: RunOptions): Promise<{ offsets: number[] } | { unsupported: string }> {
    const log = path.join(room.logs, 'iolog');
    const { repeats } = await run({
      ...options,
      ...{ directory: room.directory, filename: 'sparse', offset: '5g', size: '1m', bs: '4k' },
      ...{ output: path.join(room.logs, 'journal.jsonl'), write_iolog: log },
    });
    const { outcome, reason } = repeats[0]?.result.vfload ?? {};
    if (outcome === 'unsupported') return { unsupported: reason?.message ?? '' };
    expect(outcome, reason?.message).toBe('measured');
    return { offsets: iologOffsets(log, 'sparse') };
  }

  function bytesAt(position: number, length: number): Buffer {
    const file = openSync(sparse, 'r');
    const bytes = Buffer.alloc(length);
    expect(readSync(file, bytes, 0, length, position)).toBe(length);
    closeSync(file);
    return bytes;
  }

  const everyBlock = Array.from({ length: workedOnBytes / blockBytes }, (_, n) => offset + n * blockBytes);
  const sorted = (offsets: readonly number[]): number[] => offsets.toSorted((a, b) => a - b);

  test.each(engines)('%s reads there', async (ioengine) => {
    const read = await offsetsOf({ ioengine, iodepth: 4, rw: 'randread' });
    if ('unsupported' in read) {
      expect(ioengine, read.unsupported).toBe('io_uring');
      return;
    }
    expect(sorted(read.offsets)).toEqual(everyBlock);
  });

  test.each(engines)('what %s writes lands there and nowhere else', async (ioengine) => {
    const options: RunOptions = { ioengine, iodepth: 4, rw: 'randwrite', end_fsync: 1, allowOverwrite: true };
    const written = await offsetsOf(options);
    if ('unsupported' in written) {
      expect(ioengine, written.unsupported).toBe('io_uring');
      return;
    }
    expect(sorted(written.offsets)).toEqual(everyBlock);
    const zeros = Buffer.alloc(blockBytes);
    const unwritten = everyBlock.filter((position) => bytesAt(position, blockBytes).equals(zeros));
    expect(unwritten).toEqual([]);
    // Where an offset cut to 32 bits would have led, and around.
    for (const position of [offset - blockBytes, offset + workedOnBytes, offset % 2 ** 32]) {
      expect(bytesAt(position, blockBytes).equals(zeros), String(position)).toBe(true);
    }
    const { size, blocks } = statSync(sparse);
    expect(size).toBe(8 * 2 ** 30);
    // File systems allocate in units of their own, but nothing like a second megabyte.
    expect(blocks * 512).toBeGreaterThanOrEqual(workedOnBytes);
    expect(blocks * 512).toBeLessThan(2 * workedOnBytes);
  });
});
