/** The jobs of a job file as cells: each for itself, on the one file that certificates have. */
import { VfloadError } from '../errors.ts';
import { type JobSection, jobSections } from '../jobfile/fio-job-file.ts';
import { planRun } from '../plan/plan-run.ts';
import { type ParityCell, refuseWithoutThroughput } from './cell.ts';

export interface JobFileCells {
  /** Absolute: that of the jobs. */
  directory: string;
  cells: ParityCell[];
}

/** Each slice has its own, or each cell is alone: these have no say. */
const notOfCells: ReadonlySet<string> = new Set([
  ...['name', 'directory', 'filename', 'runtime', 'time_based', 'ramp_time', 'invalidate', 'loops'],
  ...['stonewall', 'new_group', 'group_reporting', 'startdelay', 'wait_for'],
]);

/** What says which I/Os are done, and how, on one file. */
const ofCells: ReadonlySet<string> = new Set([
  ...['ioengine', 'rw', 'rwmixread', 'rwmixwrite', 'bs', 'bsrange', 'bssplit', 'bs_unaligned', 'ba', 'size'],
  ...['direct', 'iodepth', 'iodepth_batch', 'iodepth_low', 'iodepth_batch_complete_min'],
  ...['iodepth_batch_complete_max', 'registerfiles', 'fixedbufs', 'numjobs', 'thread', 'norandommap'],
  ...[
    'randseed',
    'randrepeat',
    'random_distribution',
    'random_generator',
    'percentage_random',
    'rw_sequencer',
  ],
  ...['fadvise_hint', 'fsync', 'fdatasync'],
]);

/**
 * @param directory - of jobs that name none
 * @throws VfloadError as `vfload run` does for the file, and for jobs that do more than read and write one file
 */
export async function cellsOfJobFile(file: string, directory: string | undefined): Promise<JobFileCells> {
  const plan = await planRun({ jobFiles: [file], ...(directory === undefined ? {} : { directory }) });
  const cells = plan.runs.flatMap(({ jobs }) =>
    jobSections({ jobs }).map((section) => {
      const job = jobs.find(({ name }) => name === (section.options.get('name') ?? section.name));
      if (job !== undefined) refuseWithoutThroughput(job);
      return cellOf(file, section, typeof job?.size === 'number' ? job.size : 0);
    }),
  );
  return { directory: plan.configurations[0]?.directory ?? '.', cells: withDistinctNames(cells) };
}

function cellOf(file: string, { name, options }: JobSection, sizeBytes: number): ParityCell {
  const told = [...options].filter(([option]) => !notOfCells.has(option));
  const [foreign] = told.find(([option]) => !ofCells.has(option)) ?? [];
  if (foreign !== undefined || sizeBytes === 0) {
    const what = foreign ?? 'a size that is no number of bytes';
    throw new VfloadError(
      'ERR_VFLOAD_OPTION_CONFLICT',
      `${file}: [${name}] has ${what}, which parity does not compare.`,
      {
        path: file,
        cause: 'each slice works on one file that is there, and only the throughput is looked at',
        remedy: 'leave it out of the job, or compare runs of it with vfload compare',
      },
    );
  }
  return { name, options: Object.fromEntries(told), sizeBytes };
}

/** Of sections that have the same name. */
function withDistinctNames(cells: readonly ParityCell[]): ParityCell[] {
  return cells.map((cell, index) => {
    const before = cells.slice(0, index).filter(({ name }) => name === cell.name).length;
    return before === 0 ? cell : { ...cell, name: `${cell.name}-${String(before + 1)}` };
  });
}
