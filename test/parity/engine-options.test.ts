/** What engines ask the kernel for with their options is what fio's ask for: flags of their system calls, errors, counts. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fioMissing, foldersOfBlock } from './fio.ts';
import { wholeCalls } from './whole-calls.ts';
import type { FioDocument } from '../../lib/result/fio-document.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const missing =
  fioMissing() ??
  (spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed') ??
  (existsSync(cli) ? undefined : 'dist is not built');

interface OptionCase {
  engine: string;
  options: string;
  rw: string;
}

const cases: OptionCase[] = [
  { engine: 'pvsync2', options: '--hipri', rw: 'write' },
  { engine: 'pvsync2', options: '--hipri --hipri_percentage=30', rw: 'randread' },
  { engine: 'pvsync2', options: '--uncached=1', rw: 'read' },
  { engine: 'pvsync2', options: '--nowait=1', rw: 'write' },
  { engine: 'libaio', options: '--nowait=1', rw: 'write' },
  { engine: 'libaio', options: '--userspace_reap', rw: 'read' },
  { engine: 'io_uring', options: '--hipri --direct=1', rw: 'read' },
  { engine: 'io_uring', options: '--uncached=1', rw: 'read' },
  { engine: 'io_uring', options: '--nowait=1', rw: 'write' },
  { engine: 'io_uring', options: '--nonvectored=0', rw: 'randwrite' },
  { engine: 'io_uring', options: '--nonvectored=1', rw: 'read' },
  { engine: 'io_uring', options: '--force_async=3', rw: 'read' },
  { engine: 'io_uring', options: '--sqthread_poll', rw: 'randwrite' },
  { engine: 'io_uring', options: '--sqthread_poll --sqthread_poll_cpu=0', rw: 'read' },
  { engine: 'mmap', options: '--thp=1', rw: 'write' },
  { engine: 'mmap', options: '--thp=1', rw: 'randread' },
];

/** Of each call what says how it is done; of setups only the one that succeeds, since vfload tries one more set of flags. */
function tokens(line: string): string[] {
  const vector = /p(?:read|write)v2\(.*\], 1, (\d+, [\w| /*?]+)\) = (-?\d+)/.exec(line);
  if (vector !== null) return [`${vector[1] ?? ''} = ${vector[2] ?? ''}`];
  const flags = /aio_rw_flags=(\w+)/.exec(line);
  if (flags !== null) return [flags[1] ?? ''];
  const setup = /io_uring_setup\(\d+, \{flags=([\w|]+), .*\}\) = \d+/.exec(line);
  if (setup !== null) return [setup[1] ?? ''];
  const register = /io_uring_register\(\d+, (\w+), /.exec(line);
  if (register !== null) return [register[1] ?? ''];
  const map = /mmap\(NULL, 81920, (\w+), (MAP_\w+), \d+, 0\)/.exec(line);
  if (map !== null) return [map.slice(1).join(' ')];
  return /MADV_(?:HUGEPAGE|RANDOM|SEQUENTIAL)/.exec(line) ?? [];
}

/** The error and the counts of the job. */
function figures({ jobs: [job] }: FioDocument): unknown {
  if (job === undefined) return undefined;
  const directions = [job.read, job.write].map((one) => [
    ...[one.io_bytes, one.slat_ns.N, one.clat_ns.N, one.lat_ns.N],
  ]);
  return { error: job.error, directions };
}

describe.skipIf(missing !== undefined)(`options of engines as fio's ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  function done(tool: 'fio' | 'vfload', { engine, options, rw }: OptionCase) {
    const trace = path.join(folders.logs, `${tool}.trace`);
    const output = path.join(folders.logs, `${tool}.json`);
    const command = tool === 'fio' ? ['fio'] : [process.execPath, cli, 'fio', '--fio-compat=3.33'];
    const calls = 'preadv2,pwritev2,io_submit,io_uring_setup,io_uring_register,mmap,madvise';
    spawnSync(
      'strace',
      [
        ...['-f', '-qq', '-e', `trace=${calls}`, '-o', trace, ...command],
        ...[`--directory=${folders[tool]}`, '--name=o', '--filename=o', '--size=80k', '--bs=4k'],
        ...[`--rw=${rw}`, `--ioengine=${engine}`, ...options.split(' ')],
        ...['--output-format=json', `--output=${output}`],
      ],
      { cwd: folders.logs, stdio: 'ignore' },
    );
    const text = readFileSync(output, 'utf8');
    return {
      calls: wholeCalls(readFileSync(trace, 'utf8').split('\n')).flatMap(tokens),
      figures: figures(JSON.parse(text.slice(text.indexOf('{'))) as FioDocument),
    };
  }

  test.each(cases)('$engine $options, rw=$rw', (one) => {
    expect(done('vfload', one)).toEqual(done('fio', one));
  });
});
