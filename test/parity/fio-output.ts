/** Outputs of the installed fio, and what vfload's renderers need to make the same out of its own JSON+. */
import { spawnSync } from 'node:child_process';
import { doubles, tablesOfDoubles } from '../../lib/report/fio/json-text.ts';
import type { FioDocument, FioLatency } from '../../lib/result/fio-document.ts';
import type { FioEntryFacts, FioHeadLine, FioOutputFacts } from '../../lib/result/vfload-member.ts';
import { bucketRuns } from '../../lib/stats/bucket-runs.ts';
import { bucketCount, bucketValue } from '../../lib/stats/buckets.ts';

/** A job as fio's command line describes it, with what normal's head has to say about it. */
export type DescribedJob = Omit<FioHeadLine, 'jobname' | 'groupid'> & {
  name: string;
  /** Reported as one. */
  grouped?: boolean;
  /** Begins a group. */
  newGroup?: boolean;
  description?: string;
  args: readonly string[];
};

function commandLine(job: DescribedJob): string[] {
  return [
    ...[`--name=${job.name}`, `--rw=${job.rw}`, `--bs=${job.bs}`, `--ioengine=${job.ioengine}`],
    ...[`--iodepth=${job.iodepth}`, `--numjobs=${job.jobs}`],
    ...(job.thread ? ['--thread'] : []),
    ...(job.grouped === true ? ['--group_reporting'] : []),
    ...(job.newGroup === true ? ['--new_group'] : []),
    ...(job.description === undefined ? [] : [`--description=${job.description}`]),
    ...job.args,
  ];
}

/** What fio writes while it works: notes, failures, that it lays out files. */
const remark = /^(note: |fio: |\S+: Laying out )/;

/** All that fio prints for jobs, without its remarks. A job that fails is no failure here. */
export function fioOutputText(
  directory: string,
  jobs: readonly DescribedJob[],
  args: readonly string[],
): string {
  const all = [...args, ...jobs.flatMap(commandLine)];
  const { error, stdout } = spawnSync('fio', all, { cwd: directory, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error !== undefined) throw error;
  return stdout
    .split('\n')
    .filter((line) => !remark.test(line))
    .join('\n');
}

/** The JSON of an output. */
export function jsonPart(text: string): string {
  return text.slice(text.indexOf('{\n'), text.indexOf('\n}\n') + 3);
}

const bucketByValue = new Map(
  Array.from({ length: bucketCount }, (_unused, index) => [bucketValue(index).toString(), index] as const),
);

type WithBins = FioLatency & { bins?: Record<string, number> };

/** Takes the bins out of a latency, as a journal has them. */
function takeBins(name: string, latency: WithBins): FioEntryFacts['bins'] {
  const { bins } = latency;
  if (bins === undefined) return {};
  delete latency.bins;
  const counts = new Float64Array(bucketCount);
  for (const [value, count] of Object.entries(bins)) {
    const index = bucketByValue.get(value);
    if (index === undefined) throw new Error(`fio has a bucket of ${value} ns`);
    counts[index] = count;
  }
  return { [name]: bucketRuns(counts) };
}

/** The document of an output in JSON+, its bins apart. Process ids and errors' texts are in the normal output only. */
export function readOutput(
  text: string,
  jobs: readonly DescribedJob[],
): { document: FioDocument; facts: FioOutputFacts } {
  const document = JSON.parse(jsonPart(text)) as FioDocument;
  const blocks = text.matchAll(
    /^(\S+): \(groupid=\d+, jobs=(\d+)\): err= *\d+ ?(?:\((.*)\))?: pid=(\d+): /gm,
  );
  const told = [...blocks].map(([, name, count, failure, pid]) => ({ name, count, failure, pid }));
  const entries = document.jobs.map((job): FioEntryFacts => {
    // A job without an I/O has no block.
    const hasBlock = job.read.total_ios + job.write.total_ios + job.trim.total_ios > 0;
    const block = hasBlock ? told.shift() : undefined;
    const bins = {
      ...takeBins('read', job.read.clat_ns),
      ...takeBins('write', job.write.clat_ns),
      ...takeBins('trim', job.trim.clat_ns),
      ...takeBins('sync', job.sync.lat_ns),
      ...takeBins('readSlat', job.read.slat_ns),
      ...takeBins('writeSlat', job.write.slat_ns),
      ...takeBins('trimSlat', job.trim.slat_ns),
      ...takeBins('readLat', job.read.lat_ns),
      ...takeBins('writeLat', job.write.lat_ns),
      ...takeBins('trimLat', job.trim.lat_ns),
    };
    const failure = block?.failure === undefined ? {} : { failure: block.failure };
    return { jobs: Number(block?.count ?? 1), pid: Number(block?.pid ?? 0), ...failure, bins };
  });
  let groupid = 0;
  const head = jobs.map((job, index): FioHeadLine => {
    if (job.newGroup === true && index > 0) groupid += 1;
    const { name, rw, bs, ioengine, iodepth, thread, jobs: count } = job;
    const figures = /significant_figures=(\d+)/.exec(job.args.join(' '))?.[1];
    const significant = figures === undefined ? {} : { significantFigures: Number(figures) };
    return { jobname: name, groupid, rw, bs, ioengine, iodepth, thread, ...significant, jobs: count };
  });
  return { document, facts: { head, entries } };
}

/** Less than half of the last decimal that fio's JSON has. */
const halfOfLastDecimal = 4.9e-7;

/**
 * The document with all of its rounded figures moved by so little that fio's JSON would be the same: what fio computed from
 * may lie on either side of what it printed, and a figure that is rounded again, to other units, may differ in its last digit.
 */
function moved(document: FioDocument, by: number): FioDocument {
  const walk = (value: unknown, key: string, inTable: boolean): unknown => {
    if (typeof value === 'number') {
      return value > 0 && (inTable || doubles.includes(key)) ? value + by : value;
    }
    if (Array.isArray(value)) return value.map((item: unknown) => walk(item, key, inTable));
    if (typeof value !== 'object' || value === null) return value;
    const isTable = inTable || tablesOfDoubles.test(key);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, walk(inner, name, isTable)]),
    );
  };
  return walk(document, '', false) as FioDocument;
}

/** Words and what stands between them. */
function tokens(text: string): string[] {
  return text.split(/([\s;,=]+)/);
}

/**
 * What vfload prints for a document, to be compared with what fio printed: where a figure was rounded twice, the digit that fio
 * has if it is one that the document allows.
 */
export function rendered(
  theirs: string,
  document: FioDocument,
  render: (document: FioDocument) => string,
): string {
  const printed = tokens(theirs);
  const [below, above] = [-halfOfLastDecimal, halfOfLastDecimal].map((by) =>
    tokens(render(moved(document, by))),
  );
  return tokens(render(document))
    .map((token, index) => {
      const theirToken = printed[index];
      const isAllowed = theirToken === below?.[index] || theirToken === above?.[index];
      return isAllowed && theirToken !== undefined ? theirToken : token;
    })
    .join('');
}
