/** The built-in suite: the study's runs (fio-semantics 7.1) and io_uring's, which the study did not have. */
import { engineFacts } from '../options/engine-facts.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { RawOption } from '../options/raw-option.ts';
import type { Workload } from '../options/workload.ts';

/** Workloads of the suite, which trims nothing, in the order of the study's table. */
export const suiteWorkloads = ['read', 'randread', 'write', 'randwrite', 'randrw', 'rw'] as const;

type Rw = (typeof suiteWorkloads)[number];
type Engine = JobOptions['ioengine'];

/** One run of the suite, before it has sizes and times. */
export interface SuiteRun {
  /** `randread-psync`, `randread-psync-multi`, … */
  name: string;
  rw: Rw;
  ioengine: Engine;
  jobCount: number;
}

/** Which runs of the suite are asked for. */
export interface SuiteAxes {
  rw: readonly Rw[];
  ioengine: readonly Engine[];
  numjobs: readonly number[];
}

/** The study's names of workloads, and in its manner those of the others. */
const workloadNames: Readonly<Record<Workload, string>> = {
  read: 'seqread',
  randread: 'randread',
  write: 'seqwrite',
  randwrite: 'randwrite',
  randrw: 'randrw',
  rw: 'seqrw',
  trim: 'seqtrim',
  randtrim: 'randtrim',
  trimwrite: 'seqtrimwrite',
  randtrimwrite: 'randtrimwrite',
};

const engineOrder = Object.keys(engineFacts) as readonly Engine[];

/** What the suite runs unless it is asked for something else: 40 runs. */
export const defaultAxes: SuiteAxes = {
  rw: ['read', 'randread', 'write', 'randwrite', 'randrw'],
  ioengine: ['psync', 'mmap', 'libaio', 'io_uring'],
  numjobs: [1, 4],
};

/** The study's mix of mixed workloads. */
export const studyRwmixread = '75';

/** @returns the suite's runs in the order of the study's table: by workload, then engine, then number of jobs. */
export function suiteRuns(axes: SuiteAxes): SuiteRun[] {
  const counts = [...new Set(axes.numjobs)].sort((a, b) => a - b);
  return suiteWorkloads
    .filter((rw) => axes.rw.includes(rw))
    .flatMap((rw) =>
      engineOrder
        .filter((ioengine) => axes.ioengine.includes(ioengine))
        .flatMap((ioengine) =>
          counts.map((jobCount) => ({ name: runName(rw, ioengine, jobCount), rw, ioengine, jobCount })),
        ),
    );
}

/** The study's name of a run: nothing is added for one job, `-multi` for its four, `-jobs2` for any other number. */
export function runName(rw: Workload, ioengine: Engine, jobCount: number): string {
  const single = `${workloadNames[rw]}-${ioengine}`;
  if (jobCount === 1) return single;
  return jobCount === 4 ? `${single}-multi` : `${single}-jobs${jobCount}`;
}

/** @returns positions in `names` in the order of execution: alphabetical, as the study's script went through its job files. */
export function executionOrder(names: readonly string[]): number[] {
  return names
    .map((name, index) => ({ name, index }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ index }) => index);
}

/** What a run's job files set before the user's options, which may override it. */
export function suiteDefaults(run: SuiteRun): RawOption[] {
  return run.rw === 'randrw' || run.rw === 'rw' ? [option('rwmixread', studyRwmixread)] : [];
}

/** What identifies the job with this number (from 1) in a run: each has its own file, which all runs share. */
export function suiteIdentity(run: SuiteRun, jobNumber: number): RawOption[] {
  const identity = [
    option('name', run.name),
    option('filename', `vfload-file${jobNumber}`),
    option('rw', run.rw),
    option('ioengine', run.ioengine),
  ];
  return run.jobCount === 1 ? identity : [...identity, option('group_reporting', '1')];
}

function option(name: string, value: string): RawOption {
  return { name, value, origin: `Option ${name} of the suite` };
}
