/**
 * A FUSE mount that behaves like virtiofs: libfuse's passthrough_ll example, compiled in a temporary folder
 * from the copy that libfuse3-dev installs. cache=never/auto/always stand for virtiofs
 * cache=none/auto/always, the ENODEV for shared mmap included.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import path from 'node:path';
import os from 'node:os';

const examples = '/usr/share/doc/libfuse3-dev/examples';

export type PassthroughCache = 'never' | 'auto' | 'always';

export interface PassthroughMount {
  /** Where the tests work. */
  mountPoint: string;
  /** What lies behind it. */
  source: string;
  /** Process id of the daemon. */
  pid: number;
  /** Ends daemon and mount, whatever state they are in. */
  unmount(): Promise<void>;
}

/** Why FUSE tests can't run here, or undefined. */
export function passthroughMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'needs root to mount';
  if (!existsSync('/dev/fuse')) return 'no /dev/fuse';
  if (!exampleSource('passthrough_ll.c')) return 'libfuse3-dev (its examples) is not installed';
  if (spawnSync('pkg-config', ['--exists', 'fuse3']).status !== 0) return 'pkg-config does not find fuse3';
  return undefined;
}

function exampleSource(name: string): Buffer | undefined {
  const plain = path.join(examples, name);
  if (existsSync(plain)) return readFileSync(plain);
  if (existsSync(`${plain}.gz`)) return gunzipSync(readFileSync(`${plain}.gz`));
  return undefined;
}

let daemonBinary: string | undefined;

/** Compiles the daemon once per test process. */
function buildDaemon(): string {
  if (daemonBinary !== undefined) return daemonBinary;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vfload-passthrough-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const name of ['passthrough_ll.c', 'passthrough_helpers.h']) {
    const text = exampleSource(name);
    if (text) writeFileSync(path.join(folder, name), text);
  }
  const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'fuse3'], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  const binary = path.join(folder, 'passthrough_ll');
  execFileSync('gcc', ['-O2', '-w', path.join(folder, 'passthrough_ll.c'), '-o', binary, ...flags]);
  daemonBinary = binary;
  return binary;
}

/** Mounts `cache=CACHE` over a fresh folder of the temporary directory. */
export async function mountPassthrough(cache: PassthroughCache): Promise<PassthroughMount> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'vfload-fuse-'));
  const source = path.join(root, 'source');
  const mountPoint = path.join(root, 'mount');
  mkdirSync(source);
  mkdirSync(mountPoint);
  const daemon = spawn(
    buildDaemon(),
    ['-f', '-o', `source=${source},cache=${cache},default_permissions`, mountPoint],
    { stdio: 'ignore', detached: true },
  );
  await mounted(mountPoint, daemon);
  return {
    mountPoint,
    source,
    pid: daemon.pid ?? -1,
    unmount: async () => {
      daemon.kill('SIGCONT');
      spawnSync('umount', ['-l', mountPoint]);
      daemon.kill('SIGKILL');
      for (let i = 0; i < 50 && daemon.exitCode === null && daemon.signalCode === null; i++) await sleep(20);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function mounted(mountPoint: string, daemon: ChildProcess): Promise<void> {
  for (let i = 0; i < 250; i++) {
    if (daemon.exitCode !== null) break;
    if (readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${mountPoint} `)) return;
    await sleep(20);
  }
  throw new Error(`passthrough_ll did not mount ${mountPoint}`);
}
