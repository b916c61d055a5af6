/** Options for buffers and their contents that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const oneMemory = 'vfload takes buffers from ordinary memory, aligned to pages';
const noCompression =
  'vfload does not make data of a given compressibility; refill_buffers makes it incompressible';
const noDuplicates = 'vfload does not make data with a given share of duplicates';

export const unsupportedBuffersOptions: UnsupportedTable = {
  mem: {
    kind: 'enum',
    aliases: ['iomem'],
    choices: ['malloc', 'shm', 'shmhuge', 'mmap', 'mmapshared', 'mmaphuge'],
    default: 'malloc',
    help: 'What kind of memory buffers are in',
    reason: oneMemory,
  },
  iomem_align: {
    kind: 'size',
    unit: 'bytes',
    aliases: ['mem_align'],
    default: '0',
    min: 0,
    help: 'What buffers are aligned to',
    reason: oneMemory,
  },
  'hugepage-size': {
    kind: 'size',
    unit: 'bytes',
    default: '2097152',
    min: 0,
    help: 'Size of a huge page, where buffers are in such',
    reason: oneMemory,
  },
  lockmem: {
    kind: 'size',
    unit: 'bytes',
    default: '0',
    help: 'Lock so much memory, so that less is left for caches',
    reason: 'vfload does not lock memory away; a memory limit of its control group does that',
  },
  buffer_pattern: {
    kind: 'string',
    help: 'Write this pattern',
    reason: 'vfload does not write patterns; zero_buffers writes zeros, refill_buffers random data',
  },
  buffer_compress_percentage: {
    kind: 'percent',
    unit: 'percent',
    min: 0,
    max: 100,
    help: 'How far written data can be compressed',
    reason: noCompression,
  },
  buffer_compress_chunk: {
    kind: 'size',
    unit: 'bytes',
    default: '512',
    min: 0,
    help: 'In what pieces data is made compressible',
    reason: noCompression,
  },
  dedupe_percentage: {
    kind: 'percent',
    unit: 'percent',
    min: 0,
    max: 100,
    help: 'Share of written data that was written before',
    reason: noDuplicates,
  },
  dedupe_mode: {
    kind: 'enum',
    choices: ['repeat', 'working_set'],
    default: 'repeat',
    help: 'What duplicates repeat: the piece before, or one of a set',
    reason: noDuplicates,
  },
  dedupe_working_set_percentage: {
    kind: 'percent',
    unit: 'percent',
    default: '5',
    min: 0,
    max: 100,
    help: 'How large that set is, as a share of the file',
    reason: noDuplicates,
  },
  dedupe_global: {
    kind: 'bool',
    default: '0',
    help: 'Share that set among jobs',
    reason: noDuplicates,
  },
};
