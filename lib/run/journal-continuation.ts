/** Whether a journal can be continued: only by the same plan, on the same mounts, on the same machine. */
import { VfloadError } from '../errors.ts';
import type { JournalConfiguration, JournalHeader } from '../result/journal.ts';

/** What memory may differ by: kernels count a little more or less of the same memory from boot to boot. */
const memoryTolerance = 0.01;

/**
 * @param file - the journal, for the message
 * @param recorded - its header
 * @param current - the header that a new journal would get
 * @param isSeedGiven - the user wants the order of this very seed; else that of the journal is gone on with
 * @throws VfloadError `ERR_VFLOAD_OUTPUT` that says what differs
 */
export function checkContinuation(
  file: string,
  recorded: JournalHeader,
  current: JournalHeader,
  isSeedGiven: boolean,
): void {
  const differences = [
    ...planDifferences(recorded, current),
    ...(isSeedGiven ? difference('order seed', recorded.design?.seed, current.design?.seed) : []),
    ...machineDifferences(recorded, current),
    ...current.configurations.flatMap((configuration, index) => {
      const before = recorded.configurations[index];
      return before === undefined ? [] : placeDifferences(before, configuration);
    }),
  ];
  if (differences.length === 0) return;
  throw new VfloadError(
    'ERR_VFLOAD_OUTPUT',
    `${file} is the journal of another study: ${differences.join('; ')}.`,
    {
      path: file,
      cause: 'results of different plans, mounts or machines are never mixed',
      remedy: 'name another file (-o FILE), or measure as it was begun',
    },
  );
}

function planDifferences(recorded: JournalHeader, current: JournalHeader): string[] {
  const labels = (header: JournalHeader): string =>
    header.configurations.map(({ label }) => label).join(', ');
  const told = [
    ...difference('configurations', labels(recorded), labels(current)),
    ...difference('runs', recorded.runs.join(', '), current.runs.join(', ')),
    ...difference('repeats', recorded.repeats, current.repeats),
    ...difference('order', recorded.design?.order ?? 'blocks', current.design?.order ?? 'blocks'),
    ...difference('host cache', recorded.design?.hostCache, current.design?.hostCache),
    ...difference('files', filesOf(recorded), filesOf(current)),
  ];
  if (recorded.planHash === current.planHash) return [];
  return told.length > 0 ? told : ['the options of its runs differ'];
}

function filesOf({ design }: JournalHeader): string {
  return design?.asPublished === true ? 'as published' : 'fully written';
}

function machineDifferences(
  { environment: before }: JournalHeader,
  { environment: now }: JournalHeader,
): string[] {
  const isMemoryAlike =
    Math.abs(before.memoryBytes - now.memoryBytes) <= memoryTolerance * before.memoryBytes;
  return [
    ...difference('vfload', before.versions.vfload, now.versions.vfload),
    ...knownDifference('build of vfload', before.versions.build, now.versions.build),
    ...difference('kernel', before.kernel, now.kernel),
    ...knownDifference('build of the kernel', before.kernelBuild, now.kernelBuild),
    ...difference('virtual machine', before.hypervisor, now.hypervisor),
    ...knownDifference('version of the virtual machine', before.machineVersion, now.machineVersion),
    ...difference('CPU', before.cpuModel, now.cpuModel),
    ...difference('cores', before.cores, now.cores),
    ...difference('affinity', before.affinity, now.affinity),
    ...difference('CPU quota', before.cgroupCpuQuota, now.cgroupCpuQuota),
    ...(isMemoryAlike ? [] : difference('memory', before.memoryBytes, now.memoryBytes)),
    ...difference('memory limit', before.cgroupMemoryLimitBytes, now.cgroupMemoryLimitBytes),
  ];
}

function placeDifferences(before: JournalConfiguration, now: JournalConfiguration): string[] {
  const of = (what: string): string => `${what} of ${now.label}`;
  return [
    ...difference(of('directory'), before.directory, now.directory),
    ...difference(of('file system'), before.mount?.type, now.mount?.type),
    ...difference(of('mount source'), before.mount?.source, now.mount?.source),
    ...difference(of('mount point'), before.mount?.mountPoint, now.mount?.mountPoint),
    ...difference(of('mount options'), before.mount?.options, now.mount?.options),
    ...difference(of('file system options'), before.mount?.superOptions, now.mount?.superOptions),
    ...versionDifferences(now.label, before.versions ?? {}, now.versions ?? {}),
  ];
}

function versionDifferences(
  label: string,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((name) => difference(`${name} of ${label}`, before[name], now[name]));
}

function difference(
  what: string,
  before: string | number | undefined,
  now: string | number | undefined,
): string[] {
  if (before === now) return [];
  return [`${what} ${String(before ?? 'none')} there, ${String(now ?? 'none')} now`];
}

/** What journals of an older vfload do not have says nothing. */
function knownDifference(what: string, before: string | undefined, now: string | undefined): string[] {
  return before === undefined ? [] : difference(what, before, now);
}
