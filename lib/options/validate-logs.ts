/** Logs whose times or contents would be nothing. */
import { VfloadError } from '../errors.ts';
import type { JobOptions } from './job-options.ts';
import { leftOut } from './left-out.ts';
import { badValue } from './option-mistake.ts';

/** CPU time of a process or a thread, and a clock that there is no more. */
const clocksOfNoTime: readonly number[] = [2, 3, 10];

/** What one process logs another could not tell the time of. */
export function checkLogClock({
  log_alternate_epoch: wanted,
  log_alternate_epoch_clock_id: clock,
}: JobOptions): void {
  if (!wanted || !clocksOfNoTime.includes(clock)) return;
  throw badValue(
    'log_alternate_epoch_clock_id',
    clock.toString(),
    'is no clock that several processes share',
    'Give 0 for the time since 1970, or 1 for the time since the machine was started.',
  );
}

/** The logs of latencies are written together. */
export function checkLeftOut(job: JobOptions): void {
  const { slat, clat, lat, bandwidth } = leftOut(job);
  const some = slat || clat || lat;
  const log =
    (some && job.write_lat_log !== undefined && 'write_lat_log') ||
    (clat && job.write_hist_log !== undefined && 'write_hist_log') ||
    (bandwidth && job.log_avg_msec === 0 && job.write_bw_log !== undefined && 'write_bw_log') ||
    (job.gtod_reduce && job.log_avg_msec === 0 && job.write_iops_log !== undefined && 'write_iops_log');
  if (log === false) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_UNSUPPORTED',
    `Option ${log}: vfload does not write this log where some of what is in it is left out of the results.`,
    { remedy: `Leave out ${log}, or gtod_reduce and what begins with disable_.` },
  );
}
