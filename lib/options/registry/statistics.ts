/** Options that say what is recorded. */
export const statisticsOptions = {
  bwavgtime: {
    kind: 'duration',
    unit: 'ms',
    bareUnit: 'ms',
    group: 'statistics',
    scope: 'job',
    default: 500,
    min: 1,
    max: 3600000,
    help: 'Period of the bandwidth samples',
  },
  iopsavgtime: {
    kind: 'duration',
    unit: 'ms',
    bareUnit: 'ms',
    group: 'statistics',
    scope: 'job',
    default: 500,
    min: 1,
    max: 3600000,
    help: 'Period of the IOPS samples',
  },
  write_iolog: {
    kind: 'string',
    group: 'statistics',
    scope: 'job',
    help: 'Log every I/O to this file (iolog version 3); of several jobs, job N logs to FILE.N',
    valueName: 'FILE',
  },
  write_lat_log: {
    kind: 'string',
    group: 'statistics',
    scope: 'job',
    help: 'Log the latency of every I/O to PREFIX_{lat,clat,slat}.N.log',
    valueName: 'PREFIX',
  },
} as const;
