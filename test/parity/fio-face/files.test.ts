/** In fio's place, files are laid out, opened, worked on and closed as fio does: the same calls, the same I/O. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mountSmallTmpfs, smallMountMissing } from '../../mounts/small-tmpfs.ts';
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

/**
 * Sizes, offsets and names. What is there before by name; `a` has 100 KiB where nothing is said. Held are the exit code, which
 * I/Os each job did, and which files are there afterwards, how large.
 */
const ranges: Record<string, { options: string[]; before?: Record<string, number> }> = {
  'a share of a file': { options: ['--filename=a', '--size=33%'] },
  'shares of two files, at random': {
    options: ['--filename=a:b', '--size=50%', '--rw=randread'],
    before: { a: 102_400, b: 50_000 },
  },
  'a share of nothing': { options: ['--filename=x', '--size=50%'] },
  'a share that is less than a block': { options: ['--filename=a', '--size=1%'] },
  'more than is left behind the offset': { options: ['--filename=a', '--offset=20k', '--size=90%'] },
  'an offset in percent': { options: ['--filename=a', '--offset=33%'] },
  'an offset in percent, aligned': { options: ['--filename=a', '--offset=50%', '--offset_align=1k'] },
  'an offset in percent of nothing': {
    options: ['--filename=x', '--offset=50%', '--size=32k', '--rw=write'],
  },
  'an offset beyond the end': { options: ['--filename=a', '--offset=120k', '--size=50%'] },
  'clones one after the other': {
    options: ['--filename=x', '--offset_increment=8k', '--size=16k', '--numjobs=3'],
  },
  'clones by percent': { options: ['--filename=a', '--offset_increment=10%', '--size=8k', '--numjobs=4'] },
  'clones by percent beyond the end': {
    options: ['--filename=a', '--offset_increment=60%', '--size=8k', '--numjobs=3'],
  },
  'clones of which one begins too late': {
    options: ['--filename=a', '--offset_increment=60k', '--numjobs=3'],
  },
  'clones by bytes from an offset in percent': {
    options: ['--filename=a', '--offset=1%', '--offset_increment=700', '--size=8k', '--numjobs=3'],
  },
  'files of a size, less I/O': { options: ['--filesize=64k', '--nrfiles=3', '--size=64k'] },
  'files of a size, more I/O than there is': { options: ['--filesize=64k', '--nrfiles=2', '--size=1m'] },
  'files of a size, at random in all of it': {
    options: ['--filesize=64k', '--size=16k', '--rw=randwrite', '--ioengine=libaio', '--iodepth=4'],
  },
  'files of a size, mapped': { options: ['--filesize=64k', '--size=16k', '--ioengine=mmap'] },
  'files of a size and an offset': { options: ['--filesize=64k', '--offset=8k', '--rw=write'] },
  'a share of a size': { options: ['--filesize=64k', '--size=50%'] },
  'drawn sizes': { options: ['--filesize=16k-64k', '--nrfiles=6'] },
  'drawn sizes in small blocks': { options: ['--filesize=16k-64k', '--nrfiles=6', '--bs=512'] },
  'drawn sizes of clones': {
    options: ['--filesize=10000-65000', '--nrfiles=3', '--rw=write', '--numjobs=2'],
  },
  'drawn sizes from another seed': { options: ['--filesize=16k-64k', '--nrfiles=6', '--randseed=7'] },
  'drawn sizes where files are there': {
    options: ['--filename=c:b:a', '--filesize=16k-64k', '--rw=randread'],
    before: { a: 102_400, b: 10_000, c: 40_000 },
  },
  'a size that is less than a block': { options: ['--filesize=2k'] },
  'a size in front of the offset': { options: ['--offset=48k', '--filesize=40k'] },
  appending: { options: ['--filename=a:b', '--size=16k', '--rw=write', '--file_append=1'] },
  'appending twice': { options: ['--filename=a', '--size=8k', '--rw=write', '--file_append=1'] },
  'appending up to a size': {
    options: ['--filename=a', '--filesize=128k', '--rw=write', '--file_append=1'],
  },
  'appending to what is too large': {
    options: ['--filename=a', '--filesize=32k', '--rw=write', '--file_append=1'],
  },
  'reading behind the end': { options: ['--filename=a', '--size=8k', '--file_append=1'] },
  'appending to a mapping': {
    options: ['--filename=a', '--size=8k', '--rw=write', '--file_append=1', '--ioengine=mmap'],
  },
  'only making': { options: ['--create_only=1', '--size=8k', '--nrfiles=2'] },
  'only making what is made on opening': {
    options: ['--create_only=1', '--size=8k', '--rw=write', '--create_on_open=1'],
  },
  'each job for itself': { options: ['--create_serialize=0', '--size=8k', '--numjobs=2'] },
  'no file': { options: ['--nrfiles=0', '--size=8k'] },
  'names by a format': {
    options: ['--filename_format=$jobnum/$JobName-$filenum', '--nrfiles=2', '--numjobs=2', '--size=8k'],
  },
  'names by a format with other words': {
    options: ['--filename_format=$clientuid.$other.$$jobname:x', '--size=8k', '--rw=write'],
  },
  'directories by turns': { options: ['--directory=d:e:', '--numjobs=3', '--nrfiles=2', '--size=8k'] },
  'directories and names': { options: ['--directory=d:e', '--numjobs=2', '--filename=x:y', '--size=8k'] },
  'names with colons': { options: ['--filename=x\\:y::z', '--size=8k', '--rw=write'] },
  'a name twice': { options: ['--filename=x:x:y', '--size=8k'] },
  'files that go in the end': { options: ['--size=32k', '--nrfiles=2', '--rw=write', '--unlink=1'] },
  'files that go after each pass': {
    options: ['--size=32k', '--rw=write', '--unlink_each_loop=1', '--time_based=0'],
  },
  'files that may not be made': { options: ['--size=8k', '--rw=write', '--allow_file_create=0'] },
  'files that need not be made': { options: ['--filename=a', '--size=8k', '--allow_file_create=0'] },
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
  'of what is appended to': {
    options: ['--rw=write', '--size=8k', '--file_append=1'],
    before: { a: 20_000 },
  },
  'of what is read behind its end': {
    options: ['--rw=read', '--size=8k', '--file_append=1'],
    before: { a: 20_000 },
  },
  'of as much as there is space for': { options: ['--rw=read', '--size=8k', '--fill_device=1'] },
  'of a writer that fills': { options: ['--rw=write', '--size=8k', '--fill_device=1'] },
  'and what is read in advance': { options: ['--rw=read', '--size=8k', '--pre_read=1'] },
  'and hints how long it stays': { options: ['--rw=write', '--size=8k', '--write_hint=short'] },
  // Kernels from 5.17 on refuse it, and the job fails.
  'and hints at a descriptor': {
    options: ['--rw=write', '--size=8k', '--write_hint=long', '--direct=1'],
  },
  'and goes in the end': { options: ['--rw=write', '--size=8k', '--unlink=1'] },
  'of a file whose directories are missing': { options: ['--rw=write', '--size=8k', '--filename=x/y/a'] },
};

describe.skipIf(missing !== undefined)(`files of vfload fio ${missing ?? ''}`, () => {
  const folders = foldersOfBlock();

  /** @returns the exit code. */
  function run(
    tool: Tool,
    folder: string,
    options: readonly string[],
    prefix: readonly string[] = [],
  ): number | null {
    const [command = '', ...args] = [...prefix, ...tools[tool], '--name=f', ...options];
    return spawnSync(command, args, { cwd: folder, stdio: 'ignore' }).status;
  }

  /** What is left of a run, which may fail: its exit code, the I/Os of each job, and the files. */
  function leftBy(tool: Tool, folder: string, options: readonly string[]): unknown {
    const [command, ...args] = tools[tool];
    const logs = mkdtempSync(path.join(folders.logs, 'ios-'));
    const logged = [`--write_lat_log=${logs}/of`, '--log_offset=1'];
    const { status } = spawnSync(command, [...args, '--name=f', ...logged, ...options], { cwd: folder });
    const ios = readdirSync(logs)
      .filter((log) => log.includes('_clat.'))
      .map((log): [string, string[]] => {
        const lines = readFileSync(path.join(logs, log), 'utf8').trim().split('\n');
        // Direction, length and offset.
        return [log, lines.filter(Boolean).map((line) => line.split(/, */).slice(2, 5).join(' '))];
      });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry): [string, number] => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(folder, file), statSync(file).size];
      });
    return {
      status,
      ios: Object.fromEntries(ios.filter(([, lines]) => lines.length > 0)),
      files: Object.fromEntries(files),
    };
  }

  function freshFolder(tool: Tool, name: string): string {
    const folder = path.join(folders[tool], name.replaceAll(/[^a-z0-9]/g, '-'));
    mkdirSync(folder);
    return folder;
  }

  test.each(Object.entries(sequences))('%s', (name, options) => {
    const [expected, measured] = (['fio', 'vfload'] as const).map((tool) => {
      const log = path.join(folders.logs, `${tool}-${name.replaceAll(/[^a-z0-9]/g, '-')}`);
      const status = run(tool, freshFolder(tool, name), [
        ...(options.some((option) => option.startsWith('--nrfiles=')) ? [] : ['--filename=a:b:c']),
        ...options,
        `--write_iolog=${log}`,
      ]);
      expect(status).toBe(0);
      const lines = readFileSync(log, 'utf8').split('\n').slice(1);
      // Of files with I/Os in flight the moment of closing is that of the last completion.
      return lines.map((line) => line.replace(/^\d+ /, '')).filter((line) => !line.endsWith(' close'));
    });
    expect(expected?.length).toBeGreaterThan(25);
    expect(measured).toEqual(expected);
  });

  test.each(Object.entries(ranges))('%s', (name, { options, before = { a: 102_400 } }) => {
    const [expected, measured] = (['fio', 'vfload'] as const).map((tool) => {
      const folder = freshFolder(tool, `range ${name}`);
      for (const directory of ['d', 'e']) mkdirSync(path.join(folder, directory));
      for (const [file, bytes] of Object.entries(before)) {
        writeFileSync(path.join(folder, file), Buffer.alloc(bytes));
      }
      return leftBy(tool, folder, options);
    });
    expect(measured).toEqual(expected);
  });

  describe.skipIf(straceMissing !== undefined)(`the layout ${straceMissing ?? ''}`, () => {
    const calls = 'fcntl,openat,unlink,unlinkat,fallocate,ftruncate,write,fsync,fadvise64,mkdir,mkdirat';

    test.each(Object.entries(layouts))('%s', (name, { options, before = {} }) => {
      const [expected, measured] = (['fio', 'vfload'] as const).map((tool) => {
        const folder = freshFolder(tool, name);
        for (const [file, bytes] of Object.entries(before)) {
          writeFileSync(path.join(folder, file), Buffer.alloc(bytes));
        }
        const trace = path.join(folders.logs, `${tool}.trace`);
        const strace = ['strace', '-f', '-qq', '-y', '-s', '0', '-e', `trace=${calls}`, '-o', trace];
        const named = options.some((option) => option.startsWith('--filename=')) ? [] : ['--filename=a'];
        const status = run(tool, folder, [...options, ...named], strace);
        return [`ends with ${status}`, ...stepsIn(readFileSync(trace, 'utf8'), folder)];
      });
      expect(expected?.length).toBeGreaterThan(3);
      expect(measured).toEqual(expected);
    });
  });
});

/** On a file system of 1 MiB. */
const full: Record<string, string[]> = {
  'is where filling ends': ['--rw=write', '--fill_device=1'],
  'is where filling several files ends': ['--rw=write', '--fill_device=1', '--nrfiles=2'],
  'is where a size ends that is too large': ['--rw=write', '--fill_device=1', '--size=2m'],
  'is what is read after it was filled': ['--rw=read', '--fill_device=1'],
  'ends a writer that does not want to fill it': ['--rw=write', '--size=2m'],
  'ends the layout of a reader': ['--rw=read', '--size=2m'],
};

const mountMissing = missing ?? smallMountMissing();

describe.skipIf(mountMissing !== undefined)(`a full file system ${mountMissing ?? ''}`, () => {
  test.each(Object.entries(full))('%s', (_name, options) => {
    const [expected, measured] = (['fio', 'vfload'] as const).map((tool) => {
      const mount = mountSmallTmpfs(1);
      try {
        const [command, ...args] = tools[tool];
        const asked = ['--name=f', `--directory=${mount.mountPoint}`, ...options, '--output-format=json'];
        const { status, stdout } = spawnSync(command, [...args, ...asked], { encoding: 'utf8' });
        const { jobs } = JSON.parse(stdout.slice(stdout.indexOf('{\n'))) as {
          jobs: { error: number; read: { io_bytes: number }; write: { io_bytes: number } }[];
        };
        const sizes = readdirSync(mount.mountPoint).map((name) => [
          name,
          statSync(path.join(mount.mountPoint, name)).size,
        ]);
        return {
          status,
          jobs: jobs.map(({ error, read, write }) => [error, read.io_bytes, write.io_bytes]),
          files: Object.fromEntries(sizes) as Record<string, number>,
        };
      } finally {
        mount.unmount();
      }
    });
    expect(measured).toEqual(expected);
  });
});

/** The calls on the file `a` of a folder, and directories that were made on the way to it; one way of writing for both tools. */
function stepsIn(trace: string, folder: string): string[] {
  const steps = trace.split('\n').flatMap((line) => {
    const [, call = '', rest = '', result] = /^\d+ +(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? [];
    const isMade = call.startsWith('mkdir') && result === '0';
    if (!isMade && !/^(?:[^"]*, )?"(?:[^"]*\/)?a"|^\d+<[^>]*\/a>/.test(rest)) return [];
    const said = rest
      .replaceAll(`${folder}/`, '')
      .replace(/^\d+<([^>]*)>/, '$1')
      .replace(/^AT_FDCWD(?:<[^>]*>)?, /, '')
      .replace('|O_CLOEXEC', '')
      .replace(/^("[^"]*"), 0$/, '$1')
      .replace(/ \/\* F_\?\?\? \*\/, 0x[0-9a-f]+$/, '');
    return [`${call.replace(/at$/, '')} ${said}`];
  });
  // fio removes a file twice in the end.
  return steps.filter((step, index) => step !== steps[index - 1] || !step.startsWith('unlink'));
}
