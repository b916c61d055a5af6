/** What is said of a job that fails: too late an I/O, several I/Os that fail at once, a signal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { descendants, eventually } from '../../fault/process-tree.ts';
import { mountSmallTmpfs, type SmallMount, smallMountMissing } from '../../mounts/small-tmpfs.ts';
import { pairMissing, pairOfBlock, type Tool, tools } from './called-fio.ts';

const missing = pairMissing();
const mountMissing = missing ?? smallMountMissing();

describe.skipIf(missing !== undefined)(`an I/O that takes too long ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  test.each([
    ['--rw=read', '--max_latency=1us'],
    ['--rw=write', '--max_latency=1us', '--bs=64k'],
    ['--rw=randread', '--max_latency=1us', '--ioengine=libaio', '--iodepth=4'],
    ['--rw=randwrite', '--max_latency=1us', '--ioengine=io_uring', '--iodepth=4'],
    ['--rw=read', '--latency_target=1us', '--latency_window=1ms', '--ioengine=libaio', '--iodepth=4'],
  ])('%s %s %s', (...words) => {
    const [fio, vfload] = tools.map((tool) => {
      // Direct I/O: none comes from memory within a microsecond.
      const common = ['--name=t', '--filename=f', '--size=1m', '--direct=1', '--output-format=json'];
      const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
      const { status, stderr, stdout } = pair.run(tool, [...compat, ...common, ...words]);
      const [, took = '0'] = /^fio: latency of (\d+) nsec/m.exec(stderr) ?? [];
      expect(Number(took), tool).toBeGreaterThan(1000);
      return {
        status,
        late: stderr.split('\n').filter((line) => line.startsWith('fio: latency of')),
        words: /func=[^,]*, error=.*/.exec(stdout + stderr)?.[0],
        took,
      };
    });
    expect({ ...vfload, late: vfload?.late.map((line) => line.replace(vfload.took, 'N')) }).toEqual({
      ...fio,
      took: vfload?.took,
      late: fio?.late.map((line) => line.replace(fio.took, 'N')),
    });
    expect(vfload?.late).toHaveLength(1);
  });
});

describe.skipIf(mountMissing !== undefined)(`I/Os that find no space ${mountMissing ?? ''}`, () => {
  const pair = pairOfBlock();
  let full: SmallMount | undefined;
  beforeAll(() => {
    full = mountSmallTmpfs(1);
  });
  afterAll(() => full?.unmount());

  function told(tool: Tool, words: readonly string[]) {
    const place = full?.mountPoint ?? expect.fail('nothing is mounted');
    for (const file of readdirSync(place)) rmSync(path.join(place, file));
    const common = ['--name=t', `--directory=${place}`, '--filename=f', '--rw=write', '--size=2m'];
    const { status, stderr, stdout } = pair.run(tool, [...common, '--bs=64k', '--fallocate=none', ...words]);
    return {
      status,
      failed: stderr.split('\n').filter((line) => line.startsWith('fio: io_u error')),
      // Where in fio's own source it was is nobody's business.
      shown: /err=.*?(\(.*?\)):/.exec(stdout)?.[1]?.replace(/file:[^,]*, /, ''),
    };
  }

  test.each([
    ['--ioengine=libaio', '--iodepth=4'],
    ['--ioengine=io_uring', '--iodepth=4'],
    ['--ioengine=psync'],
  ])('are told of one by one, those in flight at the failure included: %s', (...words) => {
    const vfload = told('vfload', words);
    expect(vfload.failed).toEqual(told('fio', words).failed);
    expect(vfload.status).toBe(1);
  });

  test.each([
    ['--ignore_error=,ENOSPC', '--ioengine=psync'],
    ['--ignore_error=,ENOSPC', '--ioengine=pvsync2'],
    ['--ignore_error=,ENOSPC', '--ioengine=libaio', '--iodepth=4'],
    ['--ignore_error=,ENOSPC', '--ioengine=io_uring', '--iodepth=4'],
    ['--ignore_error=,ENOSPC', '--error_dump=1'],
    ['--ignore_error=,ENOSPC', '--error_dump=1', '--ioengine=libaio', '--iodepth=4'],
  ])('and end no job are shown in its words: %s %s', (...words) => {
    expect(told('vfload', words)).toEqual(told('fio', words));
  });
});

describe.skipIf(missing !== undefined)(`a job that is killed ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  test('is told of with its signal, and fails', async () => {
    for (const tool of tools) {
      const words = ['--name=x', '--size=1m', '--runtime=5', '--time_based', '--rate_iops=100'];
      const running = spawn('fio', [...words, '--output-format=json', '--eta=never'], {
        ...{ cwd: pair.directory(tool), env: pair.environment(tool) },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      running.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
      });
      const ended = once(running, 'close');
      // fio's job is its child, vfload's has a supervisor above it.
      const depth = tool === 'fio' ? 1 : 2;
      const job = await settledJob(running.pid ?? 0, depth);
      process.kill(job, 'SIGKILL');
      const [exitCode] = (await ended) as [number | null];
      expect(stderr, tool).toContain(`fio: pid=${job}, got signal=9\n`);
      // fio takes what a killed job has measured for good.
      expect(exitCode, tool).toBe(tool === 'fio' ? 0 : 1);
    }
  });
});

/**
 * The job, in the midst of its work: fio waits for ever for one that dies before its first I/O, and what lays out the file is a
 * process, too, which ends before.
 */
async function settledJob(pid: number, depth: number): Promise<number> {
  for (;;) {
    const job = await eventually(() => jobBelow(pid, depth));
    await delay(1500);
    if (jobBelow(pid, depth) === job) return job;
  }
}

/** The last of a line of processes that has come to its depth. */
function jobBelow(pid: number, depth: number): number | undefined {
  const below = descendants(pid).filter(({ state }) => state !== 'Z');
  let parent = pid;
  for (let level = 0; level < depth; level += 1) {
    const child = below.find((one) => one.parent === parent);
    if (child === undefined) return undefined;
    parent = child.pid;
  }
  return parent;
}
