import { expect, it } from 'vitest';
import { operationNote } from '../../lib/probe/operation-notes.ts';

const lacking = { ok: false, stuck: false, fileSystem: 'virtiofs' };

it('adds the remedy that suits the file system', () => {
  const note = operationNote({ ...lacking, operation: 'mmap-shared-write', errnoName: 'ENODEV' });
  expect(note).toContain('mmap cannot write');
  expect(note).toContain('--allow-mmap');
});

it('adds the remedy for an engine that the kernel lacks', () => {
  expect(operationNote({ ...lacking, operation: 'aio-setup', errnoName: 'EAGAIN' })).toContain('aio-max-nr');
});

it('says of what was not tried that it was not', () => {
  expect(operationNote({ ...lacking, operation: 'direct-read-4096', errnoName: 'EBADF' })).toContain(
    'not tried',
  );
});

it('says of what hung that it did', () => {
  expect(operationNote({ ...lacking, operation: 'read', errnoName: undefined, stuck: true })).toContain(
    'hung',
  );
});
