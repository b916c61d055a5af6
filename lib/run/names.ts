/** Names of errnos, signals and the system calls that a stuck job waits in. */
import { arch, constants } from 'node:os';

/** What `os.constants` leaves out of the errnos that file systems return on Linux. */
const linuxOnlyErrnos: Readonly<Record<number, string>> = {
  117: 'EUCLEAN',
  121: 'EREMOTEIO',
  123: 'ENOMEDIUM',
  124: 'EMEDIUMTYPE',
  112: 'EHOSTDOWN',
  108: 'ESHUTDOWN',
  126: 'ENOKEY',
  131: 'ENOTRECOVERABLE',
};

/** Two names share a number on Linux: the one that people search for wins. */
const preferredNames = new Set(['EAGAIN', 'EOPNOTSUPP', 'EDEADLK']);

const errnoNames: ReadonlyMap<number, string> = nameByNumber(constants.errno, linuxOnlyErrnos);
const signalNames: ReadonlyMap<number, string> = nameByNumber(constants.signals, {});

/** The numbers that appear in this project's rules, by name. */
const errnoNumbers: ReadonlyMap<string, number> = new Map(
  [...errnoNames].map(([number, name]): [string, number] => [name, number]),
);

function nameByNumber(
  numbers: Readonly<Record<string, number>>,
  additions: Readonly<Record<number, string>>,
): Map<number, string> {
  const names = new Map<number, string>();
  for (const [number, name] of Object.entries(additions)) names.set(Number(number), name);
  for (const [name, number] of Object.entries(numbers)) {
    if (!names.has(number) || preferredNames.has(name)) names.set(number, name);
  }
  return names;
}

/** @returns `EINVAL` for 22; `errno 9999` for a number without a name. */
export function errnoName(errno: number): string {
  return errnoNames.get(errno) ?? `errno ${String(errno)}`;
}

/** @returns the number of `EINVAL`; undefined for a name that this system does not have. */
export function errnoNumber(name: string): number | undefined {
  return errnoNumbers.get(name);
}

/** @returns `SIGBUS` for 7; `signal 64` for a number without a name. */
export function signalName(signal: number): string {
  return signalNames.get(signal) ?? `signal ${String(signal)}`;
}

/** The system calls in which a job, a layout or a keeper can hang; numbers per architecture. */
const syscallNames: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  x64: {
    0: 'read',
    1: 'write',
    2: 'open',
    3: 'close',
    7: 'poll',
    9: 'mmap',
    11: 'munmap',
    17: 'pread64',
    18: 'pwrite64',
    19: 'readv',
    20: 'writev',
    26: 'msync',
    28: 'madvise',
    35: 'nanosleep',
    61: 'wait4',
    73: 'flock',
    74: 'fsync',
    75: 'fdatasync',
    76: 'truncate',
    77: 'ftruncate',
    83: 'mkdir',
    87: 'unlink',
    137: 'statfs',
    138: 'fstatfs',
    162: 'sync',
    202: 'futex',
    206: 'io_setup',
    207: 'io_destroy',
    208: 'io_getevents',
    209: 'io_submit',
    217: 'getdents64',
    221: 'fadvise64',
    230: 'clock_nanosleep',
    231: 'exit_group',
    257: 'openat',
    262: 'newfstatat',
    263: 'unlinkat',
    264: 'renameat',
    271: 'ppoll',
    277: 'sync_file_range',
    285: 'fallocate',
    295: 'preadv',
    296: 'pwritev',
    306: 'syncfs',
    316: 'renameat2',
    327: 'preadv2',
    328: 'pwritev2',
    332: 'statx',
    333: 'io_pgetevents',
    425: 'io_uring_setup',
    426: 'io_uring_enter',
    427: 'io_uring_register',
    437: 'openat2',
  },
  arm64: {
    0: 'io_setup',
    1: 'io_destroy',
    2: 'io_submit',
    4: 'io_getevents',
    32: 'flock',
    34: 'mkdirat',
    35: 'unlinkat',
    38: 'renameat',
    43: 'statfs',
    44: 'fstatfs',
    46: 'ftruncate',
    47: 'fallocate',
    56: 'openat',
    57: 'close',
    61: 'getdents64',
    63: 'read',
    64: 'write',
    65: 'readv',
    66: 'writev',
    67: 'pread64',
    68: 'pwrite64',
    69: 'preadv',
    70: 'pwritev',
    73: 'ppoll',
    79: 'newfstatat',
    81: 'sync',
    82: 'fsync',
    83: 'fdatasync',
    84: 'sync_file_range',
    94: 'exit_group',
    98: 'futex',
    101: 'nanosleep',
    115: 'clock_nanosleep',
    215: 'munmap',
    222: 'mmap',
    223: 'fadvise64',
    227: 'msync',
    233: 'madvise',
    260: 'wait4',
    267: 'syncfs',
    276: 'renameat2',
    286: 'preadv2',
    287: 'pwritev2',
    291: 'statx',
    292: 'io_pgetevents',
    425: 'io_uring_setup',
    426: 'io_uring_enter',
    427: 'io_uring_register',
    437: 'openat2',
  },
};

/**
 * @returns the name of a system call; undefined where the number is negative (the task was in no system call, a page
 * fault for instance); `syscall 999` for one that is not in the table.
 */
export function syscallName(number: number, architecture: string = arch()): string | undefined {
  if (number < 0) return undefined;
  return syscallNames[architecture]?.[number] ?? `syscall ${String(number)}`;
}
