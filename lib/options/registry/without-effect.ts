/**
 * Options that are taken, and change nothing: every figure is the same without them. A run that was given one says so, with
 * the reason that stands here. Whatever would change a figure is refused instead (registry/unsupported).
 */
export const withoutEffectOptions = {
  unique_filename: {
    kind: 'bool',
    group: 'files',
    scope: 'job',
    default: true,
    help: "Put the client's address before file names when fio is driven over the network",
    withoutEffect: 'vfload is not driven over the network',
  },
  allow_mounted_write: {
    kind: 'bool',
    group: 'files',
    scope: 'job',
    default: false,
    help: 'Allow writing to a block device that is mounted',
    withoutEffect: 'it concerns block devices, which vfload refuses in any case',
  },
  softrandommap: {
    kind: 'bool',
    group: 'io',
    scope: 'job',
    default: false,
    help: 'Go on without a random map where there is no memory for it',
    withoutEffect:
      'vfload refuses a run whose map does not fit in memory, so that its map is never missing in silence',
  },
  userspace_reap: {
    kind: 'flag',
    group: 'engine',
    scope: 'job',
    engines: ['libaio'],
    default: false,
    help: 'Take completions from the ring in memory, without a system call',
    withoutEffect: 'vfload takes completions from the ring in any case',
  },
  verify_async: {
    kind: 'int',
    group: 'verify',
    scope: 'job',
    default: 0,
    min: 0,
    help: 'Threads that compare what was read',
    withoutEffect:
      'vfload compares between I/Os, outside of their latencies; which I/Os there are, and what is found, is the same in fio with it',
  },
  verify_async_cpus: {
    kind: 'cpu-list',
    group: 'verify',
    scope: 'job',
    help: 'CPUs of the threads of verify_async',
    withoutEffect: 'vfload has no such threads',
  },
  threads: {
    kind: 'int',
    group: 'time',
    scope: 'job',
    help: "A setting of fio's profile tiobench",
    withoutEffect: 'fio itself reads it with the profile tiobench only; numjobs is the number of jobs',
  },
  clocksource: {
    kind: 'enum',
    group: 'statistics',
    scope: 'job',
    choices: ['gettimeofday', 'clock_gettime', 'cpu'],
    help: 'By which clock latencies are read',
    withoutEffect: 'vfload reads the most exact clock that can be trusted; each result names it (addonClock)',
  },
  replay_skip: {
    kind: 'enum-list',
    group: 'replay',
    scope: 'job',
    choices: ['read', 'write', 'trim', 'sync'],
    help: 'Leave out I/Os of a trace of blktrace',
    withoutEffect: 'as in fio 3.33 all I/Os of an iolog are done, and vfload replays no traces of blktrace',
  },
  log_entries: {
    kind: 'int',
    group: 'logs',
    scope: 'job',
    default: 1024,
    min: 1024,
    max: 1048576,
    help: 'Entries for which a log has room before memory is allocated while measuring',
    withoutEffect: 'the logs of vfload allocate nothing while measuring',
  },
} as const;
