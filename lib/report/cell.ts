/** A cell of a study: one run on one configuration, its repeats made into the figures that tables show. */
import type { BriefJournal, BriefRepeat, BriefSide } from '../result/brief-repeat.ts';
import type { Outcome, Reason } from '../result/vfload-member.ts';
import type { DirectionName } from '../stats/job-statistics.ts';
import { percentilesOfRuns } from '../stats/merged-buckets.ts';
import { isGeneratorBound } from '../stats/own-share.ts';
import { spread, type Spread } from '../stats/spread.ts';

/** What a cell's repeats transferred in one direction. */
export interface CellDirection {
  direction: DirectionName;
  /** B/s. */
  bytesPerSecond: Spread;
  iops: Spread;
  /** Of all I/Os of all repeats, ns; undefined where nothing was completed, or older journals do not tell. */
  readonly clatP50Ns: number | undefined;
  readonly clatP99Ns: number | undefined;
  /** Mean over jobs and repeats, ns; 0 for synchronous engines, which have none. */
  slatMeanNs: number;
}

export interface Cell {
  configuration: string;
  run: string;
  /** Finished repeats, also those that failed. */
  repeats: BriefRepeat[];
  measured: BriefRepeat[];
  /** `failed` if any repeat failed, `unsupported` if none was measured for want of something. */
  outcome: Outcome;
  /** Of the first repeat that was not measured. */
  reason: Reason | undefined;
  /** One, or two for mixed workloads; empty if nothing was measured. */
  directions: CellDirection[];
  /** CPU time per I/O, ns; undefined if nothing was issued. */
  cpuPerIoNs: number | undefined;
  /** vfload's own share, mean over the repeats, 0 to 1; undefined where it is not known. */
  ownShare: number | undefined;
  /** That share is so large that the figures are vfload's, and not the file system's. */
  isGeneratorBound: boolean;
  /** Why the share is not known, where that was tried. */
  ownShareUnknown: string | undefined;
}

const readsAndWrites: readonly DirectionName[] = ['read', 'write'];

/** Of words of `rw`; others stand for mixed workloads. */
const directionsByWord: Readonly<Partial<Record<string, readonly DirectionName[]>>> = {
  read: ['read'],
  randread: ['read'],
  write: ['write'],
  randwrite: ['write'],
  trim: ['trim'],
  randtrim: ['trim'],
  trimwrite: ['write', 'trim'],
  randtrimwrite: ['write', 'trim'],
};

/** The directions that a workload asks for, from its `rw`; of jobs with different ones, all of them with commas. */
export function directionsOf(rw: string): DirectionName[] {
  const found = new Set(rw.split(',').flatMap((each) => directionsByWord[each] ?? readsAndWrites));
  return (['read', 'write', 'trim'] as const).filter((direction) => found.has(direction));
}

/** Jobs of one run work side by side: their rates add. */
export function sumOfJobs(
  jobs: BriefRepeat['result']['jobs'],
  direction: DirectionName,
  figure: (of: BriefSide) => number,
): number {
  return jobs.reduce((sum, job) => sum + figure(job[direction]), 0);
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The median and the 99th percentile over all repeats, from their buckets: a mean of percentiles is a percentile of nothing. Older
 * journals have no buckets; there a single repeat has percentiles of its own.
 */
function cellPercentiles(repeats: readonly BriefRepeat[], direction: DirectionName): (number | undefined)[] {
  const runs: string[] = [];
  for (const { result } of repeats) {
    const { clat_ns, fioOutput } = result.vfload;
    if (fioOutput === undefined && clat_ns[direction] !== undefined) {
      const { percentile } = repeats.length === 1 ? clat_ns[direction] : {};
      return [percentile?.['50.000000'], percentile?.['99.000000']];
    }
    for (const { bins } of fioOutput?.entries ?? []) runs.push(bins[direction] ?? '');
  }
  return percentilesOfRuns(runs, [50, 99]);
}

function meanSlat(repeats: readonly BriefRepeat[], direction: DirectionName): number {
  const slats = repeats.flatMap(({ result }) => result.jobs.map((job) => job[direction].slat_ns));
  return mean(slats.flatMap(({ N, mean: slat }) => (N === 0 ? [] : slat))) ?? 0;
}

function cellDirection(repeats: readonly BriefRepeat[], direction: DirectionName): CellDirection[] {
  const figures = (of: (side: BriefSide) => number): number[] =>
    repeats.map(({ result }) => sumOfJobs(result.jobs, direction, of));
  const bytesPerSecond = spread(figures((side) => side.bw_bytes));
  const iops = spread(figures((side) => side.iops));
  if (bytesPerSecond === undefined || iops === undefined) return [];
  // Buckets are added up once, and only for who asks: reports make cells several times.
  let found: (number | undefined)[] | undefined;
  const percentileAt = (index: number): number | undefined =>
    (found ??= cellPercentiles(repeats, direction))[index];
  return [
    {
      direction,
      bytesPerSecond,
      iops,
      get clatP50Ns() {
        return percentileAt(0);
      },
      get clatP99Ns() {
        return percentileAt(1);
      },
      slatMeanNs: meanSlat(repeats, direction),
    },
  ];
}

function cpuPerIo(repeats: readonly BriefRepeat[]): number | undefined {
  return mean(
    repeats.flatMap(({ result: { vfload } }) =>
      vfload.issued === 0 ? [] : (1000 * (vfload.cpu.userUs + vfload.cpu.systemUs)) / vfload.issued,
    ),
  );
}

function ownShareOf(
  repeats: readonly BriefRepeat[],
): Pick<Cell, 'ownShare' | 'isGeneratorBound' | 'ownShareUnknown'> {
  const facts = repeats.flatMap(({ result }) => result.vfload.generator ?? []);
  const share = mean(facts.flatMap((fact) => ('share' in fact ? fact.share : [])));
  return {
    ownShare: share,
    isGeneratorBound: share !== undefined && isGeneratorBound(share),
    ownShareUnknown:
      share === undefined ? facts.flatMap((fact) => ('reason' in fact ? fact.reason : []))[0] : undefined,
  };
}

/** A cell out of its repeats; undefined while there are none. */
function cellOf(configuration: string, run: string, repeats: BriefRepeat[]): Cell | undefined {
  const [first] = repeats;
  if (first === undefined) return undefined;
  const measured = repeats.filter(({ result }) => result.vfload.outcome === 'measured');
  const bad =
    repeats.find(({ result }) => result.vfload.outcome === 'failed') ??
    repeats.find(({ result }) => result.vfload.outcome === 'unsupported');
  return {
    configuration,
    run,
    repeats,
    measured,
    outcome: bad?.result.vfload.outcome ?? 'measured',
    reason: bad?.result.vfload.reason,
    directions: directionsOf(first.result.vfload.requested.rw).flatMap((direction) =>
      cellDirection(measured, direction),
    ),
    cpuPerIoNs: cpuPerIo(measured),
    ...ownShareOf(measured),
  };
}

/** Of journals that were last asked about: every part of a report asks again. */
const madeBefore = new WeakMap<
  BriefJournal,
  { count: number; last: BriefRepeat | undefined; cells: Cell[] }
>();

/**
 * All cells with at least one finished repeat: by run in the order of the table, then by configuration. Works
 * on a journal that is still being written.
 */
export function cellsOf(journal: BriefJournal): Cell[] {
  const { repeats } = journal;
  const [count, last] = [repeats.length, repeats.at(-1)];
  const before = madeBefore.get(journal);
  // A repeat that takes the place of another is the last one, too.
  if (before !== undefined && before.count === count && before.last === last) return [...before.cells];
  const cells = makeCells(journal);
  madeBefore.set(journal, { count, last, cells });
  return [...cells];
}

function makeCells(journal: BriefJournal): Cell[] {
  const byCell = new Map<string, BriefRepeat[]>();
  const key = (configuration: string, run: string): string => JSON.stringify([configuration, run]);
  for (const repeat of journal.repeats) {
    const found = byCell.get(key(repeat.configuration, repeat.run));
    if (found === undefined) byCell.set(key(repeat.configuration, repeat.run), [repeat]);
    else found.push(repeat);
  }
  return journal.header.runs.flatMap((run) =>
    journal.header.configurations.flatMap(
      ({ label }) => cellOf(label, run, byCell.get(key(label, run)) ?? []) ?? [],
    ),
  );
}
