/** What both tools are asked for, in fio's words: a cell of the certificate. */
import { VfloadError } from '../errors.ts';
import { jobSections } from '../jobfile/fio-job-file.ts';
import { completeJob } from '../options/complete-job.ts';
import { engineFacts, isSynchronous } from '../options/engine-facts.ts';
import type { JobOptions } from '../options/job-options.ts';
import { type CellOption, cellDefaults } from './defaults.ts';

export interface ParityCell {
  /** `randread-libaio`; of a job file the job's. */
  name: string;
  /** For either tool, by fio's names; what belongs to a slice (file, runtime, cache) is not among them. */
  options: Readonly<Record<string, string>>;
  /** Of the file. */
  sizeBytes: number;
}

/** Texts as given: `rw` and `ioengine` may be lists. */
export type CellTexts = Partial<Record<CellOption, string>>;

/**
 * @returns the cells, in the order of `rw`, then of `ioengine`
 * @throws VfloadError for values that are none, and for what neither tool can do on a file
 */
export function makeCells(given: CellTexts): ParityCell[] {
  const textOf = (name: CellOption): string => given[name] ?? cellDefaults[name];
  const listOf = (name: CellOption): string[] => [...new Set(textOf(name).split(','))];
  return listOf('rw').flatMap((rw) =>
    listOf('ioengine').map((ioengine) =>
      cellOf({
        rw,
        ioengine,
        size: textOf('size'),
        bs: textOf('bs'),
        iodepth: textOf('iodepth'),
        direct: textOf('direct'),
      }),
    ),
  );
}

function cellOf(texts: Record<CellOption, string>): ParityCell {
  const name = `${texts.rw}-${texts.ioengine}`;
  const raw = Object.entries(texts).map(([option, value]) => ({
    name: option,
    value,
    origin: `Option ${option}`,
  }));
  const job = completeJob([...raw, { name: 'name', value: name, origin: 'parity' }], { filename: name });
  refuseWithoutThroughput(job);
  return { name, options: fioOptions(job), sizeBytes: sizeOf(job) };
}

/** In fio's units: a size of `4KiB` is another one for fio. */
function fioOptions(job: JobOptions): Record<string, string> {
  const [section] = jobSections({ jobs: [job] });
  const options = Object.fromEntries(section?.options ?? []);
  // Belongs to the slice; and fio remarks on a depth where the engine has none.
  const left = isSynchronous(job.ioengine) ? ['name', 'filename', 'iodepth'] : ['name', 'filename'];
  return Object.fromEntries(Object.entries(options).filter(([name]) => !left.includes(name)));
}

function sizeOf({ size }: JobOptions): number {
  return typeof size === 'number' ? size : 0;
}

/** @throws VfloadError for what moves no data, or changes the file that the other slices need */
export function refuseWithoutThroughput(job: JobOptions): void {
  const { touches } = engineFacts[job.ioengine];
  if (touches !== 'data' && touches !== 'mapping') {
    throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option ioengine: "${job.ioengine}" is not compared.`, {
      cause: 'it has no throughput: it moves no data of a file',
      remedy: 'Give engines that read and write, such as psync, libaio, io_uring or mmap.',
    });
  }
  const { word } = job.rw;
  if (word.includes('trim')) {
    throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', `Option rw: "${word}" is not compared.`, {
      cause: 'both tools trim block devices only, and parity works on files of its own',
      remedy: 'Give read, write, randread, randwrite, rw or randrw.',
    });
  }
}
