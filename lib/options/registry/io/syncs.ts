/** Options that say what I/Os wait for: syncs, and each other. */
export const syncOptions = {
  fsync: {
    kind: 'int',
    group: 'io',
    scope: 'job',
    default: 0,
    min: 0,
    max: 4294967295,
    help: 'fsync after every so many writes; 0: never',
  },
  fdatasync: {
    kind: 'int',
    group: 'io',
    scope: 'job',
    default: 0,
    min: 0,
    max: 4294967295,
    help: 'fdatasync after every so many writes; 0: never',
  },
  sync_file_range: {
    kind: 'postfixed-list',
    group: 'io',
    scope: 'job',
    choices: ['wait_before', 'write', 'wait_after'],
    help: 'Call sync_file_range(2) on what was written since the last sync, after every so many writes',
  },
  serialize_overlap: {
    kind: 'bool',
    group: 'io',
    scope: 'job',
    default: false,
    help: 'In jobs that write, let an I/O wait for those in flight on the same bytes',
  },
  end_fsync: {
    kind: 'bool',
    group: 'io',
    scope: 'job',
    default: false,
    help: 'fsync at the end; its time is part of the runtime',
  },
} as const;
