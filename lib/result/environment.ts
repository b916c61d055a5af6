/** The machine that a result was measured on, as /proc and /sys tell it. */
import { machine } from 'node:os';
import { cgroupLimits } from './cgroup-limits.ts';
import { readSystemFile, type ReadSystemFile } from './system-files.ts';
import type { Environment } from './vfload-member.ts';

/** Number of CPUs in a list such as `0-3,8`. */
export function cpuListLength(list: string): number {
  let count = 0;
  for (const range of list.trim().split(',')) {
    if (range === '') continue;
    const [first, last = first] = range.split('-').map(Number);
    count += (last ?? 0) - (first ?? 0) + 1;
  }
  return count;
}

/** The value of a `name : value` line, as in /proc/cpuinfo, /proc/meminfo and /proc/self/status. */
function field(text: string, name: string): string | undefined {
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).trim() === name) return line.slice(colon + 1).trim();
  }
  return undefined;
}

function cpuModel(cpuinfo: string): string {
  const model = field(cpuinfo, 'model name') ?? field(cpuinfo, 'Model') ?? field(cpuinfo, 'cpu model');
  if (model !== undefined) return model;
  // arm64 names implementer and part by number only.
  const implementer = field(cpuinfo, 'CPU implementer');
  const part = field(cpuinfo, 'CPU part');
  return implementer === undefined ? 'unknown' : `implementer ${implementer} part ${part ?? 'unknown'}`;
}

/**
 * Size of the largest virtio shared-memory window, where virtiofs maps files (DAX). Without privileges the kernel shows
 * all addresses as 0: nothing is known then.
 */
export function daxWindowBytes(iomem: string): number | undefined {
  let largest: number | undefined;
  for (const line of iomem.split('\n')) {
    const match = /^\s*([0-9a-f]+)-([0-9a-f]+) : virtio-pci-shm/.exec(line);
    if (match === null) continue;
    const first = Number.parseInt(match[1] ?? '', 16);
    const last = Number.parseInt(match[2] ?? '', 16);
    if (last > first) largest = Math.max(largest ?? 0, last - first + 1);
  }
  return largest;
}

/** What the machine says it is where it is a virtual one; undefined where nothing hints at that. */
function hypervisorHint(read: ReadSystemFile, cpuinfo: string): string | undefined {
  const type = read('/sys/hypervisor/type')?.trim();
  if (type !== undefined && type !== '') return type;
  const vendor = read('/sys/class/dmi/id/sys_vendor')?.trim() ?? '';
  const product = read('/sys/class/dmi/id/product_name')?.trim() ?? '';
  const named = `${vendor} ${product}`.trim();
  // x86 has a flag for it; elsewhere QEMU's own name has to do.
  const flagged = (field(cpuinfo, 'flags') ?? '').split(' ').includes('hypervisor');
  if (!flagged && vendor !== 'QEMU') return undefined;
  return named === '' ? 'unknown' : named;
}

/** A board has a version as well, which says nothing here. */
function virtualMachine(
  read: ReadSystemFile,
  cpuinfo: string,
): { hypervisor: string | undefined; machineVersion: string | undefined } {
  const hypervisor = hypervisorHint(read, cpuinfo);
  const version = read('/sys/class/dmi/id/product_version')?.trim() ?? '';
  return { hypervisor, machineVersion: hypervisor === undefined || version === '' ? undefined : version };
}

export interface EnvironmentVersions {
  vfload: string;
  /** Tells builds of the same version apart; undefined: not known. */
  build?: string | undefined;
  /** Clock that the generator uses: `tsc` or `clock_gettime`. */
  addonClock: string;
}

/** Facts of this machine and process. */
export function readEnvironment(
  versions: EnvironmentVersions,
  read: ReadSystemFile = readSystemFile,
): Environment {
  const cpuinfo = read('/proc/cpuinfo') ?? '';
  const memory = /^MemTotal:\s+(\d+) kB/m.exec(read('/proc/meminfo') ?? '');
  const limits = cgroupLimits(read);
  const found = {
    cgroupCpuQuota: limits.cpuQuota,
    cgroupMemoryLimitBytes: limits.memoryLimitBytes,
    daxWindowBytes: daxWindowBytes(read('/proc/iomem') ?? ''),
    clocksource: read('/sys/devices/system/clocksource/clocksource0/current_clocksource')?.trim(),
    governor: read('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')?.trim(),
    ...virtualMachine(read, cpuinfo),
    kernelBuild: read('/proc/sys/kernel/version')?.trim(),
  };
  const online = cpuListLength(read('/sys/devices/system/cpu/online') ?? '');
  return {
    kernel: read('/proc/sys/kernel/osrelease')?.trim() ?? 'unknown',
    arch: machine(),
    cpuModel: cpuModel(cpuinfo),
    cores: online > 0 ? online : (cpuinfo.match(/^processor\s*:/gm)?.length ?? 0),
    affinity: field(read('/proc/self/status') ?? '', 'Cpus_allowed_list') ?? '',
    memoryBytes: Number(memory?.[1] ?? 0) * 1024,
    ...present(found),
    versions: {
      vfload: versions.vfload,
      ...(versions.build === undefined ? {} : { build: versions.build }),
      ...{ node: process.versions.node, addonClock: versions.addonClock },
    },
  };
}

/** The members that have a value. */
function present<T extends Record<string, unknown>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
