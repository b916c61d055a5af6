/** Options for log files that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const twoLogs = 'vfload writes the logs of write_lat_log and write_iolog, and no others';
const everyIo = 'vfload logs every single I/O; averages and histograms are in the results';
const plainLines = "vfload writes the lines of latency logs in fio's default form";
const noCompression = 'vfload does not compress logs';
const jobTime = 'vfload counts the time in logs from the start of the job';

export const unsupportedLogsOptions: UnsupportedTable = {
  write_bw_log: {
    kind: 'string',
    valueIsOptional: true,
    help: 'Log bandwidth',
    reason: twoLogs,
  },
  write_iops_log: {
    kind: 'string',
    valueIsOptional: true,
    help: 'Log I/Os per second',
    reason: twoLogs,
  },
  write_hist_log: {
    kind: 'string',
    valueIsOptional: true,
    help: 'Log histograms of clat',
    reason: twoLogs,
  },
  per_job_logs: {
    kind: 'bool',
    default: '1',
    help: 'A log of its own for each job',
    reason: 'vfload writes a log of its own for each job, always',
  },
  log_avg_msec: {
    kind: 'duration',
    unit: 'ms',
    bareUnit: 'ms',
    default: '0',
    min: 0,
    help: 'Log averages over this time',
    reason: everyIo,
  },
  log_max_value: {
    kind: 'bool',
    aliases: ['log_window_value'],
    default: '0',
    help: 'Log the maximum in place of the average',
    reason: everyIo,
  },
  log_hist_msec: {
    kind: 'duration',
    unit: 'ms',
    bareUnit: 'ms',
    default: '0',
    min: 0,
    help: 'How often histograms are logged',
    reason: everyIo,
  },
  log_hist_coarseness: {
    kind: 'int',
    default: '0',
    min: 0,
    help: 'How coarse these histograms are',
    reason: everyIo,
  },
  log_offset: {
    kind: 'bool',
    default: '0',
    help: 'Log the offset of each I/O as well',
    reason: plainLines,
  },
  log_prio: {
    kind: 'bool',
    default: '0',
    help: 'Log the priority of each I/O as well',
    reason: plainLines,
  },
  log_issue_time: {
    kind: 'bool',
    default: '0',
    after: '3.33',
    help: 'Log when each I/O was issued as well',
    reason: plainLines,
  },
  log_compression: {
    kind: 'size',
    unit: 'bytes',
    min: 1024,
    max: 536870912,
    help: 'Compress logs in pieces of this size',
    reason: noCompression,
  },
  log_compression_cpus: {
    kind: 'cpu-list',
    help: 'CPUs that compress logs',
    reason: noCompression,
  },
  log_store_compressed: {
    kind: 'bool',
    help: 'Leave logs compressed',
    reason: noCompression,
  },
  log_unix_epoch: {
    kind: 'bool',
    help: 'Log the time of day',
    reason: jobTime,
  },
  log_alternate_epoch: {
    kind: 'bool',
    help: 'Log the time by another clock',
    reason: jobTime,
  },
  log_alternate_epoch_clock_id: {
    kind: 'int',
    min: 0,
    help: 'Which clock that is, by its number in clock_gettime(2)',
    reason: jobTime,
  },
};
