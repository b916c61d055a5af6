/** The packed tarball installed in an empty directory that has no network: where the tests of this folder look. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The checkout. */
export const projectRoot: string = path.resolve(import.meta.dirname, '../..');

export interface Installed {
  /** The empty directory, now with node_modules. */
  folder: string;
  /** The tarball's path. */
  tarball: string;
  /** Paths in the tarball. */
  files: string[];
  /** Runs a program in `folder` without a network. Rejects unless it exits with 0. */
  offline(program: string, ...programArguments: string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Root may unshare the network alone; others need a user namespace with it. */
const unshareFlags = process.getuid?.() === 0 ? ['--net'] : ['--map-root-user', '--net'];

/** Why these tests can't run here, or undefined. */
export function packageTestsMissing(): string | undefined {
  const tried = spawnSync('unshare', [...unshareFlags, 'true'], { encoding: 'utf8' });
  if (tried.error) return 'unshare (util-linux) is not installed';
  return tried.status === 0 ? undefined : `no network namespace here: ${tried.stderr.trim()}`;
}

/** npm's environment without what an outer `npm run` put there, and with a home and cache of its own. */
function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VFLOAD_|VITEST|NODE_ENV$|INIT_CWD$)/i.test(name),
  );
  return { ...Object.fromEntries(inherited), HOME: home, npm_config_cache: path.join(home, 'npm-cache') };
}

/** Packs the checkout, which builds it, and installs the tarball. */
export async function installPackage(): Promise<Installed> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'vfload-package-'));
  const folder = await mkdtemp(path.join(home, 'empty-'));
  const packed = await execute('npm', ['pack', '--silent', '--pack-destination', home], {
    cwd: projectRoot,
    env: cleanEnvironment(home),
    maxBuffer: 2 ** 24,
  });
  const tarball = path.join(home, packed.stdout.trim().split('\n').at(-1) ?? '');
  const listed = await execute('tar', ['-tzf', tarball]);

  async function offline(program: string, ...programArguments: string[]): Promise<string> {
    const { stdout } = await execute('unshare', [...unshareFlags, program, ...programArguments], {
      cwd: folder,
      env: cleanEnvironment(home),
    });
    return stdout;
  }

  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  await offline('npm', 'install', tarball);
  return {
    folder,
    tarball,
    files: listed.stdout.trim().split('\n'),
    offline,
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** The version in the checkout's package.json. */
export async function projectVersion(): Promise<string> {
  const text = await readFile(path.join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
