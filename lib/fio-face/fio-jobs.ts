/** The jobs of fio's command line and job files, in fio's order and with fio's precedence (fio-semantics 1.4). */
import { statSync } from 'node:fs';
import { VfloadError } from '../errors.ts';
import { type UnplacedJob, jobsOfFile } from '../jobfile/described-jobs.ts';
import { unescaped } from '../jobfile/file-list.ts';
import { namesIn } from '../jobfile/fio-file.ts';
import type { JobFileLines } from '../jobfile/read-job-files.ts';
import { type Section, sectionsOf } from '../jobfile/sections.ts';
import type { Surroundings } from '../jobfile/surroundings.ts';
import type { RawOption } from '../options/raw-option.ts';
import type { CommandLine } from './command-line.ts';
import { defaultEngine, hasOption } from './job-option-names.ts';

export interface FioJobs {
  /** The command line's before those of files. */
  readonly jobs: readonly UnplacedJob[];
  /** What fio's JSON calls so: of the last job file, and of the command line where there is no other. */
  readonly globalOptions: readonly RawOption[];
}

/**
 * The options of the command line are the defaults of the first file; later ones start from nothing, and wait for those before.
 *
 * @param files - as the command line names them
 * @throws VfloadError for what is no option, has no such value, or names a directory that is none
 */
export function fioJobs(
  line: CommandLine,
  files: readonly JobFileLines[],
  surroundings: Surroundings,
): FioJobs {
  const [first = [], ...later] = sectionsOfFiles(line, files, surroundings);
  const parts = [[...line.sections, ...first], ...later];
  // Whoever only asks whether the jobs are right need not have them.
  if (!line.settings.parseOnly) for (const { options } of parts.flat()) options.forEach(checkDirectory);
  return {
    jobs: parts.flatMap((sections, index) => jobsOfFile(sections, [], index > 0)).map(withOwnEngine),
    globalOptions: globalOptionsOf(parts.at(-1) ?? []),
  };
}

/** The sections of each file, below the defaults that the command line has for the first of them: what `--showcmd` shows. */
export function shownSections(
  line: CommandLine,
  files: readonly JobFileLines[],
  surroundings: Surroundings,
): Section[][] {
  const defaults = line.sections.filter(({ isGlobal }) => isGlobal);
  return sectionsOfFiles(line, files, surroundings).map((sections, index) =>
    index === 0 ? [...defaults, ...sections] : sections,
  );
}

/** All sections in fio's order, those of the command line first. */
export function allSections(
  line: CommandLine,
  files: readonly JobFileLines[],
  surroundings: Surroundings,
): Section[] {
  return [...line.sections, ...sectionsOfFiles(line, files, surroundings).flat()];
}

function sectionsOfFiles(
  { settings }: CommandLine,
  files: readonly JobFileLines[],
  surroundings: Surroundings,
): Section[][] {
  const selected = settings.sections.length === 0 ? undefined : settings.sections;
  return files.map(({ lines }) =>
    sectionsOf(lines, selected, surroundings, 'fio').map((section) => ({
      ...section,
      options: section.options.toSorted((a, b) => rank(a) - rank(b)),
    })),
  );
}

/** fio takes some options of a section before all others, and some after them (fio-semantics 1.3). */
function rank({ name }: RawOption): number {
  if (['kb_base', 'unit_base', 'lockfile', 'cpus_allowed_policy'].includes(name)) return 0;
  return name === 'filename' || name === 'filename_format' ? 2 : 1;
}

/**
 * A section may have options of its engine only; what defaults above it say for other engines' jobs does not concern it.
 *
 * @throws VfloadError ERR_VFLOAD_UNKNOWN_OPTION
 */
function withOwnEngine(job: UnplacedJob): UnplacedJob {
  const engine = job.options.findLast(({ name }) => name === 'ioengine')?.value ?? defaultEngine;
  const isOthers = ({ name }: RawOption): boolean => !hasOption(engine, name);
  const misplaced = job.ownOptions.find(isOthers);
  if (misplaced === undefined) return { ...job, options: job.options.filter((option) => !isOthers(option)) };
  throw new VfloadError(
    'ERR_VFLOAD_UNKNOWN_OPTION',
    `${misplaced.origin}: ioengine=${engine} has no such option.`,
    { remedy: `Leave ${misplaced.name} out, or choose an engine that has it (--cmdhelp=${misplaced.name}).` },
  );
}

function globalOptionsOf(sections: readonly Section[]): RawOption[] {
  return sections.flatMap(({ isGlobal, options }) => (isGlobal ? options : []));
}

/** fio looks for them while it reads the options. */
function checkDirectory({ name, value, origin }: RawOption): void {
  if (name !== 'directory') return;
  for (const directory of namesIn(value).map(unescaped)) {
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) continue;
    throw new VfloadError('ERR_VFLOAD_DIRECTORY', `${origin}: "${directory}" is no directory.`, {
      path: directory,
      remedy: 'Create it, or mount what is to be measured there.',
    });
  }
}
