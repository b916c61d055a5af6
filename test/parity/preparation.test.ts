/** Files are prepared and opened as fio does it: same sizes, same allocation, same flags. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ext4ImageMissing, mountExt4Image } from '../mounts/ext4-image.ts';
import { mountSmallTmpfs, smallMountMissing, type SmallMount } from '../mounts/small-tmpfs.ts';
import { run } from '../../lib/index.ts';
import { fio, fioMissing, parityFolders, type ParityFolders } from './fio.ts';

const missing = fioMissing();
const straceMissing = spawnSync('strace', ['-V']).error === undefined ? undefined : 'strace is not installed';
const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

const jobs: Record<string, Record<string, string>> = {
  readers: { rw: 'randread', size: '8m' },
  writers: { rw: 'write', size: '8m' },
  'mixed jobs': { rw: 'randrw', size: '8m' },
  'mmap writers': { rw: 'randwrite', size: '8m', ioengine: 'mmap' },
  'readers of an odd size': { rw: 'read', size: '1234567' },
};

/** Without running: only what the preparation leaves behind, so that a job's own writes do not matter. */
function afterPreparation(options: Record<string, string>): Record<string, string> {
  return options.rw === 'write' ? { ...options, runtime: '1' } : options;
}

async function prepareBoth(
  folders: ParityFolders,
  options: Record<string, string>,
): Promise<[string, string]> {
  fio(
    { name: 'prepared', directory: folders.fio, filename: 'prepared', ...afterPreparation(options) },
    folders.root,
  );
  await run({
    name: 'prepared',
    directory: folders.vfload,
    filename: 'prepared',
    ...afterPreparation(options),
    keepFiles: true,
    output: path.join(folders.logs, `prepared-${String(Date.now())}.jsonl`),
  });
  return [path.join(folders.fio, 'prepared'), path.join(folders.vfload, 'prepared')];
}

function onFileSystem(
  name: string,
  reason: string | undefined,
  mount: () => SmallMount,
  allocationSlackBytes: number,
): void {
  describe.skipIf(reason !== undefined)(`on ${name} ${reason ?? ''}`, () => {
    let mounted: SmallMount;
    beforeAll(() => {
      mounted = mount();
    });
    afterAll(() => {
      mounted.unmount();
    });

    test.each(Object.entries(jobs))(
      '%s leave files of the same size and allocation',
      async (_name, options) => {
        const folders = parityFolders(mounted.mountPoint);
        const [theirs, ours] = (await prepareBoth(folders, options)).map((file) => statSync(file));
        folders.remove();
        expect(ours?.size).toBe(theirs?.size);
        expect(Math.abs((ours?.blocks ?? 0) - (theirs?.blocks ?? 0)) * 512).toBeLessThanOrEqual(
          allocationSlackBytes,
        );
      },
    );

    test('a reader gets data that does not compress', async () => {
      const folders = parityFolders(mounted.mountPoint);
      const [theirs, ours] = await prepareBoth(folders, { rw: 'read', size: '1m' });
      for (const file of [theirs, ours]) {
        const content = readFileSync(file);
        expect(gzipSync(content).length).toBeGreaterThan(content.length * 0.99);
      }
      folders.remove();
    });

    test('a small file is replaced and a big enough one is used', async () => {
      const folders = parityFolders(mounted.mountPoint);
      const [, first] = await prepareBoth(folders, { rw: 'read', size: '1m' });
      const inode = statSync(first).ino;
      const [, same] = await prepareBoth(folders, { rw: 'read', size: '512k' });
      expect(statSync(same).ino).toBe(inode);
      expect(statSync(same).size).toBe(1024 * 1024);
      const [theirs, ours] = await prepareBoth(folders, { rw: 'read', size: '2m' });
      expect(statSync(ours).size).toBe(statSync(theirs).size);
      folders.remove();
    });
  });
}

/**
 * The flags of every open of `file` by layout and jobs, in order, as strace prints them, O_CLOEXEC and
 * O_NOFOLLOW left out. The process that drops the caches before the run, which fio leaves to its user, is
 * left out as well.
 */
function openFlags(traceFile: string, file: string): string[] {
  const opens = readFileSync(traceFile, 'utf8').matchAll(/^(\d+) +openat\([^,]+, "([^"]+)", ([A-Z_|]+)/gm);
  const seen = [...opens].map(([, pid = '', name = '', flags = '']) => ({ pid, name, flags }));
  const droppers = seen.filter(({ name }) => name.endsWith('/drop_caches')).map(({ pid }) => pid);
  return seen
    .filter(({ pid, name }) => path.basename(name) === file && !droppers.includes(pid))
    .map(({ flags }) =>
      flags
        .split('|')
        .filter((flag) => flag !== 'O_CLOEXEC' && flag !== 'O_NOFOLLOW')
        .join('|'),
    );
}

function trace(command: string[], traceFile: string, cwd: string): void {
  execFileSync('strace', ['-f', '-qq', '-e', 'trace=openat', '-o', traceFile, ...command], {
    cwd,
    stdio: 'ignore',
  });
}

const flagCases = ['psync', 'libaio', 'mmap'].flatMap((ioengine) =>
  ['0', '1'].flatMap((direct) => ['randread', 'randwrite', 'randrw'].map((rw) => ({ ioengine, direct, rw }))),
);

describe.skipIf(missing !== undefined)(`files as fio leaves them ${missing ?? ''}`, () => {
  onFileSystem('tmpfs', smallMountMissing(), () => mountSmallTmpfs(128), 0);
  onFileSystem('ext4', ext4ImageMissing(), () => mountExt4Image(256), 64 * 1024);

  const reason = straceMissing ?? (existsSync(cli) ? undefined : 'dist is not built');
  describe.skipIf(reason !== undefined)(`open flags ${reason ?? ''}`, () => {
    test.each(flagCases)('$ioengine direct=$direct $rw', (options) => {
      const folders = parityFolders();
      const args = Object.entries({ name: 'flags', filename: 'flags', size: '256k', ...options }).map(
        ([name, value]) => `--${name}=${value}`,
      );
      const traces = {
        fio: path.join(folders.logs, 'fio.trace'),
        vfload: path.join(folders.logs, 'vfload.trace'),
      };
      trace(['fio', ...args, `--directory=${folders.fio}`], traces.fio, folders.logs);
      trace(
        [process.execPath, cli, 'run', ...args, `--directory=${folders.vfload}`],
        traces.vfload,
        folders.root,
      );
      const expected = openFlags(traces.fio, 'flags');
      const measured = openFlags(traces.vfload, 'flags');
      folders.remove();
      expect(expected.length).toBeGreaterThan(0);
      expect(measured).toEqual(expected);
    });
  });
});
