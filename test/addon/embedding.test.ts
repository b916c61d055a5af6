import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const program = fileURLToPath(new URL('endless-jobs.mjs', import.meta.url));
const started: { child: ChildProcess; directory: string }[] = [];

afterEach(() => {
  for (const { child, directory } of started.splice(0)) {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  }
});

/** Runs the embedding program until its jobs do I/O. */
async function embed(ending: string): Promise<{ child: ChildProcess; directory: string; pids: number[] }> {
  const directory = mkdtempSync(path.join(tmpdir(), 'vfload-embedding-'));
  const child = spawn(process.execPath, [program, directory, ending], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push({ child, directory });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, directory, pids: Object.values(JSON.parse(line) as Record<string, number>) };
}

function anyAlive(pids: number[]): boolean {
  return pids.some((pid) => existsSync(`/proc/${String(pid)}/fd/0`));
}

test('process.exit in the middle leaves no process and no file', async () => {
  const { directory, pids } = await embed('exit');
  expect(pids).toHaveLength(2);
  await expect.poll(() => anyAlive(pids), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => readdirSync(directory), { timeout: 15_000 }).toEqual([]);
});

test('a controller that is killed leaves no process and no file', async () => {
  const { child, directory, pids } = await embed('terminate-worker');
  child.kill('SIGKILL');
  await expect.poll(() => anyAlive(pids), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => readdirSync(directory), { timeout: 15_000 }).toEqual([]);
});

test('a worker thread that ends takes its work with it, and the program lives on', async () => {
  const { child, directory, pids } = await embed('terminate-worker');
  await expect.poll(() => anyAlive(pids), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => readdirSync(directory), { timeout: 15_000 }).toEqual([]);
  expect(child.exitCode).toBeNull();
});
