/** Options for which I/O is done, and how, that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noPreconditioning = 'vfload does not precondition drives';

export const unsupportedIoOptions: UnsupportedTable = {
  atomic: {
    kind: 'bool',
    default: '0',
    help: 'Write atomically, with O_DIRECT',
    reason: 'vfload does no atomic writes',
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
