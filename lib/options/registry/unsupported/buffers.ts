/** Options for buffers and their contents that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

export const unsupportedBuffersOptions: UnsupportedTable = {
  dedupe_global: {
    kind: 'bool',
    default: '0',
    help: 'Share that set among jobs',
    reason:
      'vfload draws the duplicates of each job by themselves; jobs with the same randseed and job number draw the same',
  },
};
