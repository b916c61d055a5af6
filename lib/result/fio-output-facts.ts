/** Gathers what fio's normal output and JSON+ show and its JSON does not. */
import { bucketRuns } from '../stats/bucket-runs.ts';
import { addCounts, bucketCount } from '../stats/buckets.ts';
import type { JobStatistics } from '../stats/job-statistics.ts';
import { entryFailure } from './entry-failure.ts';
import { reportGroups, statisticsOf } from './report-entries.ts';
import type { FioDocumentInput, JobOutcome } from './run-outcome.ts';
import type { FioEntryFacts, FioHeadLine, FioOutputFacts } from './vfload-member.ts';

/** A line for each description of jobs: clones follow each other, in one group. */
export function headLines(jobs: readonly JobOutcome[]): FioHeadLine[] {
  return reportGroups(jobs).flatMap(({ jobs: members }, groupid) => {
    const lines: FioHeadLine[] = [];
    for (let index = 0; index < members.length;) {
      const [first, ...clones] = members.slice(index, index + (members[index]?.options.numjobs ?? 1));
      if (first === undefined) break;
      const { name, rw, bs, ioengine, iodepth, thread } = first.options;
      lines.push({ jobname: name, groupid, rw, bs, ioengine, iodepth, thread, jobs: 1 + clones.length });
      index += 1 + clones.length;
    }
    return lines;
  });
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
export function fioOutputFacts(input: FioDocumentInput): FioOutputFacts {
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
  return { head: headLines(input.jobs), entries };
}
