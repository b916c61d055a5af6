/** The tool's own share of a repeat, from its jobs and the calibration. */
import { engineShape, loopShape } from '../options/engine-shape.ts';
import { directionsOf, overDirections, type JobStatistics } from '../stats/job-statistics.ts';
import { cellNsPerIo, isGeneratorBound, meanFloor, ownShare } from '../stats/own-share.ts';
import { type Calibration, costOf } from './calibration.ts';
import { cpuListLength } from './environment.ts';
import type { JobOutcome, RunOutcomeInput } from './run-outcome.ts';
import type { Environment, GeneratorFacts } from './vfload-member.ts';

/** Digits of a nanosecond that are worth keeping. */
const digits = 3;

/** A job that completed I/Os. */
interface WorkingJob {
  options: JobOutcome['options'];
  statistics: JobStatistics;
  ios: number;
}

/** @returns undefined where nothing was calibrated, or nothing was completed. */
export function generatorFacts(input: RunOutcomeInput): GeneratorFacts | undefined {
  const { calibration } = input;
  const jobs = input.jobs.flatMap(workingJob);
  if (calibration === undefined || jobs.length === 0) return undefined;
  const floors = costs(jobs, calibration, input.mount?.type, engineShape);
  if ('reason' in floors) return floors;
  const loops = costs(jobs, calibration, input.mount?.type, (options) => loopShape(engineShape(options)));
  if ('reason' in loops) return loops;
  const nsPerIo = cellNsPerIo({
    runtimeNs: Math.max(...jobs.map(({ statistics }) => runtimeNs(statistics))),
    jobs: input.jobs.length,
    cpus: usableCpus(
      jobs.map(({ options }) => options),
      input.environment,
    ),
    ios: jobs.reduce((sum, { ios }) => sum + ios, 0),
  });
  const share = ownShare(floors.nsPerIo, nsPerIo);
  return {
    loopNsPerIo: rounded(loops.nsPerIo),
    floorNsPerIo: rounded(floors.nsPerIo),
    nsPerIo: rounded(nsPerIo),
    share: rounded(share),
    bound: isGeneratorBound(share),
    ...(calibration.fileSystem === undefined ? {} : { calibratedOn: calibration.fileSystem }),
  };
}

function workingJob({ options, end }: JobOutcome): WorkingJob[] {
  const statistics = end?.statistics;
  if (statistics === undefined || runtimeNs(statistics) === 0) return [];
  const ios = overDirections(statistics, ({ completed }) => completed);
  return ios === 0 ? [] : [{ options, statistics, ios }];
}

function runtimeNs(statistics: JobStatistics): number {
  return Math.max(...directionsOf(statistics).map((side) => side.runtimeNs));
}

function costs(
  jobs: readonly WorkingJob[],
  calibration: Calibration,
  fileSystem: string | undefined,
  shapeOf: typeof engineShape,
): { nsPerIo: number } | { reason: string } {
  const parts: { ios: number; nsPerIo: number }[] = [];
  for (const { options, ios } of jobs) {
    const cost = costOf(calibration, shapeOf(options), fileSystem);
    if ('reason' in cost) return { reason: cost.reason };
    parts.push({ ios, nsPerIo: cost.nsPerIo });
  }
  return { nsPerIo: meanFloor(parts) };
}

/** CPUs that jobs may use at a time: those of `cpus_allowed`, else this process's, and no more than a quota gives. */
function usableCpus(jobs: readonly JobOutcome['options'][], environment: Environment): number {
  const own = cpuListLength(environment.affinity) || environment.cores || 1;
  const allowed = new Set<number>();
  for (const { cpus_allowed: cpus } of jobs) {
    if (cpus === undefined) return Math.min(own, environment.cgroupCpuQuota ?? Infinity);
    for (const cpu of cpus) allowed.add(cpu);
  }
  return Math.min(allowed.size, environment.cgroupCpuQuota ?? Infinity);
}

function rounded(value: number): number {
  return Number(value.toFixed(digits));
}
