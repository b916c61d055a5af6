/** fio's document of a run (fio-semantics 5.3), made of the statistics that its jobs left. */
import { shownError } from './entry-failure.ts';
import { groupBandwidth } from './fio-direction.ts';
import { type LatencyTarget, latencyTargetOf } from '../options/latency-target.ts';
import { steadyStateOf } from '../options/steady-state.ts';
import { survivedErrors } from '../options/survived-errors.ts';
import type { FioDocument, FioJob, FioSteadyState } from './fio-document.ts';
import { fioSteadyState } from './fio-steady-state.ts';
import { fioJob, type EntryFacts } from './fio-job.ts';
import { documentVersion, fioDialect } from './fio-version.ts';
import { type ReportGroup, reportGroups, statisticsOf } from './report-entries.ts';
import type { FioDocumentInput, JobOutcome } from './run-outcome.ts';
import { directionsOf } from '../stats/job-statistics.ts';
import { wantedPercentiles } from './wanted-percentiles.ts';

/** As ctime(3) without the line's end, in local time: `Sun Nov  2 08:06:56 2026`. */
export function ctime(date: Date): string {
  const [weekday, month, , year] = date.toDateString().split(' ');
  const day = date.getDate().toString().padStart(2);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => part.toString().padStart(2, '0'))
    .join(':');
  return `${weekday ?? ''} ${month ?? ''} ${day} ${clock} ${year ?? ''}`;
}

function groupEntries(group: ReportGroup, groupid: number, input: FioDocumentInput): FioJob[] {
  const all = statisticsOf(group.entries.flat());
  const bandwidth = {
    read: groupBandwidth(all.map((job) => job.read)),
    write: groupBandwidth(all.map((job) => job.write)),
    trim: groupBandwidth(all.flatMap((job) => job.trim ?? [])),
    mixed: groupBandwidth(all.flatMap(directionsOf)),
  };
  return group.entries.map((members) => {
    const [first] = members;
    const facts: EntryFacts = {
      jobname: first?.options.name ?? '',
      groupid,
      error: shownError(members, input)?.errno ?? 0,
      // fio shows those of a group's last member.
      options: optionsOf(members.at(-1)),
      description: first?.options.description,
      iodepth: members.at(-1)?.options.iodepth ?? 1,
      latencyTarget: latencyTargetOfEntry(members.at(-1), input),
      steadyState: first === undefined ? undefined : steadyStateOfEntry(first),
      countsErrors: first !== undefined && survivedErrors(first.options) !== undefined,
      isUnified: first !== undefined && first.options.unified_rw_reporting !== 'none',
      percentiles: wantedPercentiles(first?.options),
      startedAtMs: input.startedAtMs + (first?.end?.startedAfterMs ?? 0),
      elapsedMs: input.endedAtMs - input.startedAtMs,
    };
    return fioJob(facts, statisticsOf(members), bandwidth, fioDialect(input.fioCompat));
  });
}

function optionsOf(job: JobOutcome | undefined): EntryFacts['options'] {
  const { given = {}, givenInOrder } = job?.options ?? {};
  return givenInOrder === undefined ? given : Object.fromEntries(givenInOrder);
}

/** Of a job that there is not, what fio has without one. */
function latencyTargetOfEntry(job: JobOutcome | undefined, { fioCompat }: FioDocumentInput): LatencyTarget {
  if (job === undefined) return { latencyNs: 0, windowUs: 0, percentile: 100 };
  return latencyTargetOf(job.options, fioCompat);
}

function steadyStateOfEntry({ options, end }: JobOutcome): FioSteadyState | undefined {
  const finding = end?.steadyState;
  const asked = finding === undefined ? undefined : steadyStateOf(options);
  return finding === undefined || asked === undefined ? undefined : fioSteadyState(asked, finding);
}

/** The document, without vfload's own member. */
export function fioDocument(input: FioDocumentInput): FioDocument {
  const { globalOptions = [] } = input;
  return {
    'fio version': documentVersion(fioDialect(input.fioCompat), input.environment.versions.vfload),
    timestamp: Math.floor(input.endedAtMs / 1000),
    timestamp_ms: input.endedAtMs,
    time: ctime(new Date(input.endedAtMs)),
    ...(globalOptions.length === 0 ? {} : { 'global options': Object.fromEntries(globalOptions) }),
    jobs: reportGroups(input.jobs).flatMap((group, groupid) => groupEntries(group, groupid, input)),
    ...(input.disks.length === 0 ? {} : { disk_util: input.disks }),
  };
}
