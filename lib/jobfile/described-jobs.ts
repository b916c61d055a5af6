/**
 * The jobs of job files with all options that apply to them: what the job's section says wins over the `[global]` sections above
 * it, these over the command line, that over the defaults (fio-semantics 1.4).
 */
import { VfloadError } from '../errors.ts';
import { lastOfEach } from '../options/last-of-each.ts';
import type { RawOption } from '../options/raw-option.ts';
import { jobOptionTable } from '../options/registry.ts';
import { type FileChoice, type GivenFile, placedFile } from './job-file.ts';
import type { JobFileLines } from './read-job-files.ts';
import { type Section, checkSelection, sectionsOf } from './sections.ts';
import { type SourcePosition, errorAt } from './source-position.ts';
import type { Surroundings } from './surroundings.ts';

/** Of all files together, clones included: more are a slip of the finger, and take long to plan. */
export const mostJobs = 16384;
/** That a job may name. */
const mostFiles = 1000;

/** A job as its section and what is above describe it, before it is cloned. */
export interface DescribedJob {
  /** The section's name, which the default file is called after. */
  readonly section: string;
  readonly at: SourcePosition;
  /** The first of a second or later file, which waits for all jobs before it. */
  readonly beginsFile: boolean;
  /** By canonical name; of one given several times the last counts. */
  readonly options: readonly RawOption[];
}

/** The same before it is said where its file is. */
export interface UnplacedJob extends DescribedJob, FileChoice {
  /** Without `directory` and `filename`. */
  readonly options: readonly RawOption[];
  /** What its section says, in the order given. */
  readonly ownOptions: readonly RawOption[];
}

export interface JobsRequest {
  files: readonly JobFileLines[];
  /** Defaults below everything, for all files. */
  defaults: readonly RawOption[];
  /** As a `[global]` section above the first file, and that one only. */
  commandLine: readonly RawOption[];
  /** Names of the jobs to take; undefined: all. */
  selected: readonly string[] | undefined;
  surroundings: Surroundings;
}

/** What applies to the jobs below a place. */
interface Defaults extends FileChoice {
  options: readonly RawOption[];
}

/**
 * @returns the jobs in the order of the files, one at least
 * @throws VfloadError, with a place, for anything that is no option, has no such value or contradicts itself
 */
export function describedJobs(request: JobsRequest): DescribedJob[] {
  const { files, selected, surroundings } = request;
  checkSelection(selected, files);
  const jobs = files.flatMap(({ lines }, index) => {
    const sections = sectionsOf(lines, selected, surroundings);
    const given = index === 0 ? request.commandLine : [];
    return jobsOfFile(sections, [...request.defaults, ...given], index > 0).map(placed);
  });
  if (jobs.length > 0) return jobs;
  const names = files.map(({ file }) => (file === '-' ? 'stdin' : file)).join(', ');
  throw new VfloadError('ERR_VFLOAD_JOB_FILE', `${names}: there is no job.`, {
    cause: 'a job is a section [NAME]; [global] sections only have defaults for the jobs below them',
    remedy: 'Add a section such as [randread].',
  });
}

function placed({ section, at, beginsFile, options, directory, files }: UnplacedJob): DescribedJob {
  return { section, at, beginsFile, options: [...options, ...placedFile({ directory, files })] };
}

/**
 * @param above - defaults above all sections
 * @param isLaterFile - the first of these jobs waits for all before it
 * @throws VfloadError for more jobs or files than vfload plans
 */
export function jobsOfFile(
  sections: readonly Section[],
  above: readonly RawOption[],
  isLaterFile: boolean,
): UnplacedJob[] {
  checkNumber(sections);
  let defaults = withSection({ options: [], directory: undefined, files: [] }, above);
  const jobs: UnplacedJob[] = [];
  for (const { name, at, isGlobal, options } of sections) {
    if (isGlobal) {
      // A default name would be that of all jobs: each has its section's.
      const shared = options.filter((option) => option.name !== 'name');
      defaults = withSection(defaults, shared);
      continue;
    }
    const { files, ...job } = withSection({ ...defaults, files: [] }, options);
    jobs.push({
      section: name,
      at,
      beginsFile: isLaterFile && jobs.length === 0,
      ...job,
      files: files.length > 0 ? files : defaults.files,
      ownOptions: options,
    });
  }
  return jobs;
}

function checkNumber(sections: readonly Section[]): void {
  const jobs = sections.filter(({ isGlobal }) => !isGlobal);
  const tooMany = jobs[mostJobs];
  if (tooMany === undefined) return;
  throw errorAt(tooMany.at, `this is one of ${jobs.length} jobs.`, {
    cause: `vfload plans ${mostJobs} at most`,
    remedy: 'Choose some with --section, or divide the file.',
  });
}

/** A section's options on top of what applied before. `filename` comes last, with the directory known by then. */
function withSection(before: Defaults, added: readonly RawOption[]): Defaults {
  const directory = added.findLast(({ name }) => name === 'directory') ?? before.directory;
  const files = added.flatMap((option): GivenFile[] =>
    option.name === 'filename' ? [{ filename: option, directory }] : [],
  );
  const [, tooMany] = [...before.files, ...files].slice(mostFiles - 1);
  if (tooMany !== undefined) {
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_VALUE',
      `${tooMany.filename.origin}: there are more than ${mostFiles} files.`,
      { remedy: 'Give filename less often: each adds to those before it.' },
    );
  }
  const others = added.filter(({ name }) => name !== 'directory' && name !== 'filename');
  return {
    options: lastOfEach(jobOptionTable, [...before.options, ...others]),
    directory,
    files: [...before.files, ...files],
  };
}
