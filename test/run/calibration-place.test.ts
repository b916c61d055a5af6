import { homedir, tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import type { MountEntry } from '../../lib/result/mount.ts';
import { calibrationFolders, isPlain } from '../../lib/run/calibration-place.ts';

function mount(mountId: number, mountPoint: string, type: string): MountEntry {
  const others = { parentId: 0, device: '0:1', root: '/', options: 'rw', source: 'none', superOptions: 'rw' };
  return { mountId, mountPoint, type, ...others };
}

function folders(mounts: MountEntry[], measured: { mountId: number; paths: string[] }[] = []): string[] {
  return calibrationFolders({ journalFile: '/results/a.jsonl', mounts, measured });
}

it('is beside the journal where that is a plain disk', () => {
  expect(folders([mount(1, '/', 'ext4')])[0]).toBe('/results');
});

it.each(['9p', 'virtiofs', 'nfs4', 'fuse.sshfs', 'devtmpfs'])('is not on %s', (type) => {
  const found = folders([mount(1, '/', 'ext4'), mount(2, '/results', type)]);
  expect(found).not.toContain('/results');
  expect(found[0]).toBe(tmpdir());
});

it('is in memory only where no disk is left', () => {
  const shm = mount(2, '/dev/shm', 'tmpfs');
  expect(folders([mount(1, '/', 'ext4'), mount(3, '/results', 'tmpfs'), shm])).toEqual([
    ...[...new Set([tmpdir(), '/var/tmp', homedir()])],
    ...['/results', '/dev/shm'],
  ]);
  expect(folders([mount(1, '/', '9p'), shm])).toEqual(['/dev/shm']);
});

it('is not on a measured mount, nor in a measured directory of the root', () => {
  const mounts = [mount(1, '/', 'ext4'), mount(2, '/results', 'xfs')];
  expect(folders(mounts, [{ mountId: 2, paths: ['/results/share'] }])).not.toContain('/results');
  const beside = folders([mount(1, '/', 'ext4')], [{ mountId: 1, paths: ['/var/tmp'] }]);
  expect(beside).toContain('/results');
  expect(beside).not.toContain('/var/tmp');
});

it('is nowhere where there is no plain file system', () => {
  expect(folders([mount(1, '/', 'virtiofs')])).toEqual([]);
  expect(isPlain(undefined)).toBe(false);
});
