/** Verification: what one tool writes the other one finds right, and what was changed since both find wrong alike. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fioMissing, foldersOfBlock } from './fio.ts';

const program = path.resolve(import.meta.dirname, '../../dist/fio.js');
const missing = fioMissing() ?? (existsSync(program) ? undefined : 'dist is not built');

const tools = { fio: ['fio'], vfload: [process.execPath, program, '--fio-compat=3.33'] } as const;
type Tool = keyof typeof tools;

interface Outcome {
  exitCode: number | null;
  /** Without the lines that hold a process id. */
  messages: string;
  error: number | undefined;
  counts: unknown;
}

interface Entry {
  error: number;
  read: Record<string, number>;
  write: Record<string, number>;
}

function runTool(tool: Tool, folder: string, options: readonly string[]): Outcome {
  const [command, ...words] = tools[tool];
  const args = [
    ...words,
    '--name=j',
    ...(options.some((option) => option.startsWith('--filename=')) ? [] : ['--filename=f']),
    '--bs=4k',
    '--size=32k',
    '--output-format=json',
    '--output=o',
  ];
  const { status, stderr } = spawnSync(command, [...args, ...options], { cwd: folder, encoding: 'utf8' });
  const output = readFileSync(path.join(folder, 'o'), 'utf8');
  const start = output.indexOf('{\n');
  const entry = start < 0 ? undefined : (JSON.parse(output.slice(start)) as { jobs: Entry[] }).jobs[0];
  const counted = (direction: Record<string, number> | undefined): unknown =>
    direction && [direction['total_ios'], direction['io_bytes']];
  return {
    exitCode: status,
    messages: stderr.replaceAll(/^fio: (?:pid=|file hash).*\n/gm, ''),
    error: entry?.error,
    counts: [counted(entry?.read), counted(entry?.write)],
  };
}

const freshFolder = (parent: string, name: string): string => {
  const folder = path.join(parent, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
};

/** Each with what a reader says as well. */
const layouts: Record<string, string[]> = {
  ...Object.fromEntries(
    ['md5', 'crc64', 'crc32', 'crc32c', 'crc32c-intel', 'crc16', 'crc7', 'sha1', 'sha256', 'sha512'].map(
      (sum) => [sum, [`--verify=${sum}`]],
    ),
  ),
  ...Object.fromEntries(
    ['sha3-224', 'sha3-512', 'xxhash', 'meta', 'null'].map((sum) => [sum, [`--verify=${sum}`]]),
  ),
  'a pattern without a header': ['--verify=pattern', '--verify_pattern="ab"%o0xcafe'],
  'a pattern behind a header': ['--verify_pattern="ab"%o0xcafe', '--verify_interval=1k'],
  'a pattern and a sum': ['--verify=crc32c', '--verify_pattern=0xdeadbeef'],
  'an interval': ['--verify=crc32c', '--verify_interval=512'],
  'an interval that does not divide': ['--verify=md5', '--verify_interval=1000'],
  'an offset': ['--verify=crc32c', '--verify_offset=1000'],
  'an interval with an offset': ['--verify=sha1', '--verify_interval=1k', '--verify_offset=100'],
  'a range of sizes': ['--verify=crc32c', '--bsrange=1k-4k'],
  'sizes that are not aligned': ['--verify=crc32c', '--bsrange=600-4000', '--bs_unaligned=1'],
  'a split of sizes with an interval': ['--verify=crc16', '--bssplit=1k/50:4k/50', '--verify_interval=512'],
  'data that compresses': ['--verify=crc32c', '--buffer_compress_percentage=40'],
  'a last block that is short': ['--verify=crc32c', '--size=30000'],
  'a seed': ['--verify=crc32c', '--randseed=99'],
  'no map': ['--verify=crc32c', '--norandommap=1'],
};

describe.skipIf(missing !== undefined)(`what one tool writes the other one verifies ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  test.each(Object.entries(layouts))('%s', (_name, options) => {
    const writing = ['--rw=write', '--do_verify=0', ...options];
    const theirs = freshFolder(folders.root, 'theirs');
    const ours = freshFolder(folders.root, 'ours');
    expect(runTool('fio', theirs, writing)).toMatchObject({ exitCode: 0 });
    expect(runTool('vfload', ours, writing)).toMatchObject({ exitCode: 0 });
    expect(runTool('vfload', theirs, ['--rw=read', ...options])).toMatchObject({ exitCode: 0, messages: '' });
    expect(runTool('fio', ours, ['--rw=read', ...options])).toMatchObject({ exitCode: 0, messages: '' });
  });

  test('by writing nothing, and reading what was to be written', () => {
    const folder = freshFolder(folders.root, 'only');
    runTool('fio', folder, ['--rw=randwrite', '--do_verify=0', '--verify=md5']);
    const only = ['--rw=randwrite', '--verify_only', '--verify=md5'];
    expect(runTool('vfload', folder, only)).toEqual(runTool('fio', folder, only));
  });

  test('file for file the same bytes, but for the time in headers', () => {
    const options = ['--rw=randwrite', '--do_verify=0', '--verify=meta', '--verify_state_save=0'];
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) => {
      const folder = freshFolder(folders.root, tool);
      runTool(tool, folder, options);
      const content = readFileSync(path.join(folder, 'f'));
      // Seconds and nanoseconds, and the crc of all before it.
      for (let at = 0; at < content.length; at += 4096)
        content.fill(0, at + 24, at + 32).fill(0, at + 36, at + 40);
      return content;
    });
    expect(ours?.equals(theirs ?? Buffer.of())).toBe(true);
  });
});

const aio = ['--ioengine=libaio', '--iodepth=4'];

/** By what is done; all write and read back in one job. */
const sequences: Record<string, string[]> = {
  'in order': ['--rw=write'],
  'at random': ['--rw=randwrite'],
  'at random, without a map': ['--rw=randwrite', '--norandommap=1'],
  'mixed at random': ['--rw=randrw'],
  'mixed in order': ['--rw=rw'],
  'two files in order': ['--rw=write', '--filename=f:g'],
  'a skewed distribution, which writes blocks again': ['--rw=randwrite', '--random_distribution=zipf:1.2'],
  'zones of frequency, with a backlog': [
    '--rw=randwrite',
    '--random_distribution=zoned:50/10:50/90',
    '--verify_backlog=5',
  ],
  'a register': ['--rw=randwrite', '--random_generator=lfsr'],
  'two files at random': ['--rw=randwrite', '--filename=f:g'],
  'a backlog': ['--rw=randwrite', '--verify_backlog=3'],
  'a backlog with small batches': ['--rw=randwrite', '--verify_backlog=4', '--verify_backlog_batch=2'],
  'a backlog with large batches': ['--rw=randwrite', '--verify_backlog=2', '--verify_backlog_batch=4'],
  'a backlog of a mixed job': ['--rw=randrw', '--verify_backlog=2', '--size=64k'],
  libaio: ['--rw=write', ...aio],
  'libaio with a backlog': ['--rw=randwrite', ...aio, '--verify_backlog=3', '--size=128k'],
  mmap: ['--rw=write', '--ioengine=mmap'],
  syncs: ['--rw=write', '--fsync=3'],
  'a sync at the end': ['--rw=write', '--end_fsync=1'],
  'syncs when files are closed': ['--rw=write', '--fsync_on_close=1'],
  'a second time through the job': ['--rw=randwrite', '--experimental_verify=1'],
  'a second time, without a map, which fails in fio too': [
    '--rw=randwrite',
    '--experimental_verify=1',
    '--norandommap=1',
  ],
  'threads that compare': ['--rw=randwrite', '--verify_async=2'],
  'no order asked for': ['--rw=randwrite', '--verifysort=0'],
  'an order asked for': ['--rw=randwrite', '--verifysort=1', '--verifysort_nr=4'],
  'sizes of a range at random': ['--rw=randwrite', '--bsrange=1k-4k', '--size=64k'],
};

describe.skipIf(missing !== undefined)(`jobs verify the same I/O in the same order ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  test.each(Object.entries(sequences))('%s', (_name, options) => {
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) => {
      const folder = freshFolder(folders.root, tool);
      const outcome = runTool(tool, folder, ['--verify=crc32c', '--write_iolog=iolog', ...options]);
      const lines = readFileSync(path.join(folder, 'iolog'), 'utf8').split('\n');
      return { ...outcome, lines: lines.map((line) => line.replace(/^\d+ /, '')) };
    });
    expect(ours).toEqual(theirs);
  });
});

/** Where two bytes of a file of eight blocks are changed, and what then reads it. */
const changes: Record<string, { write?: string[]; at: number; read?: string[] }> = {
  'the magic number': { at: 4096 },
  'the length': { at: 4100 },
  'the offset': { at: 4112 },
  'the time': { at: 4120 },
  'the crc of a header': { at: 4132 },
  'the sum': { at: 4136 },
  'the data': { at: 5000 },
  'the data, at the first difference': { at: 5000, read: ['--verify_fatal=1'] },
  'the data, with a dump': { at: 5000, read: ['--verify_dump=1'] },
  'a header, with a dump': { at: 4096, read: ['--verify_dump=1'] },
  'the last interval of a block': { at: 8000, write: ['--verify_interval=1k'], read: ['--verify_dump=1'] },
  'behind a header that lies elsewhere': { at: 5000, write: ['--verify_offset=100'] },
  'data under sha256, at its end': { at: 8190, write: ['--verify=sha256'] },
  'data under sha512, in its middle': { at: 5000, write: ['--verify=sha512'] },
  'data under crc7': { at: 5000, write: ['--verify=crc7'] },
  'a pattern behind a header': { at: 5000, write: ['--verify_pattern=0xcafe'] },
  'a pattern behind a header that is looked at': {
    at: 5000,
    write: ['--verify=meta', '--verify_pattern=0xcafe'],
  },
  'a pattern behind a header of another method': {
    at: 5000,
    write: ['--verify_pattern=0xcafe'],
    read: ['--verify=meta'],
  },
  'another method is expected': { at: 5000, read: ['--verify=md5'] },
  'another length is expected': { at: 5000, read: ['--bs=8k'] },
  'only headers are looked at': { at: 5000, read: ['--verify=meta'] },
  'the data, which ends a job that counts what is wrong': {
    at: 5000,
    read: ['--continue_on_error=verify', '--verify_fatal=1'],
  },
  'the data, which is another error than those that end no job': {
    at: 5000,
    read: ['--ignore_error=,,EIO', '--verify_fatal=1'],
  },
  'the data, of what a job says it has written': { at: 5000, read: ['--rw=write', '--verify_only=1'] },
  'nothing is looked at': { at: 5000, read: ['--verify=null'] },
  'several are in flight': { at: 5000, read: aio },
};

describe.skipIf(missing !== undefined)(`what was changed is found as by fio ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  test.each(Object.entries(changes))('%s', (_name, { at, write = [], read = [] }) => {
    const pristine = freshFolder(folders.root, 'pristine');
    const method = write.some((word) => /^--verify(?:_pattern)?=/.test(word)) ? [] : ['--verify=crc32c'];
    runTool('fio', pristine, ['--rw=write', '--do_verify=0', '--verify_state_save=0', ...method, ...write]);
    const content = readFileSync(path.join(pristine, 'f'));
    content.fill(0x5a, at, at + 2);
    writeFileSync(path.join(pristine, 'f'), content);
    const [theirs, ours] = (['fio', 'vfload'] as const).map((tool) => {
      const folder = freshFolder(folders.root, tool);
      copyFileSync(path.join(pristine, 'f'), path.join(folder, 'f'));
      const outcome = runTool(tool, folder, ['--rw=read', ...method, ...write, ...read]);
      return { ...outcome, files: readdirSync(folder).toSorted() };
    });
    expect(ours).toEqual(theirs);
  });
});

const readerMissing =
  spawnSync('fio-verify-state', ['-h']).error === undefined ? undefined : 'no fio-verify-state';

describe.skipIf((missing ?? readerMissing) !== undefined)(
  `how far a job has written ${missing ?? readerMissing ?? ''}`,
  () => {
    const folders = foldersOfBlock();

    /** As Debian's reader has it, without the sum, which is over the name of the job, too. */
    const savedState = (tool: Tool, options: readonly string[]): string[] => {
      const folder = freshFolder(folders.root, tool);
      runTool(tool, folder, ['--verify=crc32c', ...options]);
      const { stdout } = spawnSync('fio-verify-state', ['local-j-0-verify.state'], {
        cwd: folder,
        encoding: 'utf8',
      });
      const state = readFileSync(path.join(folder, 'local-j-0-verify.state'));
      return [stdout, state.toString('hex')];
    };

    test.each([
      ['after reading back', ['--rw=randwrite']],
      ['without reading back', ['--rw=randwrite', '--do_verify=0']],
      ['in order', ['--rw=write', ...aio]],
      ['with fewer writes than may be in flight', ['--rw=randwrite', '--ioengine=libaio', '--iodepth=16']],
      ['of two files', ['--rw=write', '--filename=f:g']],
    ])('is saved alike: %s', (_name, options) => {
      const [text, bytes] = savedState('vfload', options);
      expect([text, bytes]).toEqual(savedState('fio', options));
      expect(text).toContain('Number IOs:\t8');
    });

    test('is obeyed: what comes after it is not read', () => {
      const writing = [
        '--rw=randwrite',
        '--verify=crc32c',
        '--do_verify=0',
        '--rate_iops=20',
        '--runtime=1',
        '--size=320k',
      ];
      const reading = ['--rw=randread', '--verify=crc32c', '--verify_state_load=1', '--size=320k'];
      const folder = freshFolder(folders.root, 'both');
      runTool('vfload', folder, writing);
      const theirs = runTool('fio', folder, reading);
      expect(theirs).toMatchObject({ exitCode: 0, messages: '' });
      expect(runTool('vfload', folder, reading)).toEqual(theirs);
    });
  },
);
