/** Sections of a job file with their options: defaults and jobs, in the order of the file (fio-semantics 1.1, 1.3). */
import { VfloadError } from '../errors.ts';
import { closest } from '../options/did-you-mean.ts';
import type { Dialect } from '../options/value-form.ts';
import type { RawOption } from '../options/raw-option.ts';
import type { PlainLine } from './include.ts';
import type { SectionLine } from './lines.ts';
import { optionOf } from './option-line.ts';
import type { JobFileLines } from './read-job-files.ts';
import type { SourcePosition } from './source-position.ts';
import type { Surroundings } from './surroundings.ts';

/** A section that defines a job, or (`isGlobal`) defaults of the jobs below it. */
export interface Section {
  readonly name: string;
  readonly at: SourcePosition;
  readonly isGlobal: boolean;
  readonly options: readonly RawOption[];
}

/** Any name that begins so, as in fio. */
function isGlobal({ name }: SectionLine): boolean {
  return name.startsWith('global');
}

/**
 * @param lines - of one file, the first of them a section
 * @param selected - names of the jobs to take; undefined: all. Sections that are not taken are not looked into.
 * @throws VfloadError for an option that there is not, or a value that it does not take
 */
export function sectionsOf(
  lines: readonly PlainLine[],
  selected: readonly string[] | undefined,
  surroundings: Surroundings,
  dialect: Dialect = 'vfload',
): Section[] {
  const sections: (Section & { options: RawOption[] })[] = [];
  let current: (Section & { options: RawOption[] }) | undefined;
  for (const line of lines) {
    if (line.kind === 'section') {
      const isTaken = isGlobal(line) || selected === undefined || selected.includes(line.name);
      current = isTaken ? { name: line.name, at: line.at, isGlobal: isGlobal(line), options: [] } : undefined;
      if (current !== undefined) sections.push(current);
    } else {
      current?.options.push(optionOf(line, surroundings, dialect));
    }
  }
  return sections;
}

/**
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE for a name that no job of the files has: fio would run nothing, and say nothing
 */
export function checkSelection(
  selected: readonly string[] | undefined,
  files: readonly JobFileLines[],
): void {
  const jobs = files.flatMap(({ lines }) =>
    lines.flatMap((line) => (line.kind === 'section' && !isGlobal(line) ? line.name : [])),
  );
  const missing = selected?.find((name) => !jobs.includes(name));
  if (missing === undefined) return;
  const suggestion = closest(missing, jobs);
  const names = [...new Set(jobs)].slice(0, 8).join(', ');
  throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option section: no job is called "${missing}".`, {
    remedy: suggestion === undefined ? `The jobs are ${names}.` : `Did you mean ${suggestion}?`,
  });
}
