/** Options for log files that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

export const unsupportedLogsOptions: UnsupportedTable = {
  log_issue_time: {
    kind: 'bool',
    default: '0',
    after: '3.33',
    help: 'Log when each I/O was issued as well',
    reason: 'vfload logs when an I/O ended, and not when it was issued',
  },
  log_store_compressed: {
    kind: 'bool',
    help: 'Leave logs compressed',
    reason: 'vfload does not compress logs; without it fio writes them uncompressed, too',
  },
};
