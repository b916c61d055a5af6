/** fio's document of a run (fio-semantics 5.3), made of the statistics that its jobs left. */
import type { JobStatistics } from '../stats/job-statistics.ts';
import { groupBandwidth } from './fio-direction.ts';
import type { FioDocument, FioJob } from './fio-document.ts';
import { fioJob, type EntryFacts } from './fio-job.ts';
import { fioDialect } from './fio-version.ts';
import type { JobOutcome, RunOutcomeInput } from './run-outcome.ts';

/**
 * errno of an entry whose job failed without one (killed, stuck). fio writes 0 there; a reader that knows only fio's keys
 * would take the figures for good ones, so vfload differs on purpose.
 */
const errnoOfKilled = 5; // EIO

/** As ctime(3) without the line's end, in local time: `Sun Nov  2 08:06:56 2026`. */
export function ctime(date: Date): string {
  const [weekday, month, , year] = date.toDateString().split(' ');
  const day = date.getDate().toString().padStart(2);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => part.toString().padStart(2, '0'))
    .join(':');
  return `${weekday ?? ''} ${month ?? ''} ${day} ${clock} ${year ?? ''}`;
}

function statisticsOf(jobs: readonly JobOutcome[]): JobStatistics[] {
  return jobs.flatMap((job) => job.end?.statistics ?? []);
}

function entryError(members: readonly JobOutcome[], input: RunOutcomeInput): number {
  for (const { end } of members) {
    if (end?.failure !== undefined && end.failure.errno !== 0) return end.failure.errno;
    if (end !== undefined && end.end !== 'ended' && end.end !== 'not-started') return errnoOfKilled;
  }
  if (input.verdict.outcome === 'measured') return 0;
  // Failed as a whole, before any of its jobs started; other members' failures are in their own entries.
  return members.every(({ end }) => end === undefined || end.end === 'not-started')
    ? (input.verdict.reason.errno ?? errnoOfKilled)
    : 0;
}

/** Jobs by report entry: those with `group_reporting` are one, in the place of the first of them. */
function entries(jobs: readonly JobOutcome[]): JobOutcome[][] {
  const group: JobOutcome[] = [];
  const found: JobOutcome[][] = [];
  for (const job of jobs) {
    if (!job.options.group_reporting) {
      found.push([job]);
    } else {
      if (group.length === 0) found.push(group);
      group.push(job);
    }
  }
  return found;
}

/** Jobs by group: `new_group` begins one (fio-semantics 1.7). */
function groups(jobs: readonly JobOutcome[]): JobOutcome[][] {
  const found: JobOutcome[][] = [];
  for (const job of jobs) {
    const current = found.at(-1);
    if (current === undefined || job.options.new_group) found.push([job]);
    else current.push(job);
  }
  return found;
}

function groupEntries(jobs: readonly JobOutcome[], groupid: number, input: RunOutcomeInput): FioJob[] {
  const all = statisticsOf(jobs);
  const bandwidth = {
    read: groupBandwidth(all.map((job) => job.read)),
    write: groupBandwidth(all.map((job) => job.write)),
  };
  return entries(jobs).map((members) => {
    const [first] = members;
    const facts: EntryFacts = {
      jobname: first?.options.name ?? '',
      groupid,
      error: entryError(members, input),
      // fio shows those of a group's last member.
      options: members.at(-1)?.options.given ?? {},
      description: first?.options.description,
      iodepth: first?.options.iodepth ?? 1,
      startedAtMs: input.startedAtMs,
      elapsedMs: input.endedAtMs - input.startedAtMs,
    };
    return fioJob(facts, statisticsOf(members), bandwidth, fioDialect(input.fioCompat));
  });
}

/** The document, without vfload's own member. */
export function fioDocument(input: RunOutcomeInput): FioDocument {
  return {
    'fio version': fioDialect(input.fioCompat).version,
    timestamp: Math.floor(input.endedAtMs / 1000),
    timestamp_ms: input.endedAtMs,
    time: ctime(new Date(input.endedAtMs)),
    jobs: groups(input.jobs).flatMap((jobs, groupid) => groupEntries(jobs, groupid, input)),
    ...(input.disks.length === 0 ? {} : { disk_util: input.disks }),
  };
}
