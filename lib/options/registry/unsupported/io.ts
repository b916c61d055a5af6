/** Options for which I/O is done, and how, that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const blockAlignment = 'vfload aligns I/Os to bs, counted from offset';
const oneDistribution = 'vfload draws random offsets with equal chance for each block';
const noPreconditioning = 'vfload does not precondition drives';

export const unsupportedIoOptions: UnsupportedTable = {
  rw_sequencer: {
    kind: 'enum',
    choices: ['sequential', 'identical'],
    default: 'sequential',
    help: 'What lies between the random offsets of rw=randread:N',
    reason: 'vfload draws a random offset for each I/O of a random workload',
  },
  ba: {
    kind: 'size',
    unit: 'bytes',
    aliases: ['blockalign'],
    perDirection: true,
    min: 1,
    help: 'Random offsets are multiples of this',
    reason: blockAlignment,
  },
  io_size: {
    kind: 'size',
    unit: 'bytes',
    takesPercent: true,
    aliases: ['io_limit'],
    help: 'Bytes to transfer, where that is not the size of the range',
    reason: 'vfload transfers size bytes, or goes on until runtime is over with time_based',
  },
  number_ios: {
    kind: 'int',
    default: '0',
    help: 'End after so many I/Os',
    reason: 'vfload does not count I/Os down; size and runtime end a job',
  },
  percentage_random: {
    kind: 'percent',
    unit: 'percent',
    perDirection: true,
    default: '100,100,100',
    min: 0,
    max: 100,
    help: 'Share of random I/Os in a random workload; the others follow the one before',
    reason: 'vfload draws a random offset for each I/O of a random workload',
  },
  random_distribution: {
    kind: 'postfixed',
    choices: ['random', 'zipf', 'pareto', 'normal', 'zoned', 'zoned_abs'],
    postfixes: { zipf: 'decimals', pareto: 'decimals', normal: 'decimals', zoned: 'text', zoned_abs: 'text' },
    default: 'random',
    help: 'How random offsets are distributed',
    reason: oneDistribution,
  },
  random_generator: {
    kind: 'enum',
    choices: ['tausworthe', 'lfsr', 'tausworthe64'],
    default: 'tausworthe',
    help: 'What random offsets are drawn with',
    reason: "vfload draws with tausworthe, fio's default, and with 64 bits where the range needs them",
  },
  softrandommap: {
    kind: 'bool',
    default: '0',
    help: 'Go on without a random map where there is no memory for it',
    reason: 'vfload refuses a run whose map does not fit in memory; norandommap does without',
  },
  serialize_overlap: {
    kind: 'bool',
    default: '0',
    help: 'Wait for I/Os in flight that overlap the next one',
    reason: 'vfload does not look for I/Os that overlap',
  },
  io_submit_mode: {
    kind: 'enum',
    choices: ['inline', 'offload'],
    default: 'inline',
    help: 'Whether the job itself submits its I/Os or a pool of threads does',
    reason: 'vfload submits from the job itself (inline)',
  },
  atomic: {
    kind: 'bool',
    default: '0',
    help: 'Write atomically, with O_DIRECT',
    reason: 'vfload does no atomic writes',
  },
  sync_file_range: {
    kind: 'postfixed-list',
    choices: ['wait_before', 'write', 'wait_after'],
    help: 'Call sync_file_range(2) after every so many writes',
    reason: 'vfload does not call sync_file_range; fsync and fdatasync sync whole files',
  },
  end_syncfs: {
    kind: 'bool',
    default: '0',
    after: '3.33',
    help: 'Call syncfs(2) at the end of the job',
    reason: 'vfload does not sync whole file systems as a part of a job',
  },
  write_barrier: {
    kind: 'int',
    default: '0',
    min: 0,
    help: 'Make every so many-th write a barrier',
    reason: 'vfload does no barrier writes; Linux has none for files',
  },
  sprandom: {
    kind: 'bool',
    default: '0',
    after: '3.33',
    help: 'Bring an SSD into the steady state of random writes in one pass',
    reason: noPreconditioning,
  },
  spr_num_regions: {
    kind: 'int',
    after: '3.33',
    help: 'Number of regions of sprandom',
    reason: noPreconditioning,
  },
  spr_op: {
    kind: 'string',
    after: '3.33',
    help: 'Over-provisioning that sprandom reckons with',
    reason: noPreconditioning,
  },
};
