/** Options that say what is written. */
export const buffersOptions = {
  scramble_buffers: {
    kind: 'bool',
    group: 'buffers',
    scope: 'job',
    default: true,
    help: 'Change a few bytes of each 512 before a write, so that no two blocks are equal',
  },
  refill_buffers: {
    kind: 'flag',
    group: 'buffers',
    scope: 'job',
    default: false,
    help: 'Fresh random data for every write',
  },
  zero_buffers: {
    kind: 'flag',
    group: 'buffers',
    scope: 'job',
    default: false,
    help: 'Write zeros',
  },
} as const;
