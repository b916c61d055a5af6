/** The built vfload-fio behind a link called `fio`, and the installed fio, in directories of their own. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { fioMissing } from '../fio.ts';

const program = path.resolve(import.meta.dirname, '../../../dist/fio.js');

/** Why nothing can be compared here, or undefined. */
export function pairMissing(): string | undefined {
  return existsSync(program) ? fioMissing() : 'dist is not built: npm run build';
}

export type Tool = 'fio' | 'vfload';
export const tools: readonly Tool[] = ['fio', 'vfload'];

export interface Pair {
  /** A directory for each. */
  readonly directory: (tool: Tool) => string;
  /** Of both, for files that they share. */
  readonly root: string;
  /** The environment in which `fio` is one or the other. */
  readonly environment: (tool: Tool) => NodeJS.ProcessEnv;
  /** Runs a tool as `fio` in its directory. */
  readonly run: (tool: Tool, words: readonly string[], input?: string) => SpawnSyncReturns<string>;
}

/** Makes the directories before the tests of a block, and removes them after. */
export function pairOfBlock(): Pair {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'vfload-called-fio-'));
    for (const folder of ['bin', ...tools]) mkdirSync(path.join(root, folder));
    symlinkSync(program, path.join(root, 'bin', 'fio'));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });
  const environment = (tool: Tool): NodeJS.ProcessEnv =>
    tool === 'fio'
      ? process.env
      : { ...process.env, PATH: `${path.join(root, 'bin')}:${process.env['PATH'] ?? ''}` };
  const directory = (tool: Tool): string => path.join(root, tool);
  return {
    get root() {
      return root;
    },
    directory,
    environment,
    run: (tool, words, input = '') =>
      spawnSync('fio', words, {
        ...{ cwd: directory(tool), env: environment(tool), input, encoding: 'utf8' },
        ...{ timeout: 60_000, maxBuffer: 2 ** 26 },
      }),
  };
}
