/** CPU quota and memory limit of the control group that this process is in, v1 and v2. */
import { parseMountinfo, type MountEntry } from './mount.ts';
import type { ReadSystemFile } from './system-files.ts';

export interface CgroupLimits {
  /** Cores; undefined: unlimited. */
  cpuQuota: number | undefined;
  /** Undefined: unlimited. */
  memoryLimitBytes: number | undefined;
}

/** v1 writes "unlimited" as the largest multiple of the page size below 2^63. */
const unlimitedMemory = 2 ** 62;

/** The group's directory and those above it, up to the mount: a limit anywhere on the way holds. */
function groupDirectories(mount: MountEntry, group: string): string[] {
  // In a container without a namespace of its own the mount shows a part of the tree only, named by its root.
  const inside = group.startsWith(mount.root) && mount.root !== '/' ? group.slice(mount.root.length) : group;
  const parts = inside.split('/').filter((part) => part !== '' && part !== '..');
  return Array.from({ length: parts.length + 1 }, (_unused, depth) =>
    [mount.mountPoint, ...parts.slice(0, parts.length - depth)].join('/'),
  );
}

function lowest(values: (number | undefined)[]): number | undefined {
  const limits = values.filter((value) => value !== undefined);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text?.trim() ?? '');
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function quotaOfV2(text: string | undefined): number | undefined {
  const [quota, period] = (text ?? '').trim().split(' ');
  const quotaUs = positive(quota);
  const periodUs = positive(period);
  return quotaUs === undefined || periodUs === undefined ? undefined : quotaUs / periodUs;
}

function quotaOfV1(read: ReadSystemFile, directory: string): number | undefined {
  const quotaUs = positive(read(`${directory}/cpu.cfs_quota_us`));
  const periodUs = positive(read(`${directory}/cpu.cfs_period_us`));
  return quotaUs === undefined || periodUs === undefined ? undefined : quotaUs / periodUs;
}

/** `hierarchy:controllers:path` lines of /proc/self/cgroup. */
function parseGroups(text: string): { controllers: string[]; path: string }[] {
  return text
    .split('\n')
    .map((line) => /^\d+:([^:]*):(.*)$/.exec(line))
    .flatMap((match) =>
      match === null ? [] : { controllers: (match[1] ?? '').split(','), path: match[2] ?? '/' },
    );
}

/** Limits of this process, out of /proc/self/cgroup, /proc/self/mountinfo and the groups' files. */
export function cgroupLimits(read: ReadSystemFile): CgroupLimits {
  const groups = parseGroups(read('/proc/self/cgroup') ?? '');
  const mounts = parseMountinfo(read('/proc/self/mountinfo') ?? '');
  const directories = (controller: string): string[] => {
    const group = groups.find(({ controllers }) => controllers.includes(controller));
    const mount = mounts.find(
      ({ type, superOptions }) =>
        (type === 'cgroup2' && controller === '') ||
        (type === 'cgroup' && superOptions.split(',').includes(controller)),
    );
    return group === undefined || mount === undefined ? [] : groupDirectories(mount, group.path);
  };
  const unified = directories('');
  const memory = lowest([
    ...unified.map((directory) => positive(read(`${directory}/memory.max`))),
    ...directories('memory').map((directory) => positive(read(`${directory}/memory.limit_in_bytes`))),
  ]);
  return {
    cpuQuota: lowest([
      ...unified.map((directory) => quotaOfV2(read(`${directory}/cpu.max`))),
      ...directories('cpu').map((directory) => quotaOfV1(read, directory)),
    ]),
    memoryLimitBytes: memory === undefined || memory >= unlimitedMemory ? undefined : memory,
  };
}
