/**
 * What an errno means: one table, read from top to bottom, the first row that fits decides whether an operation is
 * something that this mount or kernel does not have (`unsupported`), something that was asked for wrongly (`usage`), or
 * a failure, and says the likely cause and the remedy.
 */
import type { NativeFailurePoint } from './native.ts';

/** `aligned-trial`: unsupported only where an aligned trial fails too, else usage. */
export type Verdict = 'unsupported' | 'usage' | 'failed' | 'aligned-trial';

/** What failed, as far as rules look at it. */
export interface FailedOperation {
  errnoName: string;
  /** Where it was noticed; `layout` and `probe` failures carry the native point too. */
  point: NativeFailurePoint;
  engine: string | undefined;
  direct: boolean;
  /** File system type from mountinfo, `virtiofs`, `9p`, `fuse`, …; undefined where it could not be told. */
  fileSystem: string | undefined;
  /** The first number of /proc/sys/kernel/io_uring_disabled; undefined where the kernel has no such switch. */
  ioUringDisabled: number | undefined;
}

export interface Ruling {
  verdict: Verdict;
  cause: string;
  remedy: string;
  /** Of `aligned-trial`: what it means that the trial fails too, where more is known than that. */
  lacking?: { cause: string; remedy: string };
}

interface ErrnoRule extends Ruling {
  /** undefined: everywhere. */
  points?: readonly NativeFailurePoint[];
  errnos: readonly string[];
  engines?: readonly string[];
  /** Types of file system, compared with the part before a dot (`fuse.sshfs` is `fuse`). */
  fileSystems?: readonly string[];
  when?: (operation: FailedOperation) => boolean;
}

const transfer: readonly NativeFailurePoint[] = ['read', 'write'];

const noMappingOn9p = {
  cause: '9p with cache=none has no shared writable mappings',
  remedy: 'mount with cache=mmap or cache=loose',
};

/** The engine itself starts mappings at multiples of the page size. */
const crookedMapping = {
  cause: 'the file system maps the start of the file, but not this part of it',
  remedy: 'choose another --size or --offset, or another engine (--ioengine psync,libaio,io_uring)',
};

const mmapRules: readonly ErrnoRule[] = [
  {
    points: ['map'],
    errnos: ['ENODEV'],
    fileSystems: ['virtiofs'],
    verdict: 'unsupported',
    cause: 'virtiofs with cache=none (cache=never) has no shared mappings',
    remedy: 'on the host start virtiofsd with --allow-mmap (Rust virtiofsd from 1.11) or with cache=auto',
  },
  {
    points: ['map'],
    errnos: ['ENODEV'],
    fileSystems: ['fuse', 'fuseblk'],
    verdict: 'unsupported',
    cause: 'the FUSE daemon opens files for direct I/O (cache=never), which excludes shared mappings',
    remedy:
      'start the daemon with a cache (cache=auto), or with FUSE_DIRECT_IO_ALLOW_MMAP on Linux 6.6 and later',
  },
  {
    points: ['map'],
    errnos: ['ENODEV'],
    fileSystems: ['9p'],
    verdict: 'unsupported',
    ...noMappingOn9p,
  },
  {
    points: ['map'],
    errnos: ['EINVAL'],
    fileSystems: ['9p'],
    verdict: 'aligned-trial',
    ...crookedMapping,
    lacking: noMappingOn9p,
  },
  {
    points: ['map'],
    errnos: ['ENODEV', 'EOPNOTSUPP', 'ENOSYS'],
    verdict: 'unsupported',
    cause: 'this file system has no memory mappings of this kind',
    remedy: 'choose another engine (--ioengine psync,libaio,io_uring) or another cache mode of the mount',
  },
  {
    points: ['map'],
    errnos: ['EINVAL'],
    verdict: 'aligned-trial',
    ...crookedMapping,
  },
  {
    points: ['map'],
    errnos: ['ENOMEM', 'EAGAIN'],
    verdict: 'failed',
    cause: 'address space or memory for the mapping is limited',
    remedy: 'raise the limit of address space (ulimit -v) or make the file smaller (--size)',
  },
];

const ioUringRules: readonly ErrnoRule[] = [
  {
    points: ['engine-setup'],
    engines: ['io_uring'],
    errnos: ['EPERM', 'EACCES'],
    when: (operation) => (operation.ioUringDisabled ?? 0) > 0,
    verdict: 'unsupported',
    cause: 'io_uring is switched off by the sysctl kernel.io_uring_disabled',
    remedy: 'as root: sysctl kernel.io_uring_disabled=0',
  },
  {
    points: ['engine-setup'],
    engines: ['io_uring'],
    errnos: ['EPERM', 'EACCES'],
    verdict: 'unsupported',
    cause: 'a seccomp filter forbids io_uring, as container runtimes do by default',
    remedy: 'run outside of the container, or with a seccomp profile that allows io_uring_setup',
  },
  {
    points: ['engine-setup'],
    engines: ['io_uring'],
    errnos: ['ENOSYS'],
    verdict: 'unsupported',
    cause: 'this kernel has no io_uring (before Linux 5.1, or built without CONFIG_IO_URING)',
    remedy: 'use a kernel with io_uring, or leave it out (--ioengine psync,mmap,libaio)',
  },
  {
    points: ['engine-setup'],
    engines: ['io_uring'],
    errnos: ['ENOMEM'],
    verdict: 'unsupported',
    cause:
      'the limit of locked memory (RLIMIT_MEMLOCK) does not hold the rings, or the buffers that fixedbufs registers',
    remedy: 'raise it (ulimit -l unlimited), lower --iodepth or --bs, or leave fixedbufs out',
  },
  {
    points: ['engine-setup'],
    engines: ['io_uring', 'libaio'],
    errnos: ['EINVAL'],
    verdict: 'aligned-trial',
    cause: 'the kernel does not accept a queue of this depth',
    remedy: 'lower --iodepth',
  },
];

const libaioRules: readonly ErrnoRule[] = [
  {
    points: ['engine-setup'],
    engines: ['libaio'],
    errnos: ['EAGAIN'],
    verdict: 'unsupported',
    cause: 'the asynchronous I/Os of all processes together exceed fs.aio-max-nr',
    remedy: 'as root: sysctl fs.aio-max-nr=1048576; or lower --iodepth or --numjobs',
  },
  {
    points: ['engine-setup'],
    engines: ['libaio'],
    errnos: ['ENOSYS'],
    verdict: 'unsupported',
    cause: 'this kernel is built without Linux aio (CONFIG_AIO)',
    remedy: 'leave libaio out (--ioengine psync,mmap,io_uring)',
  },
  {
    points: ['engine-setup'],
    engines: ['libaio'],
    errnos: ['EPERM', 'EACCES'],
    verdict: 'unsupported',
    cause: 'a seccomp filter forbids Linux aio',
    remedy: 'run outside of the container, or with a seccomp profile that allows io_setup',
  },
];

const noDirect = {
  cause: 'this file system does not take O_DIRECT',
  remedy: 'measure without it (--direct 0); on virtiofs the host decides (virtiofsd --allow-direct-io)',
};

const directRules: readonly ErrnoRule[] = [
  {
    points: ['open'],
    errnos: ['EOPNOTSUPP'],
    when: (operation) => operation.direct,
    verdict: 'unsupported',
    ...noDirect,
  },
  {
    points: ['open'],
    errnos: ['EINVAL'],
    when: (operation) => operation.direct,
    verdict: 'aligned-trial',
    cause: 'the file was refused once, and opened with O_DIRECT the second time',
    remedy: 'repeat the measurement',
    lacking: noDirect,
  },
  {
    points: transfer,
    errnos: ['EINVAL'],
    when: (operation) => operation.direct,
    verdict: 'aligned-trial',
    cause: 'O_DIRECT wants block size and offset in multiples of the logical block size',
    remedy: 'choose --bs and --offset as multiples of 4k, or --direct 0',
  },
  {
    points: transfer,
    errnos: ['EINVAL'],
    verdict: 'aligned-trial',
    cause: 'the file system does not take an I/O of this size at this offset',
    remedy: 'choose --bs and --offset as multiples of 4k',
  },
];

/** Engines whose I/Os may ask for more than data: hipri, uncached, nowait. */
const flaggedEngines = ['pvsync2', 'libaio', 'io_uring'];

const missingFeatureRules: readonly ErrnoRule[] = [
  {
    points: transfer,
    engines: flaggedEngines,
    errnos: ['EOPNOTSUPP'],
    verdict: 'unsupported',
    cause: 'this kernel or file system does not do such I/O, or not with hipri, uncached or nowait',
    remedy: 'leave hipri, uncached and nowait out; vfload probe DIR shows what the mount can do',
  },
  {
    points: transfer,
    engines: flaggedEngines,
    errnos: ['EAGAIN'],
    verdict: 'failed',
    cause: 'an I/O would have had to wait, which nowait forbids',
    remedy: 'leave nowait out, or read only what is in the page cache',
  },
  {
    points: ['read', 'write', 'sync', 'open', 'fsync'],
    errnos: ['EOPNOTSUPP', 'ENOSYS'],
    verdict: 'unsupported',
    cause: 'this file system does not have the operation',
    remedy: 'vfload probe DIR shows what the mount can do',
  },
  {
    points: ['sync', 'fsync'],
    errnos: ['EINVAL'],
    verdict: 'aligned-trial',
    cause: 'synchronising works after a write of 4 KiB, but not after these',
    remedy: 'choose --bs and --offset as multiples of 4k',
    lacking: {
      cause: 'this file system cannot synchronise files',
      remedy: 'leave out fsync, fdatasync, sync_file_range and end_fsync',
    },
  },
];

const trimRules: readonly ErrnoRule[] = [
  {
    points: ['trim'],
    engines: ['ftruncate'],
    errnos: ['EINVAL'],
    verdict: 'usage',
    cause: 'ioengine=ftruncate has writes only',
    remedy: 'choose ioengine=falloc, whose trims punch holes',
  },
  {
    points: ['trim'],
    engines: ['falloc'],
    errnos: ['EOPNOTSUPP', 'ENOSYS'],
    verdict: 'unsupported',
    cause: 'this file system cannot punch holes into files (fallocate with FALLOC_FL_PUNCH_HOLE)',
    remedy: 'measure without trims; a FUSE file system needs a daemon that carries fallocate out',
  },
  {
    points: ['trim'],
    errnos: ['ENOTTY', 'EOPNOTSUPP', 'ENOSYS'],
    verdict: 'unsupported',
    cause: 'this engine trims as fio does, by ioctl BLKDISCARD, which block devices have and files do not',
    remedy: 'choose ioengine=falloc, whose trims punch holes into files',
  },
];

const requestRules: readonly ErrnoRule[] = [
  {
    points: ['max-latency'],
    errnos: ['ETIMEDOUT'],
    verdict: 'failed',
    cause: 'an I/O took longer than max_latency',
    remedy: 'look for what holds the I/O up, or choose a larger max_latency',
  },
  {
    points: ['verify'],
    errnos: ['EILSEQ'],
    verdict: 'failed',
    cause:
      'what was read is not what was written: the file system or a cache below it lost or mixed up data, or something else wrote to the file',
    remedy: 'run again with verify_dump=1 to see both, and with direct=1 to leave out the page cache',
  },
  {
    points: ['min-rate'],
    errnos: ['EIO'],
    verdict: 'failed',
    cause: 'the job was slower than rate_min or rate_iops_min',
    remedy: 'look for what slows the I/O down, or choose a smaller minimum',
  },
  {
    points: ['affinity'],
    errnos: ['EINVAL'],
    verdict: 'usage',
    cause: 'none of the CPUs in cpus_allowed may be used by this process',
    remedy: 'choose CPUs from /proc/self/status, Cpus_allowed_list',
  },
  {
    points: ['foreign-file'],
    errnos: ['EEXIST', 'EPERM', 'EINVAL', 'EACCES', 'EFBIG'],
    verdict: 'usage',
    cause: 'the file was not created by vfload, and a job would write to it or replace it',
    remedy: 'choose another directory, or allow it with --allow-overwrite',
  },
  {
    points: ['log'],
    errnos: ['ENOENT', 'ENOTDIR', 'EACCES', 'EROFS', 'EISDIR', 'EPERM'],
    verdict: 'usage',
    cause: 'the log file cannot be created',
    remedy: 'choose a path that can be written for write_iolog and write_lat_log',
  },
  {
    errnos: ['ELOOP'],
    verdict: 'usage',
    cause: 'the file is a symbolic link, which vfload does not follow out of the directory',
    remedy: 'remove the link, or measure the directory that it leads to',
  },
  {
    errnos: ['EISDIR', 'ENOTDIR'],
    verdict: 'usage',
    cause: 'a directory stands where a file should be, or the other way round',
    remedy: 'choose another directory or file name',
  },
];

const failureRules: readonly ErrnoRule[] = [
  {
    errnos: ['ENOSPC'],
    verdict: 'failed',
    cause: 'the file system is full, or its project or inode quota is used up',
    remedy: 'free space, or make the files smaller (--size)',
  },
  {
    errnos: ['EDQUOT'],
    verdict: 'failed',
    cause: 'the disk quota of this user is used up',
    remedy: 'free space, raise the quota, or make the files smaller (--size)',
  },
  {
    errnos: ['EROFS'],
    verdict: 'failed',
    cause: 'the file system is mounted read-only, or became so after an error',
    remedy:
      'look for the reason in dmesg; mount it read-write, or measure reading only (--rw seqread,randread)',
  },
  {
    errnos: ['EFBIG'],
    verdict: 'failed',
    cause: 'the file would exceed the largest size that the file system or ulimit -f allows',
    remedy: 'make the files smaller (--size), or raise ulimit -f',
  },
  {
    errnos: ['EACCES', 'EPERM'],
    verdict: 'failed',
    cause: 'this user may not do that here; on a shared directory the host decides with its own users',
    remedy: 'check owner and mode of the directory, in the guest and on the host',
  },
  {
    errnos: ['ESTALE'],
    verdict: 'failed',
    cause: 'the file or directory was removed or replaced on the server',
    remedy: 'mount again, and leave the directory alone while it is measured',
  },
  {
    errnos: ['ENOTCONN', 'ECONNABORTED', 'ESHUTDOWN', 'ECONNRESET', 'EHOSTDOWN', 'EPIPE'],
    verdict: 'failed',
    cause: 'the daemon that serves this mount has ended',
    remedy: 'unmount it, start the daemon again and mount it again; why it ended is in its own log',
  },
  {
    errnos: ['EIO', 'EREMOTEIO', 'EUCLEAN', 'ENXIO', 'ENODATA', 'EILSEQ', 'ETIMEDOUT'],
    verdict: 'failed',
    cause: 'the device, the server or the file system reports an error below this file',
    remedy: 'look in dmesg, and in the log of the server or of the host',
  },
  {
    errnos: ['ENOENT'],
    verdict: 'failed',
    cause: 'the file vanished while it was measured',
    remedy: 'leave the directory alone while it is measured',
  },
  {
    errnos: ['ENOMEM', 'ENOBUFS'],
    verdict: 'failed',
    cause: 'too little memory, or a memory limit of the control group',
    remedy: 'free memory, or lower --iodepth, --bs or --numjobs',
  },
  {
    errnos: ['EMFILE', 'ENFILE'],
    verdict: 'failed',
    cause: 'too many files are open',
    remedy: 'raise ulimit -n or fs.file-max',
  },
  {
    errnos: ['ETXTBSY', 'EBUSY'],
    verdict: 'failed',
    cause: 'the file is in use by somebody else',
    remedy: 'end the other user of the file',
  },
  {
    errnos: ['EAGAIN', 'EINTR'],
    verdict: 'failed',
    cause: 'the kernel put the operation off',
    remedy: 'repeat the measurement; if it stays, look in dmesg',
  },
];

/** Every rule, in the order in which they are tried. */
export const errnoRules: readonly ErrnoRule[] = [
  ...mmapRules,
  ...ioUringRules,
  ...libaioRules,
  ...directRules,
  ...trimRules,
  ...missingFeatureRules,
  ...requestRules,
  ...failureRules,
];

const noRule: Ruling = {
  verdict: 'failed',
  cause: 'an error that vfload has no rule for',
  remedy: 'look in dmesg, and in the log of the server or of the host',
};

function applies(rule: ErrnoRule, operation: FailedOperation): boolean {
  const fileSystem = operation.fileSystem?.split('.')[0];
  return (
    rule.errnos.includes(operation.errnoName) &&
    (rule.points === undefined || rule.points.includes(operation.point)) &&
    (rule.engines === undefined ||
      (operation.engine !== undefined && rule.engines.includes(operation.engine))) &&
    (rule.fileSystems === undefined || (fileSystem !== undefined && rule.fileSystems.includes(fileSystem))) &&
    (rule.when === undefined || rule.when(operation))
  );
}

/** @returns what the first fitting row says; `failed` with a general cause where none fits. */
export function ruleOn(operation: FailedOperation): Ruling {
  const rule = errnoRules.find((candidate) => applies(candidate, operation));
  if (rule === undefined) return noRule;
  const { verdict, cause, remedy, lacking } = rule;
  return { verdict, cause, remedy, ...(lacking === undefined ? {} : { lacking }) };
}
