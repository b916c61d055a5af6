/** What a job asks of the machine itself, looked at before anything is touched: CPUs and NUMA nodes that are not there. */
import { Buffer } from 'node:buffer';
import { VfloadError } from '../errors.ts';
import type { JobOptions } from '../options/job-options.ts';
import { memoryPolicyOf, nodesOf } from '../options/memory-policy.ts';
import { parseCpuList } from '../options/parse/cpu-list.ts';
import { readSystemFile } from '../result/system-files.ts';
import { allNodes, givenCpus, isMaskGiven, longestCommandBytes, shellCommand } from './native-job/process.ts';

/** @throws VfloadError `ERR_VFLOAD_OPTION_VALUE` */
export function checkMachine(job: JobOptions): void {
  checkCpus(job);
  checkCommands(job);
  const { numa_cpu_nodes: nodes, numa_mem_policy: policy } = job;
  if (nodes !== undefined) checkNodes('numa_cpu_nodes', nodesOf('numa_cpu_nodes', nodes));
  if (policy !== undefined) checkNodes('numa_mem_policy', memoryPolicyOf(policy)?.nodes ?? []);
}

function checkCommands(job: JobOptions): void {
  for (const when of ['prerun', 'postrun'] as const) {
    const command = job[`exec_${when}`];
    if (command === undefined) continue;
    if (Buffer.byteLength(shellCommand(command, job.name, when)) <= longestCommandBytes) continue;
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_VALUE',
      `Option exec_${when}: with its directory, the command is longer than ${longestCommandBytes} bytes.`,
      { remedy: 'Put it into a script.' },
    );
  }
}

/** The kernel takes a mask that has one CPU that works, also one outside of the mask that this process has now. */
function checkCpus(job: JobOptions): void {
  const online = readSystemFile('/sys/devices/system/cpu/online')?.trim();
  const asked = givenCpus(job);
  if (asked === undefined || online === undefined) return;
  const list = parseCpuList(online);
  if (!list.ok || asked.some((cpu) => list.value.includes(cpu))) return;
  const name = isMaskGiven(job) ? 'cpumask' : 'cpus_allowed';
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_VALUE',
    asked.length === 0
      ? `Option ${name}: it names no CPU.`
      : `Option ${name}: none of the CPUs ${asked.join(',')} is there.`,
    {
      cause: `this machine has the CPUs ${online}`,
      remedy: 'Choose among them.',
    },
  );
}

function checkNodes(name: string, asked: readonly number[] | 'all'): void {
  const present = allNodes();
  const missing = asked === 'all' ? undefined : asked.find((node) => !present.includes(node));
  if (missing === undefined) return;
  throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option ${name}: there is no node ${missing}.`, {
    cause: `this machine has the nodes ${present.join(',')}`,
    remedy: 'Choose among them.',
  });
}
