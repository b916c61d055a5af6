/** Options for what is measured and reported that vfload does not carry out. */
import type { UnsupportedTable } from '../../unsupported-entry.ts';

const allLatencies = 'vfload measures slat, clat and lat of every I/O, always';

export const unsupportedStatisticsOptions: UnsupportedTable = {
  disable_lat: {
    kind: 'bool',
    default: '0',
    help: 'Leave lat out',
    reason: allLatencies,
  },
  disable_clat: {
    kind: 'bool',
    default: '0',
    help: 'Leave clat out',
    reason: allLatencies,
  },
  disable_slat: {
    kind: 'bool',
    default: '0',
    help: 'Leave slat out',
    reason: allLatencies,
  },
  disable_bw_measurement: {
    kind: 'bool',
    aliases: ['disable_bw'],
    default: '0',
    help: 'Take no bandwidth samples',
    reason: 'vfload samples bandwidth always, from outside of the jobs',
  },
  gtod_reduce: {
    kind: 'bool',
    default: '0',
    help: 'Read the clock as little as possible: no latencies',
    reason: allLatencies,
  },
  unit_base: {
    kind: 'enum',
    choices: ['0', '8', '1'],
    help: "Whether fio's text for people counts bytes (8) or bits (1)",
    reason: 'vfload reports bytes, not bits',
  },
  block_error_percentiles: {
    kind: 'bool',
    default: '0',
    help: 'Report errors of trims as percentiles',
    reason: 'vfload does not trim; files cannot be trimmed',
  },
};
