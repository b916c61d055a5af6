/** The installed fio, as the oracle. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import os from 'node:os';
import { afterAll, beforeAll } from 'vitest';

/** Why parity with fio can't be tested here, or undefined. */
export function fioMissing(): string | undefined {
  const version = spawnSync('fio', ['--version'], { encoding: 'utf8' });
  if (version.error) return 'fio is not installed';
  return version.stdout.startsWith('fio-3.33')
    ? undefined
    : `fio 3.33 is the oracle, this is ${version.stdout.trim()}`;
}

/** Runs fio with job options on the command line; throws with fio's own words when it fails. */
export function fio(options: Record<string, string>, folder: string): void {
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  execFileSync('fio', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Runs fio on the text of a job file. */
export function fioJobFile(text: string, folder: string): void {
  execFileSync('fio', ['-'], { cwd: folder, input: text, stdio: ['pipe', 'ignore', 'pipe'] });
}

/** A folder that holds one for fio and one for vfload; logs and journals lie outside the measured mount. */
export interface ParityFolders {
  root: string;
  logs: string;
  fio: string;
  vfload: string;
  remove(): void;
}

/** Makes them in `base` (the temporary directory when not given). */
export function parityFolders(base: string = os.tmpdir()): ParityFolders {
  const root = mkdtempSync(path.join(base, 'vfload-parity-'));
  const folders = { fio: path.join(root, 'fio'), vfload: path.join(root, 'vfload') };
  const logs = mkdtempSync(path.join(os.tmpdir(), 'vfload-parity-logs-'));
  mkdirSync(folders.fio);
  mkdirSync(folders.vfload);
  return {
    root,
    logs,
    ...folders,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
      rmSync(logs, { recursive: true, force: true });
    },
  };
}

/** Folders that the tests of a block share, removed after the last one. */
export function foldersOfBlock(): Omit<ParityFolders, 'remove'> {
  // Filled in when the block's tests run; a block that is skipped makes none.
  const shared = { root: '', logs: '', fio: '', vfload: '' };
  let made: ParityFolders | undefined;
  beforeAll(() => {
    made = parityFolders();
    Object.assign(shared, made);
  });
  afterAll(() => {
    made?.remove();
  });
  return shared;
}

/** The offsets of a file's reads and writes in an iolog, in their order; syncs have none of their own. */
export function iologOffsets(file: string, name: string): number[] {
  return (iologOperations(file).get(name) ?? []).flatMap((operation) => {
    const [action, offset] = operation.split(' ');
    return action === 'read' || action === 'write' ? [Number(offset)] : [];
  });
}

/** The operations of an iolog per file name, without their times: `read 4096 8192`. */
export function iologOperations(file: string): Map<string, string[]> {
  const operations = new Map<string, string[]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [time, name, action, ...rest] = line.split(' ');
    if (time === undefined || name === undefined || action === undefined || !/^\d+$/.test(time)) continue;
    if (action === 'add' || action === 'open' || action === 'close') continue;
    const key = path.basename(name);
    const list = operations.get(key) ?? [];
    list.push([action, ...rest].join(' '));
    operations.set(key, list);
  }
  return operations;
}
