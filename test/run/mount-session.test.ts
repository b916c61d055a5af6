import { expect, test } from 'vitest';
import { mountSession } from '../../lib/run/mount-session.ts';

const mount = { uniqueMountId: undefined, mountId: 31, device: { major: 0, minor: 52 } };

test('a mount that is given an id of its own for ever is told by it, however the others come again', () => {
  const session = mountSession('boot', { ...mount, uniqueMountId: 4294967301 });
  expect(session).toBe('boot:4294967301');
  expect(mountSession('boot', { ...mount, uniqueMountId: 4294967302 })).not.toBe(session);
});

test('on older kernels a new boot, mount id or device is another session', () => {
  const session = mountSession('boot', mount);
  expect(session).toBe('boot:31@0:52');
  for (const other of [
    mountSession('later', mount),
    mountSession('boot', { ...mount, mountId: 32 }),
    mountSession('boot', { ...mount, device: { major: 0, minor: 53 } }),
  ]) {
    expect(other).not.toBe(session);
  }
});
