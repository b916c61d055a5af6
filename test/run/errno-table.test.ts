import { describe, expect, it } from 'vitest';
import { type FailedOperation, errnoRules, ruleOn } from '../../lib/run/errno-table.ts';
import { errnoNumber } from '../../lib/run/names.ts';

function failed(operation: Partial<FailedOperation>): FailedOperation {
  return {
    errnoName: 'EIO',
    point: 'read',
    engine: 'psync',
    direct: false,
    fileSystem: 'ext4',
    ioUringDisabled: 0,
    ...operation,
  };
}

type Case = [title: string, operation: Partial<FailedOperation>, verdict: string, mentions: RegExp];

const cases: Case[] = [
  [
    'a trim by an engine that moves data, of a regular file',
    { errnoName: 'ENOTTY', point: 'trim', engine: 'psync' },
    'unsupported',
    /BLKDISCARD.*ioengine=falloc/,
  ],
  [
    'a hole in a file system that has none',
    { errnoName: 'EOPNOTSUPP', point: 'trim', engine: 'falloc' },
    'unsupported',
    /punch holes/,
  ],
  [
    'a trim by ftruncate',
    { errnoName: 'EINVAL', point: 'trim', engine: 'ftruncate' },
    'usage',
    /ioengine=falloc/,
  ],
  [
    'mmap on virtiofs cache=none',
    { errnoName: 'ENODEV', point: 'map', engine: 'mmap', fileSystem: 'virtiofs' },
    'unsupported',
    /--allow-mmap/,
  ],
  [
    'mmap on a FUSE mount without a cache',
    { errnoName: 'ENODEV', point: 'map', engine: 'mmap', fileSystem: 'fuse.passthrough_ll' },
    'unsupported',
    /cache=auto/,
  ],
  [
    'writable mmap on 9p cache=none',
    { errnoName: 'EINVAL', point: 'map', engine: 'mmap', fileSystem: '9p' },
    'aligned-trial',
    /cache=mmap/,
  ],
  [
    'mmap refused with EINVAL elsewhere',
    { errnoName: 'EINVAL', point: 'map', engine: 'mmap' },
    'aligned-trial',
    /another engine/,
  ],
  [
    'io_uring forbidden by seccomp',
    { errnoName: 'EPERM', point: 'engine-setup', engine: 'io_uring' },
    'unsupported',
    /seccomp/,
  ],
  [
    'io_uring switched off by sysctl',
    { errnoName: 'EPERM', point: 'engine-setup', engine: 'io_uring', ioUringDisabled: 2 },
    'unsupported',
    /io_uring_disabled=0/,
  ],
  [
    'io_uring with too little lockable memory',
    { errnoName: 'ENOMEM', point: 'engine-setup', engine: 'io_uring' },
    'unsupported',
    /ulimit -l/,
  ],
  [
    'io_uring on a kernel without it',
    { errnoName: 'ENOSYS', point: 'engine-setup', engine: 'io_uring' },
    'unsupported',
    /kernel/,
  ],
  [
    'aio-max-nr exhausted',
    { errnoName: 'EAGAIN', point: 'engine-setup', engine: 'libaio' },
    'unsupported',
    /aio-max-nr/,
  ],
  [
    'a queue deeper than the kernel takes',
    { errnoName: 'EINVAL', point: 'engine-setup', engine: 'io_uring' },
    'aligned-trial',
    /iodepth/,
  ],
  [
    'O_DIRECT refused at open',
    { errnoName: 'EINVAL', point: 'open', direct: true },
    'aligned-trial',
    /--direct 0/,
  ],
  [
    'an O_DIRECT read of a crooked size',
    { errnoName: 'EINVAL', point: 'read', direct: true },
    'aligned-trial',
    /4k/,
  ],
  ['fsync that the file system lacks', { errnoName: 'EINVAL', point: 'sync' }, 'aligned-trial', /fsync/],
  ['CPUs that are not there', { errnoName: 'EINVAL', point: 'affinity' }, 'usage', /Cpus_allowed/],
  ['a link in place of a file', { errnoName: 'ELOOP', point: 'open' }, 'usage', /link/],
  ['a log that cannot be written', { errnoName: 'EACCES', point: 'log' }, 'usage', /write_iolog/],
  ['a full disk', { errnoName: 'ENOSPC', point: 'write' }, 'failed', /--size/],
  ['a quota', { errnoName: 'EDQUOT', point: 'allocate' }, 'failed', /quota/],
  ['a file system that became read-only', { errnoName: 'EROFS', point: 'open' }, 'failed', /dmesg/],
  ['missing permission', { errnoName: 'EACCES', point: 'open' }, 'failed', /mode/],
  ['a stale handle', { errnoName: 'ESTALE', point: 'read' }, 'failed', /mount again/],
  ['a FUSE daemon that has ended', { errnoName: 'ENOTCONN', point: 'read' }, 'failed', /daemon/],
  ['a device error', { errnoName: 'EIO', point: 'read' }, 'failed', /dmesg/],
  ['memory for a psync job', { errnoName: 'ENOMEM', point: 'memory' }, 'failed', /memory/],
];

describe('the table of operation × errno', () => {
  it.each(cases)('%s', (_title, operation, verdict, mentions) => {
    const ruling = ruleOn(failed(operation));
    expect(ruling.verdict).toBe(verdict);
    const { cause, remedy } = ruling.lacking ?? ruling;
    expect(`${cause}; ${remedy}`).toMatch(mentions);
  });

  it('calls an errno without a rule a failure, with a remedy', () => {
    const ruling = ruleOn(failed({ errnoName: 'EXDEV' }));
    expect(ruling.verdict).toBe('failed');
    expect(ruling.remedy).not.toBe('');
  });

  it('calls EINVAL unsupported nowhere without a trial', () => {
    const hasty = errnoRules.filter(
      ({ errnos, verdict }) => errnos.includes('EINVAL') && verdict === 'unsupported',
    );
    expect(hasty).toEqual([]);
  });

  it('names only errnos that exist', () => {
    const unknown = errnoRules
      .flatMap((rule) => rule.errnos)
      .filter((name) => errnoNumber(name) === undefined);
    expect(unknown).toEqual([]);
  });

  it('has no row that can never be reached, because an earlier one takes everything it would', () => {
    for (const [index, rule] of errnoRules.entries()) {
      const reached = rule.errnos.some((errnoName) =>
        (rule.points ?? ['read']).some((point) => {
          const operation = failed({
            errnoName,
            point,
            engine: rule.engines?.[0] ?? 'psync',
            fileSystem: rule.fileSystems?.[0] ?? 'ext4',
            ioUringDisabled: rule.when === undefined ? 0 : 2,
            direct: rule.when !== undefined,
          });
          return ruleOn(operation).cause === rule.cause;
        }),
      );
      expect(reached, `row ${String(index)}: ${rule.cause}`).toBe(true);
    }
  });
});
