/** When a job begins, and whom its end ends, as the addon takes it (fio-semantics 1.7). */
import type { JobOptions } from '../../options/job-options.ts';
import type { NativeJob, NativeSchedule } from '../native.ts';

/** The schedule of one job of a run, by its place. `wait_for` may name a job of an earlier run: that one has ended. */
export function nativeSchedule(
  jobs: readonly JobOptions[],
  index: number,
  job: JobOptions,
  steadyUnit = 0,
): NativeSchedule {
  return {
    shortestDelayMs: job.startdelay?.low ?? 0,
    longestDelayMs: job.startdelay?.high ?? 0,
    ...awaited(jobs.slice(0, index), job.wait_for),
    group: jobs.slice(1, index + 1).filter((other) => other.new_group).length,
    onEnd: job.exitall ? job.exit_what : 'none',
    onError: job.exitall_on_error ? job.exit_what : 'none',
    steadyUnit,
  };
}

/** Jobs of one name are clones, which follow each other: lib/plan/waits.ts sees to it. */
function awaited(
  before: readonly JobOptions[],
  name: string | undefined,
): Pick<NativeSchedule, 'awaitedFirst' | 'awaitedCount'> {
  const awaitedCount = before.filter((job) => job.name === name).length;
  return {
    awaitedFirst: awaitedCount === 0 ? 0 : before.findIndex((job) => job.name === name),
    awaitedCount,
  };
}

/** The jobs that are to be started, out of those of a run; who would wait for one that is not does not wait for it. */
export function startedJobs(jobs: readonly NativeJob[], isStarted: (index: number) => boolean): NativeJob[] {
  /** How many of the jobs before a place are started. */
  const startedBefore = (place: number): number =>
    jobs.slice(0, place).filter((_job, index) => isStarted(index)).length;
  return jobs
    .map((job) => {
      const { awaitedFirst, awaitedCount } = job.schedule;
      const first = startedBefore(awaitedFirst);
      const count = startedBefore(awaitedFirst + awaitedCount) - first;
      return { ...job, schedule: { ...job.schedule, awaitedFirst: first, awaitedCount: count } };
    })
    .filter((_job, index) => isStarted(index));
}

/** How long all jobs of a run may do nothing, since each waits for its time, ms. */
export function longestDelayMs(jobs: readonly NativeJob[]): number {
  return Math.max(0, ...jobs.map(({ schedule }) => schedule.longestDelayMs));
}
