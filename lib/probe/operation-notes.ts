/** What an operation of the probe means for vfload's engines. */
import { type FailedOperation, ruleOn } from '../run/errno-table.ts';

interface OperationNote {
  works: string;
  lacks: string;
  /** The operation of a job that this one stands for: the table of errnos knows its remedy. */
  standsFor?: Pick<FailedOperation, 'point' | 'direct'> & { engine: string };
}

const mapping = { point: 'map', engine: 'mmap', direct: false } as const;
const openDirect = { point: 'open', engine: 'psync', direct: true } as const;
const aioSetup = { point: 'engine-setup', engine: 'libaio', direct: false } as const;
const uringSetup = { point: 'engine-setup', engine: 'io_uring', direct: false } as const;

/** By the names that the addon gives. */
export const operationNotes: Readonly<Record<string, OperationNote>> = {
  write: { works: 'psync writes', lacks: 'nothing can be written, so no file can be laid out' },
  read: { works: 'psync reads', lacks: 'nothing can be read' },
  fsync: { works: 'fsync and end_fsync', lacks: 'layouts cannot be made durable; fsync and end_fsync fail' },
  fdatasync: { works: 'fdatasync', lacks: 'fdatasync fails' },
  'fadvise-dontneed': {
    works: 'caches can be dropped per file',
    lacks: 'caches cannot be dropped per file: without root, repeats start warm',
  },
  ftruncate: { works: 'files can be given their size', lacks: 'layouts write files to their size' },
  fallocate: {
    works: 'files for pure writers are allocated at once',
    lacks: 'files for pure writers grow as they are written',
  },
  'punch-hole': { works: 'not used by any engine', lacks: 'not used by any engine' },
  'direct-open': { works: 'direct=1 is taken', lacks: 'direct=1 is unsupported', standsFor: openDirect },
  'direct-read-4096': { works: 'direct=1 reads of 4k', lacks: 'direct=1 cannot read 4k blocks' },
  'direct-write-4096': { works: 'direct=1 writes of 4k', lacks: 'direct=1 cannot write 4k blocks' },
  'direct-read-512': {
    works: 'direct=1 reads of 512 bytes',
    lacks: 'direct=1 reads need blocks larger than 512 bytes',
  },
  'direct-write-512': {
    works: 'direct=1 writes of 512 bytes',
    lacks: 'direct=1 writes need blocks larger than 512 bytes',
  },
  'direct-read-unaligned': {
    works: 'direct=1 takes any block size: O_DIRECT is probably handled by a cache or a server',
    lacks: 'direct=1 reads need aligned blocks, as on most disks',
  },
  'direct-write-unaligned': {
    works: 'direct=1 takes any block size: O_DIRECT is probably handled by a cache or a server',
    lacks: 'direct=1 writes need aligned blocks, as on most disks',
  },
  'statx-dio-alignment': {
    works: 'the file system tells which alignment O_DIRECT needs',
    lacks: 'the file system does not tell which alignment O_DIRECT needs',
  },
  'aio-setup': { works: 'libaio is available', lacks: 'libaio is unsupported', standsFor: aioSetup },
  'aio-read': { works: 'libaio reads', lacks: 'libaio cannot read here' },
  'aio-direct-read': { works: 'libaio reads with direct=1', lacks: 'libaio cannot read here with direct=1' },
  'io_uring-setup': {
    works: 'io_uring is available',
    lacks: 'io_uring is unsupported',
    standsFor: uringSetup,
  },
  'io_uring-read': { works: 'io_uring reads', lacks: 'io_uring cannot read here' },
  'io_uring-direct-read': {
    works: 'io_uring reads with direct=1',
    lacks: 'io_uring cannot read here with direct=1',
  },
  'rwf-nowait': {
    works: 'io_uring submits without blocking',
    lacks: 'io_uring hands what would block to kernel workers',
  },
  'o-tmpfile': { works: 'not used by any engine', lacks: 'not used by any engine' },
  flock: {
    works: 'two vfloads in one directory notice each other',
    lacks: 'two vfloads in one directory do not notice each other',
  },
  'mmap-shared-read': { works: 'mmap reads', lacks: 'mmap is unsupported', standsFor: mapping },
  'mmap-shared-write': { works: 'mmap can map for writing', lacks: 'mmap cannot write', standsFor: mapping },
  'mmap-shared-store': { works: 'mmap writes', lacks: 'mmap cannot write', standsFor: mapping },
  'map-sync': {
    works: 'mappings reach persistent memory directly (DAX)',
    lacks: 'no persistent memory behind mappings, as on most mounts',
  },
};

export interface TriedOperation {
  operation: string;
  ok: boolean;
  /** Where it does not work. */
  errnoName: string | undefined;
  stuck: boolean;
  /** File system type, from mountinfo. */
  fileSystem: string | undefined;
}

/** @returns a sentence, with the remedy where one is known; empty for an operation without a note. */
export function operationNote(tried: TriedOperation): string {
  const note = operationNotes[tried.operation];
  if (note === undefined) return '';
  if (tried.stuck) return 'it hung and was given up; nothing further was tried';
  if (tried.ok) return note.works;
  // The file could not be opened for it.
  if (tried.errnoName === 'EBADF') return 'not tried: an operation that it needs does not work';
  if (note.standsFor === undefined || tried.errnoName === undefined) return note.lacks;
  const ruling = ruleOn({
    ...note.standsFor,
    errnoName: tried.errnoName,
    fileSystem: tried.fileSystem,
    ioUringDisabled: undefined,
  });
  // What the probe does is aligned.
  const { cause, remedy } = ruling.lacking ?? ruling;
  return `${note.lacks}: ${cause}; ${remedy}`;
}
