/** Options for log files that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noCompression = 'vfload does not compress logs';
const jobTime = 'vfload counts the time in logs from the start of the job, or from 1970';

export const unsupportedLogsOptions: UnsupportedTable = {
  log_issue_time: {
    kind: 'bool',
    default: '0',
    after: '3.33',
    help: 'Log when each I/O was issued as well',
    reason: 'vfload logs when an I/O ended, and not when it was issued',
  },
  log_compression: {
    kind: 'size',
    unit: 'bytes',
    min: 1024,
    max: 536870912,
    help: 'Compress logs in pieces of this size',
    reason: noCompression,
  },
  log_compression_cpus: {
    kind: 'cpu-list',
    help: 'CPUs that compress logs',
    reason: noCompression,
  },
  log_store_compressed: {
    kind: 'bool',
    help: 'Leave logs compressed',
    reason: noCompression,
  },
  log_alternate_epoch: {
    kind: 'bool',
    help: 'Log the time by another clock',
    reason: jobTime,
  },
  log_alternate_epoch_clock_id: {
    kind: 'int',
    min: 0,
    help: 'Which clock that is, by its number in clock_gettime(2)',
    reason: jobTime,
  },
};
