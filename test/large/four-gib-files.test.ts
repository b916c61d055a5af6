/** The study's sizes: four files of 4 GiB, laid out once and shared by all runs of all engines. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProgressEvent, type SuiteResult, run, suite } from '../../lib/index.ts';
import { iologOffsets } from '../parity/fio.ts';
import { findRoom, makeRoom, type Room } from './room.ts';

/** 16 GiB, one percent on top, and what file systems need themselves. */
const neededBytes = 20 * 2 ** 30;
const fileBytes = 4 * 2 ** 30;
const names = ['vfload-file1', 'vfload-file2', 'vfload-file3', 'vfload-file4'];
/** Seconds that each of the 40 runs takes: five, as the study's smallest, where there is time. */
const runtime = Number(process.env['VFLOAD_TEST_RUNTIME_S'] ?? 1);
const found = findRoom(neededBytes);
const missing = 'missing' in found ? found.missing : undefined;

describe.skipIf(missing !== undefined)(`four files of 4 GiB ${missing ?? ''}`, () => {
  let room: Room;
  let measured: SuiteResult;
  const events: ProgressEvent['type'][] = [];
  /** Inodes as they were after each repeat. */
  const inodes = new Set<string>();
  let laidOutBytes = 0;

  beforeAll(async () => {
    if ('folder' in found) room = makeRoom(found.folder);
    const measuring = suite({
      ...{ directories: room.directory, output: path.join(room.logs, 'suite.jsonl'), keepFiles: true },
      ...{ preset: 'quick', size: '4g', runtime, calibrate: false },
    });
    for await (const event of measuring) {
      events.push(event.type);
      if (event.type === 'layout') laidOutBytes = Math.max(laidOutBytes, event.totalBytes);
      if (event.type === 'repeat') {
        inodes.add(names.map((name) => statSync(path.join(room.directory, name)).ino).join());
      }
    }
    measured = await measuring;
  });

  afterAll(() => {
    room.remove();
  });

  test('serve all engines, one job and four', () => {
    const notMeasured = measured.repeats
      .filter(({ result }) => result.vfload.outcome !== 'measured')
      // Containers often forbid io_uring: that is a result as well.
      .filter(({ run: name, result }) => result.vfload.outcome === 'failed' || !name.includes('io_uring'))
      .map(({ run: name, result }) => ({ name, reason: result.vfload.reason }));
    expect(notMeasured).toEqual([]);
    expect(measured.repeats).toHaveLength(40);
    expect(measured.exitCode).toBe(0);
  });

  test('are laid out once, before the first run, and are the same files to the end', () => {
    expect(laidOutBytes).toBe(4 * fileBytes);
    expect(events.lastIndexOf('layout')).toBeLessThan(events.indexOf('running'));
    expect(inodes.size).toBe(1);
    expect(readdirSync(room.directory).sort()).toEqual(['.vfload-files.json', ...names]);
    for (const name of names) {
      const { size, blocks } = statSync(path.join(room.directory, name));
      expect({ name, size, isFull: blocks * 512 >= fileBytes }).toEqual({
        name,
        size: fileBytes,
        isFull: true,
      });
    }
  });

  async function offsetsOf(options: Parameters<typeof run>[0]): Promise<number[]> {
    const stem = path.join(room.logs, `run-${String(readdirSync(room.logs).length)}`);
    const { repeats } = await run({
      ...{ directory: room.directory, filename: 'vfload-file1', keepFiles: true },
      ...{ output: `${stem}.jsonl`, write_iolog: `${stem}.iolog` },
      ...options,
    });
    const { outcome, reason } = repeats[0]?.result.vfload ?? {};
    if (outcome === 'unsupported' && options.ioengine === 'io_uring') return [];
    expect(outcome, reason?.message).toBe('measured');
    return iologOffsets(`${stem}.iolog`, 'vfload-file1');
  }

  test('a random pass reads every block of a file once, the last one included', async () => {
    const blockBytes = 2 ** 16;
    const offsets = await offsetsOf({ rw: 'randread', size: '4g', bs: blockBytes });
    expect(offsets).toHaveLength(fileBytes / blockBytes);
    expect(new Set(offsets).size).toBe(fileBytes / blockBytes);
    expect(Math.max(...offsets.slice(0, 1000))).toBeGreaterThan(fileBytes * 0.9);
    expect(offsets).toContain(fileBytes - blockBytes);
  });

  test.each(
    ['psync', 'libaio', 'io_uring', 'mmap'].flatMap((ioengine) => [
      { ioengine, rw: 'randread' },
      { ioengine, rw: 'randwrite' },
    ]),
  )('$ioengine $rw reaches the last 4 KiB', async ({ ioengine, rw }) => {
    const inode = statSync(path.join(room.directory, 'vfload-file1')).ino;
    const offsets = await offsetsOf({ ioengine, rw, iodepth: 4, size: '64k', offset: fileBytes - 65536 });
    const lastBlocks = Array.from({ length: 16 }, (_, n) => fileBytes - 65536 + n * 4096);
    // None where the machine has no io_uring.
    expect(offsets.length === 0 ? lastBlocks : offsets.toSorted((a, b) => a - b)).toEqual(lastBlocks);
    const after = statSync(path.join(room.directory, 'vfload-file1'));
    expect({ ino: after.ino, size: after.size }).toEqual({ ino: inode, size: fileBytes });
  });
});
