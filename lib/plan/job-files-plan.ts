/** The plan of job files: each part between stonewalls is a run (fio-semantics 1.7). */
import { VfloadError } from '../errors.ts';
import { type DescribedJob, describedJobs, mostJobs } from '../jobfile/described-jobs.ts';
import type { JobFileLines } from '../jobfile/read-job-files.ts';
import { errorAt, positionText } from '../jobfile/source-position.ts';
import { type Surroundings, presentSurroundings } from '../jobfile/surroundings.ts';
import { sortInputs } from '../options/api-inputs.ts';
import type { RunOptions } from '../options/api-options.ts';
import { completeJob } from '../options/complete-job.ts';
import type { JobOptions } from '../options/job-options.ts';
import { parseOptions } from '../options/parse-options.ts';
import { jobOptionTable } from '../options/registry.ts';
import { parseVfloadOptions } from '../options/vfload-options.ts';
import { cloneNumbers } from './clones.ts';
import { makeConfigurations } from './configurations.ts';
import { finishPlan } from './finish-plan.ts';
import { affordableRepeats } from './job-files-budget.ts';
import type { Plan, PlannedRun } from './plan.ts';
import { presetOptions, presetRepeats } from './presets.ts';
import { runNames } from './run-names.ts';
import { workingDirectory } from './working-directory.ts';

/** Jobs have their names from the files, and runs theirs from the jobs. */
const jobFilesRefuse = ['only', 'name'];

/** Of one run, as of one job (docs/scaling.md). */
const mostJobsAtOnce = 1024;

/** A job with its clones. */
interface ClonedJob {
  described: DescribedJob;
  /** In the order of fio's thread numbers. */
  clones: readonly JobOptions[];
}

/**
 * @throws VfloadError for unknown options, bad values and combinations that make no sense, with the place in the file
 */
export function makeJobFilesPlan(
  options: RunOptions,
  files: readonly JobFileLines[],
  surroundings: Surroundings = presentSurroundings(),
): Plan {
  const inputs = sortInputs(options, jobFilesRefuse);
  const settings = parseVfloadOptions(inputs.vfload);
  // Before the files: what is wrong on the command line is told without a place in a file.
  parseOptions(jobOptionTable, inputs.job);
  const described = describedJobs({
    ...{ files, surroundings },
    defaults: presetOptions(settings.preset),
    commandLine: inputs.job,
    selected: typeof options.sections === 'string' ? [options.sections] : options.sections,
  });
  const jobs = clonedJobs(described);
  const directory = commonDirectory(jobs);
  const runs = plannedRuns(jobs);
  refuseSharedLogs(runs);
  return finishPlan({
    settings,
    configurations: makeConfigurations([{ label: options.label, directory }], workingDirectory),
    runs,
    // As the files have them, and not by name.
    execution: [...runs.keys()],
    repeats: affordableRepeats(settings, runs, settings.repeats ?? presetRepeats(settings.preset)),
    calibrate: settings.calibrate ?? false,
  });
}

function clonedJobs(described: readonly DescribedJob[]): ClonedJob[] {
  let count = 0;
  return described.map((job) => {
    const clones = clonesOf(job);
    count += clones.length;
    if (count > mostJobs) {
      throw errorAt(job.at, `with [${job.section}] there are more than ${mostJobs} jobs.`, {
        remedy: 'Lower numjobs, or run some of the jobs at a time with --section.',
      });
    }
    return { described: job, clones };
  });
}

/** With fio's numbers, each with its own default file. */
function clonesOf(job: DescribedJob): JobOptions[] {
  const first = completed(job, 0);
  return cloneNumbers(first.numjobs).map((clone) => (clone === 0 ? first : asClone(completed(job, clone))));
}

/** Clones begin neither a run nor a group (fio-semantics 1.7). */
function asClone(job: JobOptions): JobOptions {
  return { ...job, stonewall: false, new_group: false, given: withoutBeginnings(job.given) };
}

function withoutBeginnings({
  stonewall: _stonewall,
  new_group: _newGroup,
  ...others
}: JobOptions['given']): JobOptions['given'] {
  return others;
}

/** What is wrong with options together is told with the place of their section. */
function completed(job: DescribedJob, clone: number): JobOptions {
  try {
    return completeJob(job.options, { name: job.section, filename: `${job.section}.${clone}.0` });
  } catch (error) {
    if (!(error instanceof VfloadError)) throw error;
    const { message, cause, remedy } = error;
    throw new VfloadError(error.code, `${positionText(job.at)}: [${job.section}]: ${message}`, {
      ...{ cause, remedy, path: job.at.file },
    });
  }
}

/** A configuration is a directory: its session, lock and files are. */
function commonDirectory(jobs: readonly ClonedJob[]): string {
  const [first] = jobs;
  const directory = first === undefined ? '.' : directoryOf(first);
  const other = jobs.find((job) => directoryOf(job) !== directory);
  if (first === undefined || other === undefined) return directory;
  const { at, section } = other.described;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_CONFLICT',
    `${positionText(at)}: [${section}] works in ${inWords(directoryOf(other))}, and [${first.described.section}] in ${inWords(directory)}.`,
    {
      cause: other.described.beginsFile
        ? 'job options on the command line are for the first file only, as in fio'
        : 'the jobs of one vfload work in one directory',
      remedy: 'Give all jobs the same directory, in the files, or run them one by one with --section.',
    },
  );
}

function directoryOf({ clones: [first] }: ClonedJob): string {
  const directory = first?.directory ?? '.';
  return directory.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');
}

function inWords(directory: string): string {
  return directory === '.' ? 'the current directory' : directory;
}

function plannedRuns(jobs: readonly ClonedJob[]): PlannedRun[] {
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

/** Within a run each job gets a log of its own; a later run would write over that of an earlier one. */
function refuseSharedLogs(runs: readonly PlannedRun[]): void {
  const runByLog = new Map<string, PlannedRun>();
  for (const run of runs) {
    for (const { write_iolog: log } of run.jobs) {
      if (log === undefined) continue;
      const before = runByLog.get(log) ?? run;
      runByLog.set(log, before);
      if (before === run) continue;
      throw new VfloadError(
        'ERR_VFLOAD_OPTION_CONFLICT',
        `Option write_iolog: the runs ${before.name} and ${run.name} both log to ${log}.`,
        { remedy: 'Give write_iolog in the sections, and not for all of them.' },
      );
    }
  }
}
