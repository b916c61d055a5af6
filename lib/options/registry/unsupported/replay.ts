/** Options for doing again the I/O of a trace of blktrace, which vfload does not do. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noMerging = 'vfload does not merge traces';

export const unsupportedReplayOptions: UnsupportedTable = {
  merge_blktrace_file: {
    kind: 'names',
    help: 'File for the traces of read_iolog, merged',
    reason: noMerging,
  },
  merge_blktrace_scalars: {
    kind: 'decimals',
    most: 20,
    help: 'Scale of the times of each trace, in percent',
    reason: noMerging,
  },
  merge_blktrace_iters: {
    kind: 'decimals',
    most: 20,
    help: 'How often each trace is repeated',
    reason: noMerging,
  },
};
