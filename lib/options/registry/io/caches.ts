/** Options that say what the page cache has to do with it. */
export const cacheOptions = {
  direct: {
    kind: 'bool',
    group: 'io',
    scope: 'job',
    default: false,
    help: 'Open with O_DIRECT',
  },
  buffered: {
    kind: 'bool',
    group: 'io',
    scope: 'job',
    inverseOf: 'direct',
    help: 'The opposite of direct',
  },
  invalidate: {
    kind: 'bool',
    group: 'io',
    scope: 'job',
    default: true,
    help: "Drop the range from the page cache at each open, as fio's default does",
  },
  fadvise_hint: {
    kind: 'enum',
    group: 'io',
    scope: 'job',
    choices: ['0', '1', 'random', 'sequential'],
    default: '1',
    help: 'What the kernel is told to expect: nothing (0), what rw does (1), or a fixed pattern',
  },
} as const;
