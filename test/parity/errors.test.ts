/** Jobs that go on after errors, on a file system that is soon full: which I/Os are done, what is counted, and how it ends. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mountSmallTmpfs, type SmallMount, smallMountMissing } from '../mounts/small-tmpfs.ts';
import { pairMissing, pairOfBlock, type Tool } from './fio-face/called-fio.ts';

const missing = pairMissing() ?? smallMountMissing();

interface Ending {
  status: number | null;
  /** Issued and completed, in their order; of vfload's and fio's iologs without the time. */
  ios: string[];
  entries: unknown[];
  terse: string[];
  errorLines: string[];
}

describe.skipIf(missing !== undefined)(`errors on the way ${missing ?? ''}`, () => {
  const pair = pairOfBlock();
  let full: SmallMount | undefined;
  beforeAll(() => {
    full = mountSmallTmpfs(1);
  });
  afterAll(() => full?.unmount());

  function ending(tool: Tool, words: readonly string[]): Ending {
    const place = full?.mountPoint ?? expect.fail('nothing is mounted');
    for (const file of readdirSync(place)) rmSync(path.join(place, file));
    const output = path.join(pair.directory(tool), 'output');
    const log = path.join(pair.directory(tool), 'log');
    for (const file of [output, log]) rmSync(file, { force: true });
    const common = [
      ...['--name=t', `--directory=${place}`, '--filename=f', '--rw=write', '--size=2m', '--bs=64k'],
      ...['--fallocate=none', '--write_iolog=log', `--output=${output}`, '--output-format=terse,json,normal'],
    ];
    const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
    const { status } = pair.run(tool, [...compat, ...common, ...words]);
    if (!existsSync(output)) return { status, ios: [], entries: [], terse: [], errorLines: [] };
    const text = readFileSync(output, 'utf8');
    const from = text.indexOf('\n{\n');
    const { jobs } =
      from === -1 ? { jobs: [] } : (JSON.parse(text.slice(from, text.indexOf('\n}\n') + 2)) as Parsed);
    return {
      status,
      ios: existsSync(log) ? readFileSync(log, 'utf8').replaceAll(/^\d+ /gm, '').split('\n') : [],
      entries: jobs.map((job) => ({
        keys: Object.keys(job),
        ...{ error: job.error, total: job.total_err, first: job.first_error },
        ...{ bytes: job.write.io_bytes, issued: job.write.total_ios, timed: job.write.clat_ns.N },
      })),
      terse: text
        .split('\n')
        .filter((line) => line.startsWith('3;'))
        .flatMap((line) => line.split(';').slice(-2)),
      errorLines: [...text.matchAll(/^ {5}errors.*/gm)].map(([line]) => line),
    };
  }

  interface Parsed {
    jobs: {
      error: number;
      total_err?: number;
      first_error?: number;
      write: { io_bytes: number; total_ios: number; clat_ns: { N: number } };
    }[];
  }

  test.each([
    ['--ignore_error=,ENOSPC'],
    ['--continue_on_error=write'],
    ['--ignore_error=,ENOSPC', '--continue_on_error=read'],
    ['--continue_on_error=read', '--ignore_error=,28'],
    ['--ignore_error=,5::28'],
    ['--ignore_error=EINVAL'],
    ['--ignore_error=,28', '--ioengine=libaio', '--iodepth=4'],
    ['--ignore_error=,28', '--fsync=4'],
    ['--ignore_error=,28', '--error_dump=1'],
    ['--ignore_error=,28', '--unknown=1'],
    ['--ignore_error=,EFOO'],
    ['--ignore_error=5,5,5,5'],
  ])('%s %s %s', (...words) => {
    const [fio, vfload] = [ending('fio', words), ending('vfload', words)];
    expect(vfload).toEqual(fio);
  });

  test('each error that is dumped is a line on stderr', () => {
    const place = full?.mountPoint ?? '';
    for (const file of readdirSync(place)) rmSync(path.join(place, file));
    const words = [
      '--name=t',
      `--directory=${place}`,
      '--rw=write',
      '--size=2m',
      '--bs=64k',
      '--fallocate=none',
    ];
    const { stderr } = pair.run('vfload', [...words, '--ignore_error=,28', '--error_dump=1']);
    const lines = stderr
      .split('\n')
      .filter((line) => line.includes('No space left on device: write offset='));
    expect(lines).toHaveLength(16);
  });
});
