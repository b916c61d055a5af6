import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import type { MountEntry } from '../../lib/result/mount.ts';
import { type JournalPlaceRequest, journalName, journalPlace } from '../../lib/run/journal-place.ts';

function mount(mountId: number, mountPoint: string): MountEntry {
  return {
    mountId,
    parentId: 0,
    device: '0:1',
    root: '/',
    mountPoint,
    options: 'rw',
    type: 'ext4',
    source: 'none',
    superOptions: 'rw',
  };
}

function request(changes: Partial<JournalPlaceRequest>): JournalPlaceRequest {
  return {
    output: undefined,
    defaultName: 'vfload-a.jsonl',
    cwd: '/home/user',
    mounts: [mount(1, '/'), mount(2, '/mnt/share'), mount(3, '/mnt/share/inner')],
    measured: [{ mountId: 2, paths: ['/mnt/share'] }],
    ...changes,
  };
}

it('puts the journal in the current directory', () => {
  expect(journalPlace(request({}))).toEqual({ file: '/home/user/vfload-a.jsonl', notice: undefined });
});

it('leaves the measured mount, and says so', () => {
  const { file, notice } = journalPlace(request({ cwd: '/mnt/share/results' }));
  expect(file).toBe(`${tmpdir()}/vfload-a.jsonl`);
  expect(notice).toContain(tmpdir());
});

it('leaves a measured temporary directory as well', () => {
  const mounts = [mount(1, '/'), mount(2, tmpdir())];
  const { file } = journalPlace(request({ cwd: `${tmpdir()}/here`, mounts }));
  expect(file).toBe('/var/tmp/vfload-a.jsonl');
});

it('stays in the current directory on another mount below the measured one', () => {
  expect(journalPlace(request({ cwd: '/mnt/share/inner' })).notice).toBeUndefined();
});

const directoryOfRoot = [{ mountId: 1, paths: ['/srv/data', '/link'] }];

it('takes the root mount, measured or not: there is no other place', () => {
  const measured = directoryOfRoot;
  expect(journalPlace(request({ measured })).file).toBe('/home/user/vfload-a.jsonl');
  expect(journalPlace(request({ measured, output: 'a.jsonl' })).file).toBe('/home/user/a.jsonl');
  expect(journalPlace(request({ measured, cwd: '/srv/data2' })).notice).toBeUndefined();
});

it.each(['/srv/data', '/srv/data/below', '/link'])(
  'leaves the measured directory of the root mount: %s',
  (cwd) => {
    const { file, notice } = journalPlace(request({ measured: directoryOfRoot, cwd }));
    expect(file).toBe(`${tmpdir()}/vfload-a.jsonl`);
    expect(notice).toContain(tmpdir());
  },
);

it('leaves a temporary directory that is below the measured one', () => {
  const measured = [{ mountId: 1, paths: [tmpdir()] }];
  expect(journalPlace(request({ measured, cwd: tmpdir() })).file).toBe('/var/tmp/vfload-a.jsonl');
});

it('refuses a file that the user put into the measured directory of the root mount', () => {
  for (const output of ['/srv/data/a.jsonl', '/srv/data/below/a.jsonl', '/link/a.jsonl']) {
    expect(() => journalPlace(request({ measured: directoryOfRoot, output }))).toThrow(
      expect.objectContaining({ code: 'ERR_VFLOAD_OUTPUT', path: output }),
    );
  }
});

it('finds no place where all of the root mount is measured', () => {
  const measured = [{ mountId: 1, paths: ['/'] }];
  expect(() => journalPlace(request({ measured, mounts: [mount(1, '/')] }))).toThrow(/no place/i);
});

it('refuses a file that the user put on the measured mount', () => {
  expect(() => journalPlace(request({ output: '/mnt/share/a.jsonl' }))).toThrow(
    expect.objectContaining({ code: 'ERR_VFLOAD_OUTPUT', path: '/mnt/share/a.jsonl' }),
  );
});

it('goes by the mount that hides another one', () => {
  const mounts = [mount(1, '/'), mount(2, '/mnt/share'), mount(4, '/mnt/share')];
  expect(() => journalPlace(request({ mounts, output: '/mnt/share/a.jsonl' }))).not.toThrow();
});

it('takes no neighbour with a longer name for a part of the mount', () => {
  expect(() => journalPlace(request({ output: '/mnt/shared/a.jsonl' }))).not.toThrow();
});

it('does without a current directory that was removed, but for relative names', () => {
  const { file, notice } = journalPlace(request({ cwd: undefined }));
  expect(file).toBe(`${tmpdir()}/vfload-a.jsonl`);
  expect(notice).toContain('does not exist any more');
  expect(journalPlace(request({ cwd: undefined, output: '/var/a.jsonl' })).file).toBe('/var/a.jsonl');
  expect(() => journalPlace(request({ cwd: undefined, output: 'a.jsonl' }))).toThrow('has no place');
});

it('names the journal by labels and local time', () => {
  expect(journalName(['none', 'auto'], new Date(2026, 10, 2, 3, 4, 5))).toBe(
    'vfload-none+auto-20261102-030405.jsonl',
  );
});
