import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
let program: string;

/** The program as it is shipped, built from these sources. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vfload-cli-'));
  const outDir = path.join(folder, 'dist');
  await build({ cwd: root, outDir, dts: false, plugins: [], logLevel: 'silent', report: false });
  await cp(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  program = path.join(outDir, 'cli.js');
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const run = (args: string[]) => execa(process.execPath, [program, ...args], { reject: false });

test('prints the version of the package', async () => {
  const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;
  expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: version, stderr: '' });
});

test('loads nothing for the version', async () => {
  const { stderr } = await execa(process.execPath, [program, '--version'], { env: { NODE_DEBUG: 'esm' } });
  expect(stderr).toContain('cli.js');
  expect(stderr).not.toMatch(/main\.js|index\.js/);
});

test('exits with 2 for bad usage', async () => {
  const { exitCode, stdout, stderr } = await run(['--bss', '4k', '/mnt']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('Did you mean --bs?');
});

test('ends quietly when nobody reads its output', async () => {
  const child = spawn(process.execPath, [program, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
