/** Options that say how offsets are drawn. */
export const randomnessOptions = {
  norandommap: {
    kind: 'flag',
    group: 'io',
    scope: 'job',
    default: false,
    help: 'Random offsets without a map of blocks done: blocks may repeat',
  },
  randseed: {
    kind: 'seed',
    group: 'io',
    scope: 'job',
    help: "Seed of all generators; by default fio's",
  },
  randrepeat: {
    kind: 'bool',
    group: 'io',
    scope: 'job',
    default: true,
    help: 'The same offsets in every repeat',
  },
} as const;
