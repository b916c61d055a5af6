/** From described jobs to runs: clones, and what starts together. */
import { VfloadError } from '../errors.ts';
import { type DescribedJob, mostJobs } from '../jobfile/described-jobs.ts';
import { errorAt, positionText } from '../jobfile/source-position.ts';
import { completeJob } from '../options/complete-job.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { Dialect } from '../options/value-form.ts';
import type { RawOption } from '../options/raw-option.ts';
import { asClone, cloneNumbers } from './clones.ts';
import { defaultFilename } from './own-files.ts';
import type { PlannedRun } from './plan.ts';
import { runNames } from './run-names.ts';
import { steadyUnits } from './steady-units.ts';
import { type WaitingJob, checkWaits } from './waits.ts';

/** Of one run, as of one job (docs/scaling.md). */
const mostJobsAtOnce = 1024;

/** A job and what each of its clones is told. */
export interface CloneableJob extends Pick<DescribedJob, 'section' | 'at' | 'beginsFile'> {
  readonly optionsOf: (clone: number) => readonly RawOption[];
}

/** A job with its clones. */
export interface ClonedJob {
  readonly described: CloneableJob;
  /** In the order of fio's thread numbers. */
  readonly clones: readonly JobOptions[];
}

/**
 * The jobs with their clones, in the order of fio's thread numbers.
 *
 * @throws VfloadError for values and combinations that make no sense, and too many jobs, with the place of the section
 */
export function clonedJobs(described: readonly CloneableJob[], dialect: Dialect): ClonedJob[] {
  let count = 0;
  const jobs = described.map((job) => {
    const clones = clonesOf(job, dialect);
    count += clones.length;
    if (count > mostJobs) {
      throw errorAt(job.at, `with [${job.section}] there are more than ${mostJobs} jobs.`, {
        remedy: 'Lower numjobs, or run some of the jobs at a time with --section.',
      });
    }
    return { described: job, clones };
  });
  checkWaits(jobs.map(waitingJob));
  return endingTogether(jobs);
}

function waitingJob({ described, clones: [first] }: ClonedJob): WaitingJob {
  return {
    name: first?.name ?? '',
    waitsFor: first?.wait_for,
    place: `${positionText(described.at)}: [${described.section}]: `,
  };
}

/** fio knows one exitall for all jobs, whichever of them has it. */
function endingTogether(jobs: ClonedJob[]): ClonedJob[] {
  if (!jobs.some(({ clones }) => clones.some((job) => job.exitall))) return jobs;
  return jobs.map(({ described, clones }) => ({
    described,
    clones: clones.map((job) => ({ ...job, exitall: true })),
  }));
}

/** With fio's numbers, each with its own default file. */
function clonesOf(job: CloneableJob, dialect: Dialect): JobOptions[] {
  const first = completed(job, 0, dialect);
  return cloneNumbers(first.numjobs).map((clone) =>
    clone === 0 ? first : asLaterClone(completed(job, clone, dialect), clone, dialect),
  );
}

/** Clones begin neither a run nor a group (fio-semantics 1.7). */
function asLaterClone(job: JobOptions, clone: number, dialect: Dialect): JobOptions {
  const given = withoutBeginnings(job.given);
  return { ...asClone(job, clone, dialect), stonewall: false, new_group: false, given };
}

function withoutBeginnings({
  stonewall: _stonewall,
  new_group: _newGroup,
  ...others
}: JobOptions['given']): JobOptions['given'] {
  return others;
}

/** What is wrong with options together is told with the place of their section. */
function completed(job: CloneableJob, clone: number, dialect: Dialect): JobOptions {
  try {
    const options = job.optionsOf(clone);
    const names = { name: job.section, filename: defaultFilename(options, job.section, clone) };
    // To fio a job without a size works on all that its files have.
    const fallbacks = dialect === 'fio' ? { ...names, size: 0 } : names;
    return completeJob(options, fallbacks, dialect);
  } catch (error) {
    if (!(error instanceof VfloadError)) throw error;
    const { message, cause, remedy } = error;
    throw new VfloadError(error.code, `${positionText(job.at)}: [${job.section}]: ${message}`, {
      ...{ cause, remedy, path: job.at.file },
    });
  }
}

/** What is between stonewalls is a run; jobs are numbered on over them (fio-semantics 1.7). */
export function plannedRuns(jobs: readonly ClonedJob[]): PlannedRun[] {
  const groups: ClonedJob[][] = [];
  for (const job of jobs) {
    const current = groups.at(-1);
    const waits = job.described.beginsFile || job.clones[0]?.stonewall === true;
    if (current === undefined || waits) groups.push([job]);
    else current.push(job);
  }
  const names = runNames(groups.map((group) => group.map(({ clones: [first] }) => first?.name ?? '')));
  let firstJobNumber = 1;
  return groups.map((group, index) => {
    const jobs = group.flatMap(({ clones }) => clones);
    // Refused here, before anything is touched.
    steadyUnits(jobs);
    if (jobs.length > mostJobsAtOnce) throw tooManyAtOnce(group, jobs.length);
    const run = { name: names[index] ?? '', firstJobNumber, jobs };
    firstJobNumber += run.jobs.length;
    return run;
  });
}

function tooManyAtOnce(group: readonly ClonedJob[], count: number): VfloadError {
  const at = group[0]?.described.at ?? { file: 'stdin', line: 1, column: 1 };
  return errorAt(at, `${count} jobs would run at once, from this one on.`, {
    cause: `vfload runs ${mostJobsAtOnce} at most`,
    remedy: 'Lower numjobs, or put stonewall into some of the sections.',
  });
}
