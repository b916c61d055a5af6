/** Options for the life of jobs, and where and as whom they run, that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noPriority = 'vfload does not change priorities; nice and ionice before vfload do';
const noNuma = 'vfload does not bind jobs to NUMA nodes; numactl before vfload does';
const callersUser = 'vfload works as the user who started it';
const noPrograms = 'vfload starts no programs for a job';
const noCgroup = 'vfload does not make control groups; it can be started inside one';
const noSteadyState = 'vfload looks for a steady state once a second, as fio 3.33 does';

export const unsupportedTimeOptions: UnsupportedTable = {
  loops: {
    kind: 'int',
    default: '1',
    min: 0,
    help: 'How often the job goes through its range',
    reason: 'vfload goes through the range once, or with time_based until runtime is over',
  },
  steadystate_check_interval: {
    kind: 'duration',
    unit: 'ms',
    bareUnit: 's',
    aliases: ['ss_interval'],
    after: '3.33',
    help: 'How often they are looked at',
    reason: noSteadyState,
  },
  cpumask: {
    kind: 'int',
    min: 0,
    help: 'CPUs that jobs may use, as a mask of bits',
    reason: 'vfload does not take masks of CPUs; cpus_allowed takes their numbers',
  },
  cpus_allowed_policy: {
    kind: 'enum',
    choices: ['shared', 'split'],
    help: 'Whether jobs share these CPUs or each has one',
    reason: 'vfload lets all jobs use all CPUs of cpus_allowed (shared)',
  },
  numa_cpu_nodes: {
    kind: 'string',
    help: 'NUMA nodes on whose CPUs jobs run',
    reason: noNuma,
  },
  numa_mem_policy: {
    kind: 'string',
    help: 'NUMA nodes that memory comes from',
    reason: noNuma,
  },
  nice: {
    kind: 'int',
    default: '0',
    min: -20,
    max: 19,
    help: "The job's nice value",
    reason: noPriority,
  },
  prio: {
    kind: 'int',
    min: 0,
    max: 7,
    help: "The job's I/O priority",
    reason: noPriority,
  },
  prioclass: {
    kind: 'int',
    min: 0,
    max: 3,
    help: 'Class of that priority',
    reason: noPriority,
  },
  ioscheduler: {
    kind: 'string',
    help: 'Switch the device below to this I/O scheduler',
    reason: "vfload does not change the system's settings",
  },
  gtod_cpu: {
    kind: 'int',
    min: 0,
    help: 'A CPU that does nothing but tell the others the time',
    reason: 'vfload does not set a CPU aside for the clock; each job reads it for itself',
  },
  uid: {
    kind: 'int',
    min: 0,
    help: 'User that the job runs as',
    reason: callersUser,
  },
  gid: {
    kind: 'int',
    min: 0,
    help: 'Group that the job runs as',
    reason: callersUser,
  },
  exec_prerun: {
    kind: 'string',
    help: 'A command that is run before the job',
    reason: noPrograms,
  },
  exec_postrun: {
    kind: 'string',
    help: 'A command that is run after the job',
    reason: noPrograms,
  },
  cgroup: {
    kind: 'string',
    help: 'Control group for the job',
    reason: noCgroup,
  },
  cgroup_weight: {
    kind: 'int',
    min: 100,
    max: 1000,
    help: 'Weight of that group',
    reason: noCgroup,
  },
  cgroup_nodelete: {
    kind: 'bool',
    default: '0',
    help: 'Leave that group when the job has ended',
    reason: noCgroup,
  },
  profile: {
    kind: 'enum',
    choices: ['tiobench', 'act'],
    help: "One of fio's built-in sets of jobs",
    reason: "vfload does not have fio's profiles; its own sets are the suite's presets",
  },
  kb_base: {
    kind: 'enum',
    choices: ['1024', '1000'],
    default: '1024',
    help: 'Whether 1k is 1024 or 1000',
    reason: 'vfload reads 1k as 1024 always',
  },
};
