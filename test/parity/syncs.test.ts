/** When syncs are made, of what, and how they are counted, beside fio's: what iologs and strace tell of both. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { type Tool, pairMissing, pairOfBlock } from './fio-face/called-fio.ts';
import { wholeCalls } from './whole-calls.ts';

const missing =
  pairMissing() ?? (spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed');

const common = ['--name=t', '--bs=4k', '--write_iolog=iolog', '--output-format=json', '--output=result'];

const jobs = [
  '--rw=write --size=64k --sync_file_range=write:4',
  '--rw=randrw --size=64k --offset=128k --sync_file_range=wait_before,write,wait_after:2',
  '--rw=write --size=64k --fsync=8 --fdatasync=4 --sync_file_range=wait_before,write:2',
  // What is due when a pass ends is made again when the next one begins.
  '--rw=write --size=32k --loops=2 --sync_file_range=write:4',
  '--rw=write --size=32k --loops=3 --fsync=4',
  '--rw=write --size=32k --fsync=1',
];
const endings = '--rw=write --size=32k --loops=2 --sync_file_range=write --end_fsync=1';
const cases = [
  ...['psync', 'mmap', 'libaio --iodepth=4', 'libaio --iodepth=8', 'io_uring'].flatMap((engine) =>
    jobs.map((job) => `--ioengine=${engine} ${job}`),
  ),
  // vfload's fsync at the end is a system call with io_uring as well, which in fio is none.
  ...['psync', 'sync', 'pvsync', 'pvsync2', 'vsync', 'mmap', 'null', 'libaio', 'libaio --iodepth=4'].map(
    (engine) => `--ioengine=${engine} ${endings}`,
  ),
  ...['psync', 'sync', 'libaio', 'posixaio'].map(
    (engine) =>
      `--ioengine=${engine} --rw=randrw --size=64k --nrfiles=2 --sync_file_range=write:2 --fdatasync=5`,
  ),
  '--ioengine=mmap --rw=write --size=48k --nrfiles=3 --fsync=3',
  '--ioengine=mmap --rw=write --bs=1k --size=16k --sync_file_range=write:4',
  '--ioengine=posixaio --rw=write --size=64k --sync_file_range=write:4',
  '--ioengine=filecreate --rw=write --size=64k --fsync=4',
  '--ioengine=falloc --rw=write --size=64k --end_fsync=1',
  // Words may be given twice, and the digits alone are the number.
  '--rw=write --size=32k --sync_file_range=write,write:2k',
  '--rw=write --size=32k --sync_file_range=write:0',
  '--rw=write --size=32k --sync_file_range=write:x',
];

const callsTraced = 'sync_file_range,fsync,fdatasync,msync';

describe.skipIf(missing !== undefined)(`syncs as fio's ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  function done(tool: Tool, options: readonly string[]) {
    const folder = pair.directory(tool);
    for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
    // Threads, so that what lays out files is another process than the one of the job.
    const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
    const words = ['fio', ...compat, ...common, '--thread=1', ...options];
    const trace = path.join(pair.root, `${tool}.trace`);
    const { status } = spawnSync(
      'strace',
      ['-f', '-qq', '-e', `trace=${callsTraced}`, '-o', trace, ...words],
      {
        cwd: folder,
        env: pair.environment(tool),
        timeout: 60_000,
      },
    );
    const text = readFileSync(path.join(folder, 'result'), 'utf8');
    const [job] = (JSON.parse(text.slice(text.indexOf('{\n'))) as FioDocument).jobs;
    return { status, job, calls: callsOf(trace), ios: iosOf(path.join(folder, 'iolog')) };
  }

  /** Each I/O and sync, in the order of issue. */
  const iosOf = (iolog: string): string[] =>
    [...readFileSync(iolog, 'utf8').matchAll(/^\d+ \S+ (\w+ \d+ \d+)$/gm)].map(([, io = '']) => io);

  /** Of the thread that makes most of them, without file descriptors and addresses. */
  function callsOf(trace: string): string[] {
    const byProcess = new Map<string, string[]>();
    for (const line of wholeCalls(readFileSync(trace, 'utf8').split('\n'))) {
      const [, pid = '', name = '', rest = ''] = /^(\d+) +(\w+)\(\w+(.*?)\) +=/.exec(line) ?? [];
      if (name !== '') byProcess.set(pid, [...(byProcess.get(pid) ?? []), `${name}${rest}`]);
    }
    return [...byProcess.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  }

  test.each(cases)('%s', (options) => {
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) => done(tool, options.split(' ')));
    expect(theirs?.status).toBe(0);
    expect(ours?.ios).toEqual(theirs?.ios);
    expect(ours?.calls).toEqual(theirs?.calls);
    expect(ours?.job?.sync.lat_ns.N).toBe(theirs?.job?.sync.lat_ns.N);
    expect(ours?.job?.write.total_ios).toBe(theirs?.job?.write.total_ios);
  });

  test.each(['falloc', 'ftruncate'])('%s cannot sync, and its job ends there', (engine) => {
    for (const sync of ['--fsync=4', '--fdatasync=4', '--sync_file_range=write:4']) {
      const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) =>
        done(tool, ['--rw=write', '--size=64k', `--ioengine=${engine}`, sync]),
      );
      expect(theirs?.status).toBe(1);
      expect(ours?.status).toBe(1);
      expect(ours?.job?.error).toBe(theirs?.job?.error);
      expect(ours?.job?.write.total_ios).toBe(theirs?.job?.write.total_ios);
    }
  });
});
