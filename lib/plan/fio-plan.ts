/** The plan of the fio face: the jobs as fio would run them, once, with their files at any path. */
import type { UnplacedJob } from '../jobfile/described-jobs.ts';
import { type DefaultNames, fioFilename } from '../jobfile/fio-file.ts';
import type { JobOptions, OptionTexts } from '../options/job-options.ts';
import type { RawOption } from '../options/raw-option.ts';
import { jobRegistry } from '../options/registry.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';
import { fileShares } from '../jobfile/file-names.ts';
import { clonedJobs, plannedRuns } from './job-runs.ts';
import type { PlannedRun } from './plan.ts';

type FioCompat = VfloadOptions['fioCompat'];

/** Of one job. */
const mostFiles = 100_000;

export interface FioPlan {
  /** What is between stonewalls, in order; each job's `filename` is a list of paths. */
  readonly runs: readonly PlannedRun[];
  readonly fioCompat: FioCompat;
  /** "global options" of fio's JSON. */
  readonly globalOptions: OptionTexts;
  /** Whole sentences about what jobs ask for in vain; errors with `--warnings-fatal`. */
  readonly warnings: readonly string[];
}

/**
 * @param jobs - one at least
 * @throws VfloadError for options that cannot go together, with the place of their section
 */
export function makeFioPlan(
  jobs: readonly UnplacedJob[],
  globalOptions: readonly RawOption[],
  fioCompat: FioCompat,
): FioPlan {
  const cloned = clonedJobs(
    jobs.map((job) => ({
      ...job,
      optionsOf: (clone) => [...job.options, fioFilename(job, defaultNames(job), clone, filesOf(job))],
    })),
    'fio',
  );
  const told = cloned.map((each, index) => {
    const own = toldOptions(jobs[index]?.ownOptions ?? [], fioCompat);
    const { beginsFile } = each.described;
    const clones = each.clones.map((clone, number): JobOptions => {
      const stonewall = clone.stonewall || (beginsFile && number === 0);
      // Without a runtime there is no time to fill.
      const time_based = clone.time_based && clone.runtime > 0;
      // 0 files of those that are named are all of them; where none is named, it is none.
      const isNamed = (jobs[index]?.files.length ?? 0) > 0;
      const nrfiles = clone.nrfiles === 0 && isNamed ? fileShares(clone) : clone.nrfiles;
      const read_iolog = ownIolog(clone);
      return { ...clone, stonewall, time_based, nrfiles, read_iolog, givenInOrder: own };
    });
    return { ...each, clones };
  });
  const warnings = cloned.flatMap(({ clones: [first] }) =>
    first?.time_based === true && first.runtime === 0
      ? [`[${first.name}]: time_based has no effect without runtime.`]
      : [],
  );
  return {
    runs: plannedRuns(told),
    fioCompat,
    globalOptions: toldOptions(globalOptions, fioCompat),
    warnings,
  };
}

function defaultNames({ section, options }: UnplacedJob): DefaultNames {
  const given = options.findLast(({ name }) => name === 'filename_format')?.value;
  return { section, format: given ?? jobRegistry.filename_format.default };
}

/** Of several logs each clone replays one, in turn. */
function ownIolog({ read_iolog: files, clone }: JobOptions): JobOptions['read_iolog'] {
  if (files === undefined || files.length === 0) return undefined;
  const own = files[clone % files.length];
  return own === undefined ? undefined : [own];
}

/** `nrfiles`, which says what the job's files are called; what is no number is told by the parser of options. */
function filesOf({ options }: UnplacedJob): number | undefined {
  const text = options.findLast(({ name }) => name === 'nrfiles')?.value;
  const count = Number(text);
  return text === undefined || !Number.isInteger(count) || count < 0 ? undefined : Math.min(count, mostFiles);
}

/** As fio's JSON tells them, also those that a later one replaces: 3.33 leaves out flags that were given without a value. */
function toldOptions(options: readonly RawOption[], fioCompat: FioCompat): OptionTexts {
  const told = fioCompat === '3.33' ? options.filter(({ isBare }) => isBare !== true) : options;
  return told.map(({ name, value }) => [name, value] as const);
}
