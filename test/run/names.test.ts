import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { errnoName, signalName, syscallName } from '../../lib/run/names.ts';

it('names errnos by the name that people search for', () => {
  expect(errnoName(constants.errno.EAGAIN)).toBe('EAGAIN');
  expect(errnoName(constants.errno.EOPNOTSUPP)).toBe('EOPNOTSUPP');
  expect(errnoName(constants.errno.ENODEV)).toBe('ENODEV');
});

it('names errnos that Node does not know', () => {
  expect(errnoName(117)).toBe('EUCLEAN');
  expect(errnoName(121)).toBe('EREMOTEIO');
});

it('gives the number of an errno without a name', () => {
  expect(errnoName(9999)).toBe('errno 9999');
});

it('names signals', () => {
  expect(signalName(constants.signals.SIGBUS)).toBe('SIGBUS');
  expect(signalName(constants.signals.SIGKILL)).toBe('SIGKILL');
});

it('names system calls by architecture', () => {
  expect(syscallName(17, 'x64')).toBe('pread64');
  expect(syscallName(67, 'arm64')).toBe('pread64');
  expect(syscallName(426, 'arm64')).toBe('io_uring_enter');
  expect(syscallName(999, 'x64')).toBe('syscall 999');
  expect(syscallName(17, 'riscv64')).toBe('syscall 17');
});

it('names no system call for a process that waits in a page fault', () => {
  expect(syscallName(-1, 'x64')).toBeUndefined();
});
