/** Which job options the suite decides itself, and of which it takes several values. */

/** Set for each run. */
export const suiteOwnNames: readonly string[] = [
  'name',
  'directory',
  'filename',
  'group_reporting',
  'stonewall',
  'new_group',
  'write_iolog',
  'write_lat_log',
  'write_bw_log',
  'write_iops_log',
  'write_hist_log',
];

/** Lists that choose the runs. */
export const suiteAxisNames: readonly string[] = ['ioengine', 'rw', 'numjobs'];
