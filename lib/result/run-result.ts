/** The result of a run: fio's document and vfload's member. */
import { longestBlock } from '../options/block-sizes.ts';
import { bytesIn } from '../options/share.ts';
import { transferBytes } from '../options/transfer.ts';
import { addCounts } from '../stats/buckets.ts';
import {
  directionsOf,
  overDirections,
  type DirectionName,
  type JobStatistics,
} from '../stats/job-statistics.ts';
import type { RunResult } from './fio-document.ts';
import { directionRuntimeMs } from './fio-direction.ts';
import { fioDocument } from './fio-json.ts';
import { generatorFacts } from './generator.ts';
import { fioLatencyWithPercentiles } from './fio-latency.ts';
import { fioOutputFacts } from './fio-output-facts.ts';
import { statisticsOf } from './report-entries.ts';
import { depthLevelCount, meanDepth } from './percent-tables.ts';
import type { RunOutcomeInput } from './run-outcome.ts';
import { isShort, keptErrorWarnings, requestWarnings, runWarnings } from './run-warnings.ts';
import type { VfloadMember } from './vfload-member.ts';

function runtimeMs(job: JobStatistics): number {
  return Math.max(...directionsOf(job).map(directionRuntimeMs));
}

function bytes(job: JobStatistics): number {
  return overDirections(job, (side) => side.bytes);
}

/** The value of all jobs, or the different ones with commas. */
function distinct(values: readonly string[]): string {
  return [...new Set(values)].join(',');
}

function requested(input: RunOutcomeInput): VfloadMember['requested'] {
  const options = input.jobs.map((job) => job.options);
  return {
    runtimeMs: Math.max(0, ...options.map((job) => job.runtime)),
    bytes: options.reduce((sum, job) => sum + transferBytes(job), 0),
    depth: Math.max(0, ...options.map((job) => job.iodepth)),
    timeBased: options.some((job) => job.time_based),
    sizeBytes: Math.max(0, ...options.map((job) => bytesIn(job.size))),
    bs: Math.max(0, ...options.map(longestBlock)),
    direct: options.some((job) => job.direct),
    ioengine: distinct(options.map((job) => job.ioengine)),
    rw: distinct(options.map((job) => job.rw.word)),
    jobs: options.length,
  };
}

function achieved(statistics: readonly JobStatistics[], depthAsked: number): VfloadMember['achieved'] {
  const levels = addCounts(
    statistics.map((job) => job.depthLevel),
    depthLevelCount,
  );
  return {
    runtimeMs: Math.max(0, ...statistics.map(runtimeMs)),
    bytes: statistics.reduce((sum, job) => sum + bytes(job), 0),
    depth: meanDepth(levels, depthAsked),
  };
}

/** Of all jobs together, whether they are reported together or not. */
function clat(direction: DirectionName, statistics: readonly JobStatistics[]): VfloadMember['clat_ns'] {
  const sides = statistics.flatMap((job) => job[direction] ?? []);
  if (sides.every((side) => side.clat.count === 0)) return {};
  const latency = fioLatencyWithPercentiles(
    sides.map((side) => side.clat),
    sides.map((side) => side.clatBuckets),
  );
  return { [direction]: latency };
}

/** A file shared by several jobs is named once. */
function files(input: RunOutcomeInput): VfloadMember['files'] {
  const named = new Map<string, VfloadMember['files'][number]>();
  for (const file of input.jobs.flatMap((job) => job.files)) named.set(file.filename, file);
  return [...named.values()];
}

function vfloadMember(input: RunOutcomeInput): VfloadMember {
  const statistics = statisticsOf(input.jobs);
  const total = (amount: (job: JobStatistics) => number): number =>
    statistics.reduce((sum, job) => sum + amount(job), 0);
  const asked = requested(input);
  const got = achieved(statistics, asked.depth);
  const measured = input.verdict.outcome === 'measured';
  const generator = measured ? generatorFacts(input) : undefined;
  const member: VfloadMember = {
    schemaVersion: 1,
    outcome: input.verdict.outcome,
    ...(input.verdict.outcome === 'measured' ? {} : { reason: input.verdict.reason }),
    warnings: [...input.warnings, ...requestWarnings(input.jobs.map(({ options }) => options))],
    interrupted: input.interrupted,
    requested: asked,
    achieved: got,
    ...(asked.direct && input.direct !== undefined ? { direct: input.direct } : {}),
    short: measured && isShort(asked.runtimeMs, got.runtimeMs),
    issued: total((job) => overDirections(job, (side) => side.issued)),
    shortIos: total((job) => overDirections(job, (side) => side.shortIos)),
    failedIos: total((job) => overDirections(job, (side) => side.failedIos)),
    files: files(input),
    caches: input.caches,
    ...(input.residency === undefined ? {} : { residency: input.residency }),
    ...(input.settled === undefined ? {} : { settled: input.settled }),
    ...(input.mount === undefined ? {} : { mount: input.mount }),
    environment: input.environment,
    clat_ns: {
      ...clat('read', statistics),
      ...clat('write', statistics),
      ...clat('trim', statistics),
    },
    ...(generator === undefined ? {} : { generator }),
    cpu: { userUs: total((job) => job.resources.userUs), systemUs: total((job) => job.resources.systemUs) },
    fioOutput: fioOutputFacts(input),
  };
  if (measured) member.warnings.push(...runWarnings(member), ...keptErrorWarnings(input.jobs));
  return member;
}

/**
 * The result of one repeat, out of what its jobs left behind. Jobs that were killed or never started are in it with what
 * they measured, be it nothing.
 */
export function buildRunResult(input: RunOutcomeInput): RunResult {
  return { ...fioDocument(input), vfload: vfloadMember(input) };
}
