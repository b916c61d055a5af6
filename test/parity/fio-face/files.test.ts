/** In fio's place, files are laid out, opened, worked on and closed as fio does: the same calls, the same I/O. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fioMissing, foldersOfBlock } from '../fio.ts';

const cli = path.resolve(import.meta.dirname, '../../../dist/cli.js');
const missing = fioMissing() ?? (existsSync(cli) ? undefined : 'dist is not built');
const straceMissing = spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed';

const tools = {
  fio: ['fio'],
  vfload: [process.execPath, cli, 'fio', '--fio-compat=3.33'],
} as const;
type Tool = keyof typeof tools;

/** Several files by one job: each line of the iolog, without its time. */
const sequences: Record<string, string[]> = {
  'read by turns': ['--rw=read', '--size=96k'],
  'randread with a map for each': ['--rw=randread', '--size=1m'],
  'randrw by posixaio': ['--rw=randrw', '--size=192k', '--ioengine=posixaio', '--iodepth=4'],
  'randwrite by libaio': ['--rw=randwrite', '--size=300k', '--ioengine=libaio', '--iodepth=8'],
  'randrw by io_uring': ['--rw=randrw', '--size=1m', '--ioengine=io_uring', '--iodepth=4'],
  'randwrite by mmap': ['--rw=randwrite', '--size=192k', '--ioengine=mmap'],
  'randread by sync': ['--rw=randread', '--size=192k', '--ioengine=sync'],
  'writes with fsync, which takes turns too': ['--rw=write', '--size=192k', '--fsync=4'],
  'writes with end_fsync': ['--rw=write', '--size=96k', '--end_fsync=1'],
  'a size that does not divide': ['--rw=read', '--size=100k'],
  'nrfiles by turns': ['--rw=read', '--size=128k', '--nrfiles=4'],
  'nrfiles, two of them open': ['--rw=randread', '--size=256k', '--nrfiles=5', '--openfiles=2'],
  'many files, few of them open': [
    '--rw=randread',
    '--size=64k',
    '--bs=512',
    '--nrfiles=100',
    '--openfiles=7',
  ],
  'nrfiles with fsync_on_close': ['--rw=write', '--size=128k', '--nrfiles=2', '--fsync_on_close=1'],
  'fewer files than are named': ['--rw=randwrite', '--size=128k', '--filename=a:b:c', '--nrfiles=2'],
  'blocks of 512 bytes': ['--rw=randwrite', '--size=50000', '--bs=512'],
};

/** One file each; what is there before by name. */
const layouts: Record<string, { options: string[]; before?: Record<string, number> }> = {
  'of a reader': { options: ['--rw=read', '--size=10000'] },
  'of a writer': { options: ['--rw=write', '--size=64k'] },
  'of a mixed job': { options: ['--rw=randrw', '--size=64k'] },
  'of an mmap writer': { options: ['--rw=write', '--size=64k', '--ioengine=mmap'] },
  'of a file that is too small': { options: ['--rw=read', '--size=64k'], before: { a: 5000 } },
  'of a file that is too small for its offset': {
    options: ['--rw=write', '--size=32k', '--offset=4k'],
    before: { a: 20_000 },
  },
  'of a file that is big enough': { options: ['--rw=randwrite', '--size=32k'], before: { a: 100_000 } },
  'of files without a size': { options: ['--rw=read'], before: { a: 20_000 } },
  'with fallocate=none': { options: ['--rw=write', '--size=8k', '--fallocate=none'] },
  'with fallocate=keep': { options: ['--rw=write', '--size=8k', '--fallocate=keep'] },
  'with fallocate=truncate': { options: ['--rw=read', '--size=8k', '--fallocate=truncate'] },
  'with overwrite': { options: ['--rw=write', '--size=8k', '--overwrite=1'] },
  'without an fsync': { options: ['--rw=read', '--size=8k', '--create_fsync=0'] },
  'left to the job': { options: ['--rw=write', '--size=8k', '--create_on_open=1'] },
  'and opens with O_SYNC': { options: ['--rw=write', '--size=8k', '--sync=1'] },
  'and opens with O_DSYNC': { options: ['--rw=read', '--size=8k', '--sync=dsync'] },
  'of a file whose directories are missing': { options: ['--rw=write', '--size=8k', '--filename=x/y/a'] },
};

describe.skipIf(missing !== undefined)(`files of vfload fio ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  function run(tool: Tool, folder: string, options: readonly string[], prefix: readonly string[] = []): void {
    const [command = '', ...args] = [...prefix, ...tools[tool], '--name=f', ...options];
    execFileSync(command, args, { cwd: folder, stdio: 'ignore' });
  }

  function freshFolder(tool: Tool, name: string): string {
    const folder = path.join(folders[tool], name.replaceAll(/[^a-z0-9]/g, '-'));
    mkdirSync(folder);
    return folder;
  }

  test.each(Object.entries(sequences))('%s', (name, options) => {
    const [expected, measured] = (['fio', 'vfload'] as const).map((tool) => {
      const log = path.join(folders.logs, `${tool}-${name.replaceAll(/[^a-z0-9]/g, '-')}`);
      run(tool, freshFolder(tool, name), [
        ...(options.some((option) => option.startsWith('--nrfiles=')) ? [] : ['--filename=a:b:c']),
        ...options,
        `--write_iolog=${log}`,
      ]);
      const lines = readFileSync(log, 'utf8').split('\n').slice(1);
      // Of files with I/Os in flight the moment of closing is that of the last completion.
      return lines.map((line) => line.replace(/^\d+ /, '')).filter((line) => !line.endsWith(' close'));
    });
    expect(expected?.length).toBeGreaterThan(25);
    expect(measured).toEqual(expected);
  });

  describe.skipIf(straceMissing !== undefined)(`the layout ${straceMissing ?? ''}`, () => {
    const calls = 'openat,unlink,unlinkat,fallocate,ftruncate,write,fsync,fadvise64,mkdir,mkdirat';

    test.each(Object.entries(layouts))('%s', (name, { options, before = {} }) => {
      const [expected, measured] = (['fio', 'vfload'] as const).map((tool) => {
        const folder = freshFolder(tool, name);
        for (const [file, bytes] of Object.entries(before)) {
          writeFileSync(path.join(folder, file), Buffer.alloc(bytes));
        }
        const trace = path.join(folders.logs, `${tool}.trace`);
        const strace = ['strace', '-f', '-qq', '-y', '-s', '0', '-e', `trace=${calls}`, '-o', trace];
        const named = options.some((option) => option.startsWith('--filename=')) ? [] : ['--filename=a'];
        run(tool, folder, [...options, ...named], strace);
        return stepsIn(readFileSync(trace, 'utf8'), folder);
      });
      expect(expected?.length).toBeGreaterThan(2);
      expect(measured).toEqual(expected);
    });
  });
});

/** The calls on the file `a` of a folder, and directories that were made on the way to it; one way of writing for both tools. */
function stepsIn(trace: string, folder: string): string[] {
  return trace.split('\n').flatMap((line) => {
    const [, call = '', rest = '', result] = /^\d+ +(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? [];
    const isMade = call.startsWith('mkdir') && result === '0';
    if (!isMade && !/^(?:[^"]*, )?"(?:[^"]*\/)?a"|^\d+<[^>]*\/a>/.test(rest)) return [];
    const said = rest
      .replaceAll(`${folder}/`, '')
      .replace(/^\d+<([^>]*)>/, '$1')
      .replace(/^AT_FDCWD(?:<[^>]*>)?, /, '')
      .replace('|O_CLOEXEC', '')
      .replace(/^("[^"]*"), 0$/, '$1');
    return [`${call.replace(/at$/, '')} ${said}`];
  });
}
