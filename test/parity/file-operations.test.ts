/** What filecreate, filestat and filedelete do with names, and what they count, is what fio's do. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FioDocument } from '../../lib/result/fio-document.ts';
import { fioMissing, foldersOfBlock } from './fio.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const missing =
  fioMissing() ??
  (spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed') ??
  (existsSync(cli) ? undefined : 'dist is not built');

const cases = [
  { engine: 'filecreate', options: '--rw=write --nrfiles=20 --filesize=4k' },
  { engine: 'filecreate', options: '--rw=randrw --nrfiles=6 --filesize=8k --write_lat_log=log' },
  { engine: 'filecreate', options: '--rw=read --nrfiles=4 --filesize=6k --openfiles=1' },
  { engine: 'filestat', options: '--rw=randread --nrfiles=4 --filesize=4k' },
  { engine: 'filestat', options: '--rw=write --nrfiles=4 --filesize=8k --stat_type=lstat' },
  { engine: 'filestat', options: '--rw=read --nrfiles=3 --filesize=4k --stat_type=statx' },
  { engine: 'filedelete', options: '--rw=write --nrfiles=5 --filesize=4k' },
];

/** Each call on one of the job's files, as name, file and flags; -1 and AT_FDCWD are the same to an absolute path. */
function deedsOf(text: string, count: number): string[] {
  const deeds = text.split('\n').flatMap((line) => {
    const [, name = '', file = '', rest = ''] = /(\w+)\(.*?"[^"]*?(\w+\.0\.\d+)"(.*)$/.exec(line) ?? [];
    const flags = /O_[A-Z|_]+(?:, 0\d+)?|AT_\w+|STATX_ALL/.exec(rest)?.[0] ?? '';
    return name === ''
      ? []
      : [`${name.replace('unlinkat', 'unlink')} ${file} ${flags.replace('|O_CLOEXEC', '')}`];
  });
  // What looks at the files and lays them out comes before.
  return deeds.slice(-count);
}

describe.skipIf(missing !== undefined)(`engines of names as fio's ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  function done(tool: 'fio' | 'vfload', engine: string, options: string) {
    const folder = path.join(folders[tool], 'names');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const trace = path.join(folders.logs, `${tool}.trace`);
    const output = path.join(folders.logs, `${tool}.json`);
    const command = tool === 'fio' ? ['fio'] : [process.execPath, cli, 'fio', '--fio-compat=3.33'];
    spawnSync(
      'strace',
      [
        ...['-f', '-qq', '-e', 'trace=openat,newfstatat,statx,unlink,unlinkat', '-o', trace, ...command],
        ...[`--directory=${folder}`, '--name=o', `--ioengine=${engine}`, ...options.split(' ')],
        ...['--output-format=json', `--output=${output}`],
      ],
      { cwd: folders.logs, stdio: 'ignore' },
    );
    const text = readFileSync(output, 'utf8');
    const { jobs } = JSON.parse(text.slice(text.indexOf('{'))) as FioDocument;
    const files = Number(/nrfiles=(\d+)/.exec(options)?.[1]);
    return {
      deeds: deedsOf(readFileSync(trace, 'utf8'), files),
      figures: jobs.map(({ error, read, write, iodepth_level: levels, latency_us: classes }) => ({
        ...{ error, levels, classes },
        counts: [read, write].map((one) => [one.total_ios, one.io_bytes, one.clat_ns.N, one.lat_ns.N]),
      })),
      left: readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).size]),
      log: logLines(),
    };
  }

  /** Without the times. */
  function logLines(): string[] {
    const log = path.join(folders.logs, 'log_clat.1.log');
    if (!existsSync(log)) return [];
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    rmSync(log);
    return lines.map((line) => line.split(', ').slice(2).join(', '));
  }

  test.each(cases)('$engine $options', ({ engine, options }) => {
    expect(done('vfload', engine, options)).toEqual(done('fio', engine, options));
  });
});
