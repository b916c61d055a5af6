/** What `--explain` prints: what would happen, and the same jobs for fio. */
import { type JobSection, fioJobFile, jobSections } from '../jobfile/fio-job-file.ts';
import { formatDuration } from '../options/format-value.ts';
import { transferBytes } from '../options/transfer.ts';
import type { Plan, PlannedFile, PlannedRun } from '../plan/plan.ts';
import { size } from '../report/quantities.ts';
import { clockText } from './progress/progress-text.ts';

const indent = '  ';

/** A line each. */
const mostFilesTold = 20;

/** @returns the text, ending with a newline. */
export function explainText(plan: Plan): string {
  const { configurations, runs, repeats, estimatedMs, files } = plan;
  const places = configurations.map(({ label, directory }) => `${directory} (label ${label})`);
  const asFio = fioJobFile(configurations[0]?.directory ?? '.', runs);
  return [
    'Nothing is run. This is what would be:',
    '',
    `Directory: ${places.join(', ')}`,
    `Runs:      ${count(runs.length, 'run')}${runs.length === 1 ? '' : ', one after the other'}; ${count(repeats, 'repeat')}`,
    `Time:      about ${clockText(estimatedMs)}, and what laying out the files takes`,
    `Files:     ${count(files.length, 'file')}, ${size(totalBytes(files))} of disk space where they are not there yet`,
    ...files.slice(0, mostFilesTold).map((file) => `${indent}${fileText(file)}`),
    ...(files.length > mostFilesTold ? [`${indent}and ${files.length - mostFilesTold} more`] : []),
    ...runs.flatMap((run, index) => ['', ...runLines(run, index + 1)]),
    '',
    asFio === undefined
      ? 'fio has no job file for this: a name or value has a ; or #, which begin comments there.'
      : 'The same as a job file for fio:',
    ...(asFio === undefined ? [''] : ['', asFio]),
  ].join('\n');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function totalBytes(files: readonly PlannedFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function fileText({ filename, sizeBytes, content, forWriting }: PlannedFile): string {
  const state = content === 'written' ? 'full of data' : 'space alone';
  return `${filename}: ${size(sizeBytes)}, ${state}, ${forWriting ? 'written to' : 'only read'}`;
}

function runLines(run: PlannedRun, number: number): string[] {
  const bytes = run.jobs.reduce((sum, job) => sum + transferBytes(job), 0);
  const runtimeMs = Math.max(...run.jobs.map(({ runtime }) => runtime));
  const isTimed = run.jobs.some((job) => job.time_based);
  const limit = runtimeMs === 0 ? '' : `${isTimed ? ' ' : ' at most '}${formatDuration(runtimeMs)} on`;
  return [
    `Run ${number}, ${run.name}: ${count(run.jobs.length, 'job')} at once,${limit} ${size(bytes)}`,
    ...jobSections(run).map((section) => `${indent}${sectionText(section)}`),
    ...scheduleLines(run).map((line) => `${indent}${line}`),
  ];
}

/** When jobs begin that do not begin with the run, and whose end ends others; clones are told once. */
function scheduleLines({ jobs }: PlannedRun): string[] {
  const told = jobs.flatMap(({ name, startdelay, wait_for, ...job }) => {
    const { low = 0, high = 0 } = startdelay ?? {};
    const delay = low === high ? formatDuration(low) : `${formatDuration(low)} to ${formatDuration(high)}`;
    const begins = [
      ...(high === 0 ? [] : [`${delay} after the beginning of the first run`]),
      ...(wait_for === undefined ? [] : [`when ${wait_for} has ended`]),
    ];
    const ends = job.exitall ? 'ends' : 'fails';
    return [
      ...(begins.length === 0 ? [] : [`${name} begins ${begins.join(', and ')}.`]),
      ...(job.exitall || job.exitall_on_error
        ? [`When ${name} ${ends}, ${endedByScope[job.exit_what]} are ended.`]
        : []),
    ];
  });
  return [...new Set(told)];
}

const endedByScope = {
  group: 'the other jobs of its group',
  stonewall: 'all jobs that have begun',
  all: 'all jobs, and those of the runs to come,',
} as const;

function sectionText({ name, options, files }: JobSection): string {
  const told = [...options]
    .filter(([option]) => option !== 'filename')
    .map(([option, value]) => `${option}=${value}`);
  const [first = ''] = files;
  const where = files.length <= 2 ? files.join(', ') : `${first} … (${files.length} files)`;
  return `[${name}] ${told.join(' ')}, in ${where}`;
}
