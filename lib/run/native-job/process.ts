/** As whom, where and beside what a job's process works, as the addon takes it. */
import { nodesOf, memoryPolicyOf } from '../../options/memory-policy.ts';
import { parseCpuList } from '../../options/parse/cpu-list.ts';
import { workingDirectory } from '../../plan/working-directory.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { readSystemFile } from '../../result/system-files.ts';
import type { NativeProcess } from '../native.ts';

/** ioprio_set(2): the class above 13 bits. */
const classShift = 13;
const bestEffort = 2;

/** @returns of the job's I/Os, as ioprio_set(2) has it; undefined: as vfload's. */
export function ioPriority({ prio, prioclass }: JobOptions): number | undefined {
  if (prio === undefined && prioclass === undefined) return undefined;
  const classOf = prioclass === undefined || prioclass === 0 ? bestEffort : prioclass;
  return (classOf << classShift) | (prio ?? 0);
}

/** @returns undefined for a job that works as vfload does */
export function nativeProcess(job: JobOptions): NativeProcess | undefined {
  const { name, uid, gid, nice, exec_prerun: before, exec_postrun: after, numa_mem_policy: policy } = job;
  const ioprio = ioPriority(job);
  const asked = [uid, gid, ioprio, before, after, policy];
  if (nice === 0 && asked.every((value) => value === undefined)) return undefined;
  return {
    ...{ uid, gid, nice, ioprio, memoryPolicy: memoryPolicy(policy) },
    before: before === undefined ? undefined : shellCommand(before, name, 'prerun'),
    after: after === undefined ? undefined : shellCommand(after, name, 'postrun'),
  };
}

/** Of the core's job description (native/core/job/process_spec.h). */
export const longestCommandBytes = 2047;

/** What is run, as fio words it, in the directory that vfload was started in. The job's name is as the shell takes it. */
export function shellCommand(command: string, name: string, when: 'prerun' | 'postrun'): string {
  const directory = workingDirectory().replaceAll("'", "'\\''");
  return `cd '${directory}' || exit; ${command} > ${name}.${when}.txt 2>&1`;
}

/** The CPUs that a job may use, by its number from 1; undefined: all. */
export function allowedCpus(job: JobOptions, jobNumber: number): number[] | undefined {
  const { numa_cpu_nodes: nodes, cpus_allowed_policy: policy } = job;
  if (nodes !== undefined) return presentNodes(nodesOf('numa_cpu_nodes', nodes)).flatMap(cpusOfNode);
  const cpus = givenCpus(job);
  if (policy !== 'split' || cpus === undefined || cpus.length === 0) return cpus;
  return cpus.slice((jobNumber - 1) % cpus.length).slice(0, 1);
}

/** The later of two that say the same. */
export function givenCpus(job: JobOptions): number[] | undefined {
  const { cpumask, cpus_allowed: list } = job;
  if (cpumask === undefined || !isMaskGiven(job)) return list === undefined ? undefined : [...list];
  const bits = cpumask.toString(2);
  return Array.from(bits, (_bit, cpu) => cpu).filter((cpu) => bits.at(-1 - cpu) === '1');
}

/** @returns whether cpumask is what counts. */
export function isMaskGiven({ cpumask, given }: JobOptions): boolean {
  const names = Object.keys(given);
  return cpumask !== undefined && names.indexOf('cpumask') > names.indexOf('cpus_allowed');
}

/** The NUMA nodes of this machine. */
export function allNodes(): readonly number[] {
  const online = parseCpuList(readSystemFile('/sys/devices/system/node/online')?.trim() ?? '0');
  return online.ok ? online.value : [0];
}

function presentNodes(nodes: readonly number[] | 'all'): readonly number[] {
  return nodes === 'all' ? allNodes() : nodes;
}

function cpusOfNode(node: number): readonly number[] {
  const cpus = parseCpuList(readSystemFile(`/sys/devices/system/node/node${node}/cpulist`)?.trim() ?? '');
  return cpus.ok ? cpus.value : [];
}

function memoryPolicy(text: string | undefined): NativeProcess['memoryPolicy'] {
  const policy = text === undefined ? undefined : memoryPolicyOf(text);
  return policy === undefined ? undefined : { mode: policy.mode, nodes: [...presentNodes(policy.nodes)] };
}
