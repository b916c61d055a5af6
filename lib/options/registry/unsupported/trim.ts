/** Options for trimming what was written to be verified, which vfload does not do. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

// Seen with fio 3.33: the first trim in a job that writes is a failed assertion (fio_ro_check).
const noTrim =
  'vfload does not trim what it verifies, at the first of which fio 3.33 breaks off; rw=trim trims';

export const unsupportedTrimOptions: UnsupportedTable = {
  trim_percentage: {
    kind: 'percent',
    unit: 'percent',
    default: '0',
    min: 0,
    max: 100,
    help: 'Share of verified blocks that is trimmed',
    reason: noTrim,
  },
  trim_verify_zero: {
    kind: 'bool',
    default: '1',
    help: 'Expect zeros where was trimmed',
    reason: noTrim,
  },
  trim_backlog: {
    kind: 'int',
    help: 'Trim after every so many writes',
    reason: noTrim,
  },
  trim_backlog_batch: {
    kind: 'int',
    min: 0,
    help: 'How many blocks are then trimmed',
    reason: noTrim,
  },
};
