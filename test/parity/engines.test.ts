/** The system calls of the engines that few use are fio's, one by one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fioMissing, foldersOfBlock } from './fio.ts';
import { wholeCalls } from './whole-calls.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const missing =
  fioMissing() ??
  (spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed') ??
  (existsSync(cli) ? undefined : 'dist is not built');

/** One that nothing else in either program has. */
const bytes = '7168';
const job = { name: 'calls', filename: 'calls', size: '114688', bs: bytes, randrepeat: '1' };

interface EngineCase {
  calls: string;
  workloads: readonly string[];
  options?: Record<string, string>;
}

/** What an engine calls, and what of a call says which I/O it is: the data, the descriptor and addresses are left out. */
const engines: Record<string, EngineCase> = {
  sync: { calls: 'lseek,read,write', workloads: ['read', 'randread', 'write', 'randwrite', 'randrw'] },
  pvsync: { calls: 'preadv,pwritev', workloads: ['read', 'randwrite', 'randrw'] },
  pvsync2: { calls: 'preadv2,pwritev2', workloads: ['read', 'randwrite', 'randrw'] },
  // Where a batch is as large as the depth fio's engine loses none of its completions.
  vsync: {
    calls: 'lseek,readv,writev',
    workloads: ['read', 'write', 'randread', 'rw'],
    options: { iodepth: '4', iodepth_batch: '4' },
  },
  posixaio: { calls: 'pread64,pwrite64', workloads: ['read', 'randwrite', 'randrw'] },
  falloc: { calls: 'fallocate', workloads: ['read', 'randwrite', 'randrw'] },
  ftruncate: { calls: 'ftruncate', workloads: ['write', 'randwrite'] },
};

function callOf(line: string): string[] {
  const [, name = '', rest = ''] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? [];
  const seek = /^\d+, (\d+), SEEK_SET/.exec(rest);
  if (name === 'lseek') return seek === null ? [] : [`lseek ${seek[1] ?? ''}`];
  const extent = /^\d+, ([^"[]*)\) += 0$/.exec(rest);
  if (extent !== null) return [`${name} ${extent[1] ?? ''}`];
  const vectors = /^\d+, (\[.*\], \d+)\) += \d+$/.exec(rest);
  if (vectors !== null)
    return [
      `${name} ${[...(vectors[1] ?? '').matchAll(/iov_len=(\d+)/g)].map(([, n]) => n ?? '').join(' ')}`,
    ];
  const vector = /iov_len=(\d+)\}\], 1, (.*)\) += \d+$/.exec(rest);
  if (vector !== null) return [`${name} ${vector[1] ?? ''} at ${vector[2] ?? ''}`];
  const data = /^\d+, ".*"\.\.\., (\d+)(?:, (\d+))?\) += \d+$/.exec(rest);
  return data?.[1] === bytes ? [`${name} ${data[2] ?? ''}`] : [];
}

describe.skipIf(missing !== undefined)(`system calls of engines as fio's ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  function callsOf(tool: 'fio' | 'vfload', ioengine: string, rw: string): string[] {
    const trace = path.join(folders.logs, `${tool}.trace`);
    const options = { ...job, ioengine, rw, ...engines[ioengine]?.options };
    const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const command =
      tool === 'fio' ? ['fio', '--fallocate=none'] : [process.execPath, cli, 'run', '--fio-compat=3.33'];
    const strace = ['-f', '-qq', '-e', `trace=${engines[ioengine]?.calls ?? ''}`, '-o', trace];
    execFileSync('strace', [...strace, ...command, `--directory=${folders[tool]}`, ...args], {
      cwd: folders.logs,
      stdio: 'ignore',
    });
    return wholeCalls(readFileSync(trace, 'utf8').split('\n')).flatMap(callOf);
  }

  const cases = Object.entries(engines).flatMap(([ioengine, { workloads }]) =>
    workloads.map((rw) => ({ ioengine, rw })),
  );

  test.each(cases)('$ioengine, rw=$rw', ({ ioengine, rw }) => {
    const theirs = callsOf('fio', ioengine, rw);
    const ours = callsOf('vfload', ioengine, rw);
    expect(theirs.length).toBeGreaterThanOrEqual(8);
    // Layout is another matter: what comes last is the job.
    const job = theirs.slice(-Math.min(16, theirs.length));
    expect(ours.slice(-job.length)).toEqual(job);
  });
});
