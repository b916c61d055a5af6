/** Which jobs are reported together: as one entry, or in one group (fio-semantics 1.7, 4.8). */
import type { JobStatistics } from '../stats/job-statistics.ts';
import type { JobOutcome } from './run-outcome.ts';
import { withoutLeftOut } from './without-left-out.ts';

/** A group; its number is its place among them. */
export interface ReportGroup {
  jobs: JobOutcome[];
  /** In the order of the document. */
  entries: JobOutcome[][];
}

/** Jobs by group, and in it by entry: `new_group` and `stonewall` begin a group. */
export function reportGroups(jobs: readonly JobOutcome[]): ReportGroup[] {
  return jobsByGroup(jobs).map((members) => ({ jobs: members, entries: reportEntries(members) }));
}

/** Jobs by group, however they are reported there. */
function jobsByGroup(jobs: readonly JobOutcome[]): JobOutcome[][] {
  const found: JobOutcome[][] = [];
  for (const job of jobs) {
    const current = found.at(-1);
    if (current === undefined || job.options.new_group || job.options.stonewall) found.push([job]);
    else current.push(job);
  }
  return found;
}

/**
 * Jobs of a group by entry: a job with `group_reporting` joins the entry before it, whichever job began that one, and any
 * other job begins an entry. Jobs with `stats=0` are in none.
 */
function reportEntries(jobs: readonly JobOutcome[]): JobOutcome[][] {
  const found: JobOutcome[][] = [];
  for (const job of jobs) {
    if (!job.options.stats) continue;
    const current = found.at(-1);
    if (current === undefined || !job.options.group_reporting) found.push([job]);
    else current.push(job);
  }
  return found;
}

/** What the jobs left, be it nothing. */
export function statisticsOf(jobs: readonly JobOutcome[]): JobStatistics[] {
  return jobs.flatMap(({ end, options }) =>
    end?.statistics === undefined ? [] : withoutLeftOut(end.statistics, options),
  );
}
