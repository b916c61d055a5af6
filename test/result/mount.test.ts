import { expect, test } from 'vitest';
import { mountById, mountFacts, mountOfPath, parseMountinfo } from '../../lib/result/mount.ts';

const mountinfo = `21 27 0:19 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
30 27 0:31 / /mnt rw - tmpfs tmpfs rw,size=16k
31 30 0:32 / /mnt/share rw,relatime shared:2 master:1 - virtiofs myfs rw
32 30 0:33 /sub /mnt/with\\040blank\\134and\\011tab rw shared:3 propagate_from:2 - 9p host\\040Share rw,cache=mmap,trans=virtio
33 30 0:34 / /mnt/share rw,nosuid - fuse.sshfs user@host:/dir rw,user_id=0
`;
const mounts = parseMountinfo(mountinfo);

test('optional fields are passed over, however many', () => {
  expect(mounts.map(({ type }) => type)).toEqual(['proc', 'ext4', 'tmpfs', 'virtiofs', '9p', 'fuse.sshfs']);
});

test('what the kernel escapes is put back', () => {
  expect(mountById(mounts, 32)).toEqual({
    mountId: 32,
    parentId: 30,
    device: '0:33',
    root: '/sub',
    mountPoint: '/mnt/with blank\\and\ttab',
    options: 'rw',
    type: '9p',
    source: 'host Share',
    superOptions: 'rw,cache=mmap,trans=virtio',
  });
});

test('a path belongs to the mount with the longest mount point', () => {
  expect(mountOfPath(mounts, '/mnt/other')?.mountId).toBe(30);
  expect(mountOfPath(mounts, '/mntx')?.mountId).toBe(27);
  expect(mountOfPath(mounts, '/mnt')?.mountId).toBe(30);
  expect(mountOfPath(mounts, '/')?.mountId).toBe(27);
});

test('of mounts over each other the last one is meant', () => {
  expect(mountOfPath(mounts, '/mnt/share/dir')?.mountId).toBe(33);
});

test('an id finds a mount also where another covers it', () => {
  expect(mountById(mounts, 31)?.source).toBe('myfs');
  expect(mountById(mounts, 99)).toBeUndefined();
});

test('lines of another form are left out', () => {
  expect(parseMountinfo('nonsense\n\n1 2 3\n')).toEqual([]);
});

test('results get source, mount point, type and options', () => {
  const mount = mountById(mounts, 31);
  expect(mount && mountFacts(mount)).toEqual({
    source: 'myfs',
    mountPoint: '/mnt/share',
    type: 'virtiofs',
    options: 'rw,relatime',
    superOptions: 'rw',
  });
});
