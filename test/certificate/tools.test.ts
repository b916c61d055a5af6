import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../lib/cli/main.ts';
import { runTool } from '../../lib/parity/tool-process.ts';
import { compatFor } from '../../lib/parity/tools.ts';
import { Workplace } from '../../lib/parity/workplace.ts';
import { loadAddon } from '../../lib/run/addon-loader.ts';
import { fakeIo } from '../cli/fake-io.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-certificate-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the fio in PATH', () => {
  /** @param says - what `fio --version` prints; undefined: there is none */
  async function askedWith(says: string | undefined) {
    const bin = mkdtempSync(path.join(os.tmpdir(), 'vfload-certificate-bin-'));
    if (says !== undefined) {
      writeFileSync(path.join(bin, 'fio'), `#!/bin/sh\necho '${says}'\n`);
      chmodSync(path.join(bin, 'fio'), 0o755);
    }
    const io = fakeIo({ PATH: bin });
    const exitCode = await main(['parity', folder], io);
    rmSync(bin, { recursive: true });
    return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
  }

  test.each([
    ['that is not there', undefined, 'there is no fio in PATH', 'install fio'],
    ['that is too old', 'fio-2.1.10', 'too old: 2.1.10', 'install fio 3.0 or newer'],
    ['that is vfload', 'fio-3.42-vfload-0.1.0', 'The fio in PATH is vfload', 'the real fio first in PATH'],
    ['that is something else', 'hello', 'does not tell its version', 'command -v fio'],
  ])('%s is one error, and nothing is touched', async (_, says, problem, remedy) => {
    const { exitCode, stdout, stderr } = await askedWith(says);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr).toContain(remedy);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['3.1', '3.33'],
    ['3.33', '3.33'],
    ['3.33-18-g123', '3.33'],
    ['3.34', 'current'],
    ['4.0', 'current'],
  ])('%s draws offsets as %s', (version, compat) => {
    expect(compatFor(version)).toBe(compat);
  });
});

/** What nobody has waited for yet has ended all the same. */
function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a tool', () => {
  const call = { env: process.env, signal: undefined, deadlineMs: 10_000 };

  test('is told with its output and exit code', async () => {
    const words = ['-c', 'echo out; echo err >&2; exit 3'];
    expect(await runTool({ ...call, program: 'sh', words })).toEqual({
      ...{ stdout: 'out\n', stderr: 'err\n', exitCode: 3, startError: undefined, isStuck: false },
    });
  });

  test('that does not end is killed with its children', async () => {
    const words = ['-c', 'sleep 60 & echo $!; wait'];
    const ended = await runTool({ ...call, program: 'sh', words, deadlineMs: 300 });
    expect(ended.isStuck).toBe(true);
    expect(ended.exitCode).toBeUndefined();
    await expect.poll(() => isRunning(Number(ended.stdout))).toBe(false);
  });

  test('is ended by an abort', async () => {
    const controller = new AbortController();
    const running = runTool({ ...call, program: 'sleep', words: ['60'], signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ exitCode: undefined, isStuck: false });
  });
});

describe('the directory', () => {
  const open = (directory: string, sizeBytes = 2 ** 20): Promise<Workplace> =>
    Workplace.open(loadAddon(), directory, sizeBytes, undefined);

  test('has one of its own in it, which goes with its file', async () => {
    const workplace = await open(folder);
    try {
      expect(readdirSync(folder)).toEqual([path.basename(path.dirname(workplace.file))]);
      expect(await workplace.prepare('warm', undefined)).toBe('pre-read');
      expect(['dropped', 'per-file']).toContain(await workplace.prepare('cold', undefined));
    } finally {
      expect(await workplace.remove(false)).toBeUndefined();
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['is not there', () => path.join(folder, 'none'), 'ERR_VFLOAD_DIRECTORY'],
    ['can have nothing made in it', () => '/proc', 'ERR_VFLOAD_DIRECTORY'],
  ])('that %s is refused', async (_, directory, code) => {
    await expect(open(directory())).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that has too little space is refused, and left as it was', async () => {
    await expect(open(folder, 2 ** 52)).rejects.toMatchObject({ code: 'ERR_VFLOAD_NO_SPACE' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
