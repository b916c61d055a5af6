/** What supervisors and their children may do with memory. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addon } from './supervised-work.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const runFile = promisify(execFile);

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'vfload-memory-'));
});
afterEach(() => {
  rmSync(scratch, { recursive: true });
});

async function everyWork(
  kind: string,
  env: Record<string, string>,
  ...rest: string[]
): Promise<Record<string, string | number>> {
  const { stdout } = await runFile(process.execPath, [here('every-work.mjs'), scratch, kind, ...rest], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as Record<string, string | number>;
}

test('no child allocates: one whose malloc traps works in every engine and task', async (context) => {
  const trap = path.join(scratch, 'malloc-trap.so');
  if (spawnSync('g++', ['--version']).error !== undefined) context.skip('there is no g++');
  execFileSync('g++', ['-shared', '-fPIC', '-O1', '-o', trap, here('malloc-trap.cc')]);
  const ends = await everyWork('all', { LD_PRELOAD: trap });
  for (const { name, allocates, reads } of addon.engines()) {
    if (allocates) {
      expect(ends[name]).toBe('signalled signalled');
      continue;
    }
    if (!reads) {
      expect(ends[name]).toBe('errno 22 errno 22');
      continue;
    }
    // A kernel may forbid io_uring; that the children lived to say so is enough.
    expect(ends[name]).toMatch(
      name === 'io_uring' ? /^(ended ended|errno (1|38) errno (1|38))$/ : /^ended ended$/,
    );
  }
  expect(ends).toMatchObject({
    layout: 'ended',
    drop: 'ended',
    probe: 'ended',
    logs: 'ended',
    keeper: 'ended',
  });
  // The trap is one: the only children that may allocate, because pthread_create does, fall into it.
  expect(await everyWork('threads', { LD_PRELOAD: trap })).toMatchObject({ psync: 'signalled signalled' });
});

test('supervisor and four jobs on 4G files hold less than 15 MB of their own', async () => {
  const ends = await everyWork('memory', {});
  expect(ends).toMatchObject({ layout: 'ended', run: 'ended ended ended ended', processes: 5 });
  expect(ends['proportionalKiB']).toBeGreaterThan(0);
  expect(ends['proportionalKiB']).toBeLessThan(15_000);
});

test('64 jobs on 4G files hold less than 1 MB each of their own', async () => {
  const ends = await everyWork('memory', {}, '64');
  expect(ends).toMatchObject({ layout: 'ended', processes: 65 });
  expect(ends['run']).toBe(Array<string>(64).fill('ended').join(' '));
  expect(ends['proportionalKiB']).toBeGreaterThan(0);
  expect(ends['proportionalKiB']).toBeLessThan(64_000);
});
