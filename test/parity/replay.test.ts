/** write_iolog and read_iolog: what is written down, and what is done again of it, in both tools. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Tool, pairMissing, pairOfBlock, tools } from './fio-face/called-fio.ts';
import { wholeCalls } from './whole-calls.ts';

const missing = pairMissing();
const straceMissing = spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed';

const fileBytes = 2 ** 20;
const head = ['fio version 3 iolog', '0 a add', '0 b add', '1 a open', '1 b open'];

/** Logs, and how they are replayed: the calls on the files are the same. */
const replays: Record<string, { lines: readonly string[]; options?: readonly string[] }> = {
  'reads and writes': { lines: [...head, '2 a read 0 8192', '3 b write 4096 512', '4 a read 512 512'] },
  'only reads': { lines: [...head, '2 a read 0 8192', '3 b read 4096 512', '4 a close', '4 b close'] },
  'only writes': { lines: [...head, '2 a write 0 8192'] },
  'syncs, which lie where the log has them': {
    lines: [...head, '2 a write 0 512', '2 a sync 0 0', '3 b datasync 0 0', '4 b write 0 512'],
    options: ['--fsync=1'],
  },
  'files that are closed and opened again': {
    lines: [...head, '2 a read 0 512', '3 a close', '4 a open', '5 a read 512 512', '6 a close'],
  },
  end_fsync: { lines: [...head, '2 a write 0 512', '3 a close'], options: ['--end_fsync=1'] },
  'options that the log overrides': {
    lines: [...head, '2 a read 0 8192', '3 a write 4096 4096', '4 a read 65536 4096'],
    options: ['--rw=randwrite', '--bs=1k', '--size=8k', '--filename=c', '--offset=4k'],
  },
  'direct=1': { lines: [...head, '2 a read 4096 4096'], options: ['--direct=1'] },
  'without hints': { lines: [...head, '2 a read 4096 512'], options: ['--invalidate=0', '--fadvise_hint=0'] },
  replay_redirect: {
    lines: [...head, '2 a read 0 512', '3 b write 512 512', '4 b read 9000 512'],
    options: ['--replay_redirect=b'],
  },
  'replay_scale and replay_align': {
    lines: [...head, '2 a read 14095 512', '3 a write 4095 512', '4 a read 262144 512'],
    options: ['--replay_scale=3', '--replay_align=512'],
  },
  'replay_skip, which concerns no iologs': {
    lines: [...head, '2 a read 0 512', '3 a write 512 512', '4 a sync 0 0'],
    options: ['--replay_skip=read,sync'],
  },
  read_iolog_chunked: { lines: [...head, '2 a read 0 512'], options: ['--read_iolog_chunked=1'] },
  'malformed lines': {
    lines: [
      ...[...head, '2 a', '3 a read 0 512', '3 a read 0', 'read', '', '# c', '3 a frob', '3 a frob 1 2'],
      ...[
        '4 a read 4096 512 17',
        '4 a read 9x 512',
        '  5  a \t write 512 512',
        '6 a trim 0 512',
        '7 a wait 9 0',
      ],
    ],
  },
  'a log of a log': {
    lines: [...head, '2 a read 0 512', '3 a close', '3 b close', ...head, '4 a read 0 512'],
  },
  'version 2': {
    lines: [
      'fio version 2 iolog',
      'a add',
      'a open',
      'a read 0 512',
      'a wait 120 0',
      'a write 512 512',
      'a close',
    ],
  },
  'what does not end with a new line': {
    lines: [...head, '2 a read 0 512', '3 a read 512 512'],
    options: [],
  },
};

/** Logs that cannot be replayed, or files that are not as they say: the same error of the job. */
const failing: Record<string, { lines: readonly string[]; options?: readonly string[] }> = {
  'an empty log': { lines: [] },
  'no iolog': { lines: ['hello', '0 a add'] },
  'version 1': { lines: ['fio version 1 iolog', '0 a add'] },
  'version 30': { lines: ['fio version 30 iolog', '0 a add'] },
  'a log without I/Os': { lines: head },
  'a log of syncs': { lines: [...head, '2 a sync 0 0'] },
  'version 2 in the lines of version 3': {
    lines: ['fio version 3 iolog', 'a add', 'a open', 'a read 0 512'],
  },
  'a log that is not there': { lines: head, options: ['--read_iolog=nothing'] },
  'a directory': { lines: head, options: ['--read_iolog=.'] },
  'a file that is not there': { lines: ['fio version 3 iolog', '0 d add', '1 d open', '1 d read 0 512'] },
  'an I/O beyond the end': { lines: [...head, `2 a read ${fileBytes} 512`] },
  'an I/O over the end': { lines: [...head, `2 a read ${fileBytes - 512} 1024`] },
  'two jobs, both in vain': { lines: head, options: ['--numjobs=2'] },
};

/** By each tool, then done again by each, as it writes it down. */
const logged: Record<string, readonly string[]> = {
  'a random mix': ['--rw=randrw', '--bs=4k', '--size=128k', '--filename=a:b', '--fsync=5'],
  'blocks of 512 bytes': ['--rw=randread', '--bs=512', '--size=64k', '--filename=b'],
};

describe.skipIf(missing !== undefined)(`iologs ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  /** Runs a tool in a directory of its own, in which the files are. */
  function run(tool: Tool, options: readonly string[], prefix: readonly string[] = []): Outcome {
    const folder = mkdtempSync(path.join(pair.directory(tool), 'run-'));
    for (const name of ['a', 'b', 'c']) writeFileSync(path.join(folder, name), Buffer.alloc(fileBytes));
    for (const [name, content] of Object.entries(shared)) writeFileSync(path.join(folder, name), content);
    const compat = tool === 'vfload' ? ['--fio-compat=3.33'] : [];
    const words = [...prefix, 'fio', ...compat, ...options, '--output-format=json', '--output=result'];
    const [command = '', ...args] = words;
    const { status, stderr } = spawnSync(command, args, {
      ...{ cwd: folder, env: pair.environment(tool), encoding: 'utf8' as const, timeout: 30_000 },
    });
    const text = readFileSync(path.join(folder, 'result'), 'utf8');
    const { jobs } = JSON.parse(text.slice(text.indexOf('{\n'))) as { jobs: FioJob[] };
    return { folder, status, stderr, jobs };
  }
  /** Files that each run finds in its directory. */
  let shared: Record<string, string> = {};

  describe.skipIf(straceMissing !== undefined)(`read_iolog does again ${straceMissing ?? ''}`, () => {
    test.each(Object.entries(replays))('%s', (_name, { lines, options = [] }) => {
      shared = { log: lines.join('\n') };
      const [expected, measured] = tools.map((tool) => {
        const trace = path.join(pair.directory(tool), 'trace');
        const calls = 'openat,close,pread64,pwrite64,fsync,fdatasync,fadvise64';
        const strace = ['strace', '-f', '-qq', '-y', '-s', '0', '-e', `trace=${calls}`, '-o', trace];
        const outcome = run(tool, ['--name=r', '--ioengine=psync', '--read_iolog=log', ...options], strace);
        return {
          calls: callsIn(readFileSync(trace, 'utf8'), outcome.folder),
          status: outcome.status,
          told: told(outcome.stderr),
          counts: outcome.jobs.map(countsOf),
        };
      });
      expect(expected?.calls.length).toBeGreaterThan(2);
      expect(measured).toEqual(expected);
    });
  });

  test.each(Object.entries(failing))('%s ends as in fio', (_name, { lines, options = [] }) => {
    shared = { log: lines.map((line) => `${line}\n`).join('') };
    const [expected, measured] = tools.map((tool) => {
      const { status, jobs } = run(tool, ['--name=r', '--ioengine=psync', '--read_iolog=log', ...options]);
      return { status, errors: jobs.map(({ error }) => error) };
    });
    expect(expected?.status).toBeGreaterThan(0);
    expect(measured).toEqual(expected);
  });

  test.each(Object.entries(logged))('%s of one tool is done again by the other', (_name, options) => {
    const logs = tools.map((tool) => {
      const { folder } = run(tool, ['--name=w', ...options, '--write_iolog=written']);
      return readFileSync(path.join(folder, 'written'), 'utf8');
    });
    const [ofFio = '', ofVfload = ''] = logs;
    expect(withoutTimes(ofVfload)).toEqual(withoutTimes(ofFio));
    const lines = withoutTimes(ofFio).filter((line) => / (?:read|write) /.test(line));
    for (const written of logs) {
      shared = { written };
      for (const tool of tools) {
        const { jobs, status } = run(tool, ['--name=r', '--read_iolog=written', '--replay_no_stall=1']);
        expect(status).toBe(0);
        const [job] = jobs;
        expect((job?.read.total_ios ?? 0) + (job?.write.total_ios ?? 0)).toBe(lines.length);
      }
    }
  });

  test('clones take turns with the logs that are given', () => {
    const log = (name: string, bytes: number): string =>
      `fio version 3 iolog\n0 ${name} add\n1 ${name} open\n1 ${name} read 0 ${bytes}\n`;
    shared = { l1: log('a', 512), l2: log('b', 1024) };
    const [expected, measured] = tools.map((tool) =>
      run(tool, ['--name=r', '--read_iolog=l1:l2', '--numjobs=3']).jobs.map(countsOf),
    );
    expect(expected?.map(({ readBytes }) => readBytes)).toEqual([512, 512, 1024]);
    expect(measured).toEqual(expected);
  });

  test('an iolog is continued, by each job with a header of its own', () => {
    const text = [
      '[global]',
      'size=16k',
      'bs=4k',
      'write_iolog=log',
      '[one]',
      'rw=write',
      'filename=a',
      'fsync=2',
    ];
    const later = ['[two]', 'stonewall', 'rw=randread', 'filename=b', '[three]', 'stonewall', 'rw=read'];
    const [expected, measured] = tools.map((tool) => {
      shared = { job: [...text, ...later].join('\n'), log: 'before\n' };
      return withoutTimes(readFileSync(path.join(run(tool, ['job']).folder, 'log'), 'utf8'));
    });
    expect(expected?.filter((line) => line.endsWith('iolog'))).toHaveLength(3);
    expect(measured).toEqual(expected);
  });

  test('read_iolog overrides write_iolog', () => {
    shared = { log: [...head, '2 a read 0 512'].join('\n') };
    for (const tool of tools) {
      const { folder, stderr } = run(tool, ['--name=r', '--read_iolog=log', '--write_iolog=written']);
      expect(stderr).toContain('fio: read iolog overrides write_iolog');
      expect(() => readFileSync(path.join(folder, 'written'))).toThrow(/ENOENT/);
    }
  });

  test('pauses are those of the log, in percent', () => {
    shared = { log: [...head, '2 a read 0 512', '300002 a read 512 512'].join('\n') };
    for (const tool of tools) {
      const runtimeOf = (option: string): number =>
        run(tool, ['--name=r', '--read_iolog=log', option]).jobs[0]?.job_runtime ?? 0;
      expect(runtimeOf('--replay_time_scale=100')).toBeGreaterThanOrEqual(299);
      expect(runtimeOf('--replay_time_scale=50')).toBeGreaterThanOrEqual(599);
      expect(runtimeOf('--replay_no_stall=1')).toBeLessThan(250);
    }
  });
});

interface FioDirection {
  total_ios: number;
  io_bytes: number;
}
interface FioJob {
  error: number;
  job_runtime: number;
  read: FioDirection;
  write: FioDirection;
  iodepth_level: Record<string, number>;
}
interface Outcome {
  folder: string;
  status: number | null;
  stderr: string;
  jobs: FioJob[];
}

function countsOf({ error, read, write, iodepth_level }: FioJob): object & { readBytes: number } {
  return {
    ...{ error, reads: read.total_ios, writes: write.total_ios },
    ...{ readBytes: read.io_bytes, writeBytes: write.io_bytes, depth: iodepth_level },
  };
}

/** What is said of the log. fio looks for a trace of blktrace first. */
function told(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.includes('blktrace'));
}

function withoutTimes(log: string): string[] {
  return log.split('\n').map((line) => line.replace(/^\d+ /, ''));
}

/** The calls on the files of a folder, in their order, without the number of the descriptor. */
function callsIn(trace: string, folder: string): string[] {
  return wholeCalls(trace.split('\n')).flatMap((line) => {
    const [, call = '', rest = '', result = ''] = /^\d+ +(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? [];
    if (!/(?:"|\/)[abc](?:"|>)/.test(rest) || rest.includes('O_PATH')) return [];
    const said = rest
      .replaceAll(`${folder}/`, '')
      .replace(/^\d+</, '<')
      .replace(/^AT_FDCWD(?:<[^>]*>)?, /, '')
      .replace('|O_CLOEXEC', '');
    return [`${call} ${said}${call === 'openat' ? '' : ` = ${result}`}`];
  });
}
