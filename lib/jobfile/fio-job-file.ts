/** A plan's jobs as a job file that fio takes as well: what differs from fio's defaults, in fio's units. */
import { formatValue } from '../options/format-value.ts';
import { splitNames } from '../options/parse/names.ts';
import { fileNames } from './file-names.ts';
import { unescaped } from './file-list.ts';
import { namedByDefault } from './fio-file.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { OptionEntry } from '../options/option-entry.ts';
import type { OptionValue } from '../options/value-form.ts';
import { jobOptionTable } from '../options/registry.ts';

/** Jobs that are released together, clones included, in their order. */
interface Run {
  readonly jobs: readonly JobOptions[];
}

/** A job with its clones as one section. */
export interface JobSection {
  /** The section's name. */
  readonly name: string;
  /** By name, as a job file has them. */
  readonly options: ReadonlyMap<string, string>;
  /** Files of the clones, each once. */
  readonly files: readonly string[];
}

/** Told also where they are the defaults: without them nobody knows what is measured. */
const alwaysTold: readonly string[] = ['ioengine', 'rw', 'bs', 'size'];

/** Written by other means: the section's name, the place of the file, where a run begins. */
const toldElsewhere: readonly string[] = ['name', 'directory', 'filename', 'stonewall'];

/** What says something about the section that it is in, and what counts by its place beside another option. */
const staysInSection: readonly string[] = ['name', 'filename', 'new_group', 'bsrange', 'bssplit'];

/** @returns the sections of a run, in the order of its jobs. */
export function jobSections({ jobs }: Run): JobSection[] {
  const sections: JobSection[] = [];
  for (let index = 0; index < jobs.length;) {
    const [first, ...others] = jobs.slice(index, index + (jobs[index]?.numjobs ?? 1));
    if (first === undefined) break;
    sections.push(jobSection(first, [first, ...others]));
    index += 1 + others.length;
  }
  return sections;
}

function jobSection(job: JobOptions, clones: readonly JobOptions[]): JobSection {
  const defaultName = sectionByFiles(job);
  const hasOwnFiles = clones.length === 1 || clones[1]?.filename !== job.filename;
  const name = defaultName !== undefined && hasOwnFiles ? defaultName : job.name;
  const options = new Map<string, string>();
  if (name !== job.name) options.set('name', job.name);
  if (name !== defaultName || !hasOwnFiles) options.set('filename', job.filename);
  for (const [option, entry] of Object.entries(jobOptionTable)) {
    // Inverse options have no value of their own.
    const value = (job as unknown as Record<string, OptionValue | undefined>)[option];
    if (value === undefined || toldElsewhere.includes(option)) continue;
    const preset = 'default' in entry ? entry.default : undefined;
    const isDefault = preset !== undefined && formatValue(entry, preset) === formatValue(entry, value);
    if (!isDefault || alwaysTold.includes(option)) options.set(option, fioValue(entry, value));
  }
  return { name, options, files: [...new Set(clones.flatMap(fileNames))] };
}

/** @returns the section whose default files a job has; undefined: it names its files. */
function sectionByFiles({
  name,
  filename,
  filename_format: format,
  nrfiles,
}: JobOptions): string | undefined {
  const [first = ''] = splitNames(filename);
  const candidates = [name, /^(.+)\.0\.0$/s.exec(unescaped(first))?.[1]];
  return candidates.find(
    (section) => section !== undefined && namedByDefault({ section, format }, 0, nrfiles) === filename,
  );
}

/** fio takes no suffix where a time without one counts milliseconds. */
function fioValue(entry: OptionEntry, value: OptionValue): string {
  const isPlain = entry.kind === 'duration' && entry.bareUnit === 'ms' && typeof value === 'number';
  return isPlain ? value.toString() : formatValue(entry, value);
}

/**
 * The job file: a section for each job, each run after the first beginning with `stonewall`.
 *
 * @returns undefined where a name or value has what begins a comment, or a name stands for defaults: no job file can have it
 */
export function fioJobFile(directory: string, runs: readonly Run[]): string | undefined {
  const sections = runs.map(jobSections);
  const shared = sharedOptions(sections.flat());
  const head = ['[global]', `directory=${directory.replaceAll(':', '\\:')}`, ...optionLines(shared)];
  const blocks = sections.flatMap((run, runIndex) =>
    run.map(({ name, options }, index) => [
      `[${name}]`,
      ...(runIndex > 0 && index === 0 ? ['stonewall'] : []),
      ...optionLines(new Map([...options].filter(([option]) => !shared.has(option)))),
    ]),
  );
  const isSayable = [head, ...blocks].flat().every((line) => !/[;#]/.test(line));
  if (!isSayable || sections.flat().some(({ name }) => name.startsWith('global'))) return undefined;
  return [head, ...blocks].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** What all sections have alike; of a single section nothing. */
function sharedOptions(sections: readonly JobSection[]): Map<string, string> {
  const [first, ...others] = sections;
  if (first === undefined || others.length === 0) return new Map();
  return new Map(
    [...first.options].filter(
      ([option, value]) =>
        !staysInSection.includes(option) && others.every(({ options }) => options.get(option) === value),
    ),
  );
}

function optionLines(options: ReadonlyMap<string, string>): string[] {
  return [...options].map(([option, value]) => `${option}=${value}`);
}
