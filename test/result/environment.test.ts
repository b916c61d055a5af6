import { expect, test } from 'vitest';
import { cgroupLimits } from '../../lib/result/cgroup-limits.ts';
import { cpuListLength, daxWindowBytes, readEnvironment } from '../../lib/result/environment.ts';
import type { ReadSystemFile } from '../../lib/result/system-files.ts';

function machine(files: Record<string, string>): ReadSystemFile {
  return (path) => files[path];
}

const versions = { vfload: '0.1.0', build: '0123456789ab', addonClock: 'tsc' };

const guest = {
  '/proc/sys/kernel/osrelease': '6.1.0-13-amd64\n',
  '/proc/cpuinfo':
    'processor\t: 0\nmodel name\t: Some Processor\nflags\t\t: fpu hypervisor\n\nprocessor\t: 1\n',
  '/proc/meminfo': 'MemTotal:        4028892 kB\nMemFree:  1 kB\n',
  '/proc/self/status': 'Name:\tnode\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n',
  '/proc/iomem': '00000000-00000fff : Reserved\n800000000-8ffffffff : virtio-pci-shm\n',
  '/sys/devices/system/cpu/online': '0-1,4\n',
  '/sys/devices/system/clocksource/clocksource0/current_clocksource': 'kvm-clock\n',
  '/sys/class/dmi/id/sys_vendor': 'QEMU\n',
  '/sys/class/dmi/id/product_version': 'pc-q35-7.2\n',
  '/proc/sys/kernel/version': '#1 SMP Debian 6.1.38-1\n',
  '/sys/class/dmi/id/product_name': 'Standard PC (Q35 + ICH9, 2009)\n',
};

test('a guest is described from its files', () => {
  expect(readEnvironment(versions, machine(guest))).toMatchObject({
    kernel: '6.1.0-13-amd64',
    cpuModel: 'Some Processor',
    cores: 3,
    affinity: '0-1',
    memoryBytes: 4028892 * 1024,
    daxWindowBytes: 2 ** 32,
    clocksource: 'kvm-clock',
    hypervisor: 'QEMU Standard PC (Q35 + ICH9, 2009)',
    machineVersion: 'pc-q35-7.2',
    kernelBuild: '#1 SMP Debian 6.1.38-1',
    versions: { ...versions, node: process.versions.node },
  });
});

test('what a machine does not tell is absent', () => {
  const environment = readEnvironment(versions, machine({ '/proc/cpuinfo': 'processor : 0\n' }));
  expect(Object.keys(environment).sort()).toEqual([
    'affinity',
    'arch',
    'cores',
    'cpuModel',
    'kernel',
    'memoryBytes',
    'versions',
  ]);
  expect(environment).toMatchObject({ kernel: 'unknown', cpuModel: 'unknown', cores: 1 });
});

test('arm64 tells its processor by numbers', () => {
  const cpuinfo = 'processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n';
  expect(readEnvironment(versions, machine({ '/proc/cpuinfo': cpuinfo })).cpuModel).toBe(
    'implementer 0x41 part 0xd0c',
  );
});

test('this machine has cores, memory and a kernel', () => {
  const environment = readEnvironment(versions);
  expect(environment.cores).toBeGreaterThan(0);
  expect(environment.memoryBytes).toBeGreaterThan(2 ** 20);
  expect(environment.kernel).toMatch(/^\d+\.\d+/);
});

test('addresses that the kernel hides are no window', () => {
  expect(daxWindowBytes('00000000-00000000 : virtio-pci-shm\n')).toBeUndefined();
  expect(daxWindowBytes('')).toBeUndefined();
});

test('of several windows the largest is told', () => {
  expect(daxWindowBytes('  1000-1fff : virtio-pci-shm\n  10000-1ffff : virtio-pci-shm\n')).toBe(0x10000);
});

test.each([
  ['0-3', 4],
  ['0', 1],
  ['0-1,4,6-7\n', 5],
  ['', 0],
])('a list of CPUs %j has %i', (list, length) => {
  expect(cpuListLength(list)).toBe(length);
});

const unified = '40 30 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate\n';

test('a limit of cgroup v2 holds for the groups below', () => {
  const read = machine({
    '/proc/self/cgroup': '0::/a/b\n',
    '/proc/self/mountinfo': unified,
    '/sys/fs/cgroup/a/cpu.max': '150000 100000\n',
    '/sys/fs/cgroup/a/b/cpu.max': 'max 100000\n',
    '/sys/fs/cgroup/a/memory.max': '2147483648\n',
    '/sys/fs/cgroup/a/b/memory.max': '1073741824\n',
  });
  expect(cgroupLimits(read)).toEqual({ cpuQuota: 1.5, memoryLimitBytes: 2 ** 30 });
});

test('"max" is no limit', () => {
  const read = machine({
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo': unified,
    '/sys/fs/cgroup/cpu.max': 'max 100000\n',
    '/sys/fs/cgroup/memory.max': 'max\n',
  });
  expect(cgroupLimits(read)).toEqual({ cpuQuota: undefined, memoryLimitBytes: undefined });
});

test('cgroup v1 is read from the mount of each controller, seen from inside a container', () => {
  const read = machine({
    '/proc/self/cgroup': '4:cpu,cpuacct:/docker/c1\n3:memory:/docker/c1\n',
    '/proc/self/mountinfo':
      '41 30 0:29 /docker/c1 /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n' +
      '42 30 0:30 /docker/c1 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n',
    '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '200000\n',
    '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '536870912\n',
  });
  expect(cgroupLimits(read)).toEqual({ cpuQuota: 2, memoryLimitBytes: 2 ** 29 });
});

test('cgroup v1 has its own way to say unlimited', () => {
  const read = machine({
    '/proc/self/cgroup': '4:cpu:/\n3:memory:/\n',
    '/proc/self/mountinfo':
      '41 30 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n' +
      '42 30 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n',
    '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
    '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
  });
  expect(cgroupLimits(read)).toEqual({ cpuQuota: undefined, memoryLimitBytes: undefined });
});
