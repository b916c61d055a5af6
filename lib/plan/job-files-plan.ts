/** The plan of job files: each part between stonewalls is a run (fio-semantics 1.7). */
import { VfloadError } from '../errors.ts';
import { describedJobs } from '../jobfile/described-jobs.ts';
import type { JobFileLines } from '../jobfile/read-job-files.ts';
import { positionText } from '../jobfile/source-position.ts';
import { type Surroundings, presentSurroundings } from '../jobfile/surroundings.ts';
import { sortInputs } from '../options/api-inputs.ts';
import type { RunOptions } from '../options/api-options.ts';
import { parseOptions } from '../options/parse-options.ts';
import { jobOptionTable } from '../options/registry.ts';
import { parseVfloadOptions } from '../options/vfload-options.ts';
import { makeConfigurations } from './configurations.ts';
import { planDesign } from './design.ts';
import { finishPlan } from './finish-plan.ts';
import { affordableRepeats } from './job-files-budget.ts';
import { type ClonedJob, clonedJobs, plannedRuns } from './job-runs.ts';
import type { Plan, PlannedRun } from './plan.ts';
import { presetOptions, presetRepeats } from './presets.ts';
import { workingDirectory } from './working-directory.ts';

/** Jobs have their names from the files, and runs theirs from the jobs. */
const jobFilesRefuse = ['only', 'until', 'name'];

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
  const jobs = clonedJobs(
    described.map((job) => ({ ...job, optionsOf: () => job.options })),
    'vfload',
  );
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
    design: planDesign(settings, { isStudy: false }),
  });
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
