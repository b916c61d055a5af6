/** Options for verifying and trimming what was written, which vfload does not do. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noVerify = 'vfload does not verify data; what it reads is measured and not looked at';
const noTrim =
  'vfload does not trim, which fio can on devices and by ioengine=falloc, and not on files otherwise';

export const unsupportedVerifyOptions: UnsupportedTable = {
  verify: {
    kind: 'enum',
    choices: [
      ...[
        '0',
        'md5',
        'crc64',
        'crc32',
        'crc32c-intel',
        'crc32c',
        'crc16',
        'crc7',
        'sha1',
        'sha256',
        'sha512',
      ],
      ...['sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'xxhash', 'meta', 'pattern', 'null'],
    ],
    default: '0',
    help: 'Write blocks with a checksum and compare when they are read',
    reason: noVerify,
  },
  do_verify: {
    kind: 'bool',
    default: '1',
    help: 'Read and compare after writing',
    reason: noVerify,
  },
  verify_only: {
    kind: 'flag',
    help: 'Compare what an earlier run has written',
    reason: noVerify,
  },
  verify_interval: {
    kind: 'size',
    unit: 'bytes',
    min: 80,
    help: 'A checksum for every so many bytes',
    reason: noVerify,
  },
  verify_offset: {
    kind: 'size',
    unit: 'bytes',
    min: 40,
    help: 'Where in a block its checksum lies',
    reason: noVerify,
  },
  verify_pattern: {
    kind: 'string',
    help: 'What blocks are filled with',
    reason: noVerify,
  },
  verify_fatal: {
    kind: 'bool',
    default: '0',
    help: 'End with the first difference',
    reason: noVerify,
  },
  verify_dump: {
    kind: 'bool',
    default: '0',
    help: 'Write blocks that differ to files',
    reason: noVerify,
  },
  verify_async: {
    kind: 'int',
    default: '0',
    min: 0,
    help: 'Threads that compare',
    reason: noVerify,
  },
  verify_async_cpus: {
    kind: 'cpu-list',
    help: 'CPUs of these threads',
    reason: noVerify,
  },
  verify_backlog: {
    kind: 'int',
    help: 'Compare after every so many writes',
    reason: noVerify,
  },
  verify_backlog_batch: {
    kind: 'int',
    min: 0,
    help: 'How many blocks are then compared',
    reason: noVerify,
  },
  verify_state_save: {
    kind: 'bool',
    default: '1',
    help: 'Keep how far a job has written, when it is stopped',
    reason: noVerify,
  },
  verify_state_load: {
    kind: 'bool',
    help: 'Compare only as far as was kept',
    reason: noVerify,
  },
  verify_write_sequence: {
    kind: 'bool',
    default: '1',
    after: '3.33',
    help: 'Compare the sequence number of each write',
    reason: noVerify,
  },
  experimental_verify: {
    kind: 'bool',
    help: 'Compare by going through the job a second time',
    reason: noVerify,
  },
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
