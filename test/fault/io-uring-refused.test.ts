/** io_uring refused for real, by a limit and by the sysctl: a result with its cause and remedy, never a crash. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { runUnprivileged, unprivilegedMissing } from './unprivileged.ts';

const missing = unprivilegedMissing();
const ring = [
  '--ioengine',
  'io_uring',
  '--rw',
  'randread',
  '--size',
  '1m',
  '--iodepth',
  '16',
  '--repeats',
  '1',
];

/** Exit code where nothing that was asked for is supported. */
const unsupported = 3;

describe.skipIf(missing !== undefined)(`little memory may be locked ${missing ?? ''}`, () => {
  const limit = ['--memlock=32768'];

  test('buffers that do not fit are unsupported, with the limit and what to do', () => {
    const { exitCode, output } = runUnprivileged([...ring, '--fixedbufs', '--json'], limit);
    expect(exitCode).toBe(unsupported);
    expect(output).toContain('ENOMEM');
    expect(output).toContain('RLIMIT_MEMLOCK');
    expect(output).toContain('ulimit -l');
  });

  test('without registered buffers the same job runs', () => {
    expect(runUnprivileged([...ring, '--registerfiles'], limit).exitCode).toBe(0);
  });

  test('with room for them they are registered', () => {
    expect(runUnprivileged([...ring, '--fixedbufs'], ['--memlock=1048576']).exitCode).toBe(0);
  });
});

const sysctl = '/proc/sys/kernel/io_uring_disabled';

/** The value before the test, or why it can't be changed. */
function readSysctl(): { value: string } | { missing: string } {
  try {
    const value = readFileSync(sysctl, 'utf8');
    writeFileSync(sysctl, value);
    return { value };
  } catch {
    return { missing: 'kernel.io_uring_disabled is not there (before Linux 6.6), or cannot be written' };
  }
}

const before = readSysctl();
const reason = missing ?? ('missing' in before ? before.missing : undefined);

// The whole machine is concerned, so that each value stays for one short run only.
describe.skipIf(reason !== undefined)(`kernel.io_uring_disabled ${reason ?? ''}`, () => {
  afterEach(() => {
    if ('value' in before) writeFileSync(sysctl, before.value);
  });

  test.each(['1', '2'])('=%s is unsupported, with the sysctl and what to do', (value) => {
    writeFileSync(sysctl, value);
    const { exitCode, output } = runUnprivileged([...ring, '--json']);
    expect(exitCode).toBe(unsupported);
    expect(output).toContain('EPERM');
    expect(output).toContain('sysctl kernel.io_uring_disabled=0');
  });
});
