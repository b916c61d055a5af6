/** Gathers what fio's normal output and JSON+ show and its JSON does not. */
import { isDeepStrictEqual } from 'node:util';
import { bucketRuns } from '../stats/bucket-runs.ts';
import { addCounts, bucketCount } from '../stats/buckets.ts';
import type { JobStatistics } from '../stats/job-statistics.ts';
import { entryFailure } from './entry-failure.ts';
import { type ReportGroup, reportGroups, statisticsOf } from './report-entries.ts';
import type { RunOutcomeInput } from './run-outcome.ts';
import type { FioEntryFacts, FioHeadLine, FioOutputFacts } from './vfload-member.ts';

/** A line for each description of jobs: clones follow each other, in one group. */
function headLines(groups: readonly ReportGroup[]): FioHeadLine[] {
  const lines: FioHeadLine[] = [];
  const numbered = groups.flatMap(({ jobs }, groupid) => jobs.map(({ options }) => ({ groupid, options })));
  for (const { groupid, options } of numbered) {
    const { name, rw, bs, ioengine, iodepth, thread } = options;
    const line: FioHeadLine = { jobname: name, groupid, rw, bs, ioengine, iodepth, thread, jobs: 1 };
    const last = lines.at(-1);
    if (last !== undefined && isDeepStrictEqual({ ...last, jobs: 1 }, line)) last.jobs += 1;
    else lines.push(line);
  }
  return lines;
}

function bins(jobs: readonly JobStatistics[]): FioEntryFacts['bins'] {
  const counted = {
    read: jobs.map((job) => job.read.clatBuckets),
    write: jobs.map((job) => job.write.clatBuckets),
    sync: jobs.map((job) => job.syncBuckets),
  };
  const runs = Object.entries(counted).map(
    ([name, tables]) => [name, bucketRuns(addCounts(tables, bucketCount))] as const,
  );
  return Object.fromEntries(runs.filter(([, text]) => text !== ''));
}

/** The facts of a run, in the order of its report entries. */
export function fioOutputFacts(input: RunOutcomeInput): FioOutputFacts {
  const groups = reportGroups(input.jobs);
  const reported = groups.flatMap((group) => group.entries);
  const entries = reported.map((members): FioEntryFacts => {
    const failure = entryFailure(members, input);
    return {
      jobs: members.length,
      pid: members[0]?.end?.pid ?? 0,
      ...(failure === undefined ? {} : { failure: failure.text }),
      bins: bins(statisticsOf(members)),
    };
  });
  return { head: headLines(groups), entries };
}
