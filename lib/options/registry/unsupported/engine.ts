/** Options of single engines that vfload does not carry out. fio knows them with these engines only. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const onePriority = 'vfload gives all I/Os the same priority';

export const unsupportedEngineOptions: UnsupportedTable = {
  cmdprio_percentage: {
    kind: 'percent',
    unit: 'percent',
    engines: ['libaio', 'io_uring'],
    perDirection: true,
    min: 0,
    max: 100,
    help: 'Share of I/Os with a priority of their own',
    reason: onePriority,
  },
  cmdprio_class: {
    kind: 'int',
    engines: ['libaio', 'io_uring'],
    perDirection: true,
    min: 1,
    max: 3,
    help: 'Priority class of these I/Os',
    reason: onePriority,
  },
  cmdprio: {
    kind: 'int',
    engines: ['libaio', 'io_uring'],
    perDirection: true,
    min: 0,
    max: 7,
    help: 'Priority level of these I/Os',
    reason: onePriority,
  },
  cmdprio_bssplit: {
    kind: 'string',
    engines: ['libaio', 'io_uring'],
    help: 'Shares of prioritised I/Os by block size',
    reason: onePriority,
  },
  cmd_type: {
    kind: 'enum',
    engines: ['io_uring'],
    choices: ['nvme'],
    default: 'nvme',
    help: 'Which commands the engine io_uring_cmd passes to a device',
    reason: 'vfload measures files and passes no commands to devices',
  },
};
