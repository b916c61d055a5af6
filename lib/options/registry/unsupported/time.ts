/** Options for the life of jobs, and where and as whom they run, that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const noCgroup =
  'vfload does not make control groups, and fio makes those of version 1 only; vfload can be started inside one';
const noSteadyState = 'vfload looks for a steady state once a second, as fio 3.33 does';

export const unsupportedTimeOptions: UnsupportedTable = {
  steadystate_check_interval: {
    kind: 'duration',
    unit: 'ms',
    bareUnit: 's',
    aliases: ['ss_interval'],
    after: '3.33',
    help: 'How often they are looked at',
    reason: noSteadyState,
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
