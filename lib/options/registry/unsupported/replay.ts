/** Options for doing again the I/O of a trace, which vfload does not do. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noReplay = 'vfload does not replay traces; rw says what I/O is done';
const noMerging = 'vfload does not merge traces';

export const unsupportedReplayOptions: UnsupportedTable = {
  read_iolog: {
    kind: 'names',
    help: 'Do the I/Os of an iolog or of a trace of blktrace',
    reason: noReplay,
  },
  read_iolog_chunked: {
    kind: 'bool',
    default: '0',
    help: 'Read that file bit by bit',
    reason: noReplay,
  },
  replay_no_stall: {
    kind: 'bool',
    default: '0',
    help: 'Do these I/Os without the pauses between them',
    reason: noReplay,
  },
  replay_time_scale: {
    kind: 'int',
    default: '100',
    min: 1,
    help: 'Length of these pauses, in percent',
    reason: noReplay,
  },
  replay_redirect: {
    kind: 'string',
    help: 'Do them on this device',
    reason: noReplay,
  },
  replay_scale: {
    kind: 'int',
    default: '1',
    min: 0,
    help: 'Divide their offsets by this',
    reason: noReplay,
  },
  replay_align: {
    kind: 'size',
    unit: 'bytes',
    min: 0,
    help: 'Align their offsets to this',
    reason: noReplay,
  },
  replay_skip: {
    kind: 'string',
    help: 'Leave out reads, writes, trims or syncs',
    reason: noReplay,
  },
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
