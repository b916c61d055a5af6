/** Gathers what fio's normal output and JSON+ show and its JSON does not. */
import { type BlockDirection, blockLengths, longestBlock, shortestBlock } from '../options/block-sizes.ts';
import { jobRegistry } from '../options/registry.ts';
import { leftOut } from '../options/left-out.ts';
import { bucketRuns } from '../stats/bucket-runs.ts';
import { addCounts, bucketCount } from '../stats/buckets.ts';
import type { JobStatistics } from '../stats/job-statistics.ts';
import { shownError } from './entry-failure.ts';
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
      const { name, rw, ioengine, iodepth, thread } = first.options;
      const figures = first.options.significant_figures;
      lines.push({
        ...{ jobname: name, groupid, rw: rw.word, ...blockSizes(first.options), ioengine, iodepth, thread },
        ...(first.options.bs_is_seq_rand ? { bsIsSeqRand: true } : {}),
        ...(figures === jobRegistry.significant_figures.default ? {} : { significantFigures: figures }),
        jobs: 1 + clones.length,
      });
      index += 1 + clones.length;
    }
    return lines;
  });
}

/** Bytes of the longest I/O, and of all where they are not alike. */
function blockSizes(job: JobOutcome['options']): Pick<FioHeadLine, 'bs' | 'lengths'> {
  const bs = longestBlock(job);
  if (bs === shortestBlock(job)) return { bs };
  const ends = (direction: BlockDirection): { min: number; max: number } => {
    const { min, max } = blockLengths(job, direction);
    return { min, max };
  };
  return { bs, lengths: { read: ends('read'), write: ends('write'), trim: ends('trim') } };
}

/** Of clat and of syncs always, of the others where their percentiles were asked for. */
function bins(jobs: readonly JobStatistics[]): FioEntryFacts['bins'] {
  const counted = {
    read: jobs.map((job) => job.read.clatBuckets),
    write: jobs.map((job) => job.write.clatBuckets),
    trim: jobs.flatMap((job) => job.trim?.clatBuckets ?? []),
    sync: jobs.map((job) => job.syncBuckets),
    readSlat: jobs.flatMap((job) => job.read.slatBuckets ?? []),
    writeSlat: jobs.flatMap((job) => job.write.slatBuckets ?? []),
    trimSlat: jobs.flatMap((job) => job.trim?.slatBuckets ?? []),
    readLat: jobs.flatMap((job) => job.read.latBuckets ?? []),
    writeLat: jobs.flatMap((job) => job.write.latBuckets ?? []),
    trimLat: jobs.flatMap((job) => job.trim?.latBuckets ?? []),
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
    const failure = shownError(members, input);
    const unified = members[0]?.options.unified_rw_reporting ?? 'none';
    return {
      jobs: members.length,
      pid: members[0]?.end?.pid ?? 0,
      ...(members[0] !== undefined && leftOut(members[0].options).clatPercentiles
        ? { noPercentiles: true }
        : {}),
      ...(unified === 'none' ? {} : { unified }),
      ...optionsInOrder(members.at(-1)),
      ...(failure === undefined ? {} : { failure: failure.text }),
      bins: bins(statisticsOf(members)),
    };
  });
  const { globalOptions } = input;
  return { head: headLines(input.jobs), entries, ...(globalOptions === undefined ? {} : { globalOptions }) };
}

/** fio shows those of a group's last member. */
function optionsInOrder(job: JobOutcome | undefined): Pick<FioEntryFacts, 'options'> {
  const options = job?.options.givenInOrder;
  return options === undefined ? {} : { options };
}
