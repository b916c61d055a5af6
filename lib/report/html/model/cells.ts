/** Entries of any files as cells: a run in a direction on a configuration, with its repeats. */
import type { Entry, EntryDirection, EntrySettings, Source, Tool } from '../../../read/entry.ts';
import type { Outcome } from '../../../result/vfload-member.ts';
import { clatBucketsOf, clatPercentile } from '../../../read/entry-percentiles.ts';
import { type Bin, binsOfRuns, bucketRuns } from '../../../stats/bucket-runs.ts';
import { interval, type Interval } from '../../../stats/inference/estimate.ts';
import { groupBy } from '../../../stats/inference/group-by.ts';
import { meanEstimate } from '../../../stats/inference/means.ts';
import { mergedCounts } from '../../../stats/merged-buckets.ts';
import { type Spread, spread } from '../../../stats/spread.ts';

/** One repeat of a cell: the jobs that ran side by side added up. */
export interface CellRepeat {
  repeat: number;
  session: string | undefined;
  block: number | undefined;
  position: number;
  /** B/s, and I/Os per second; undefined: the source does not tell. */
  bytesPerSecond: number | undefined;
  iops: number | undefined;
}

/** A configuration of one file: labels of different files may be the same. */
export interface ConfigurationKey {
  source: Source;
  label: string;
}

export interface Cell {
  configuration: ConfigurationKey;
  run: string;
  direction: EntryDirection;
  settings: EntrySettings;
  tool: Tool;
  /** Of the worst repeat. */
  outcome: Outcome;
  /** `ENODEV`, `SIGBUS`, `stuck`: of the first repeat that was not measured. */
  error: string | undefined;
  isShort: boolean;
  isInterrupted: boolean;
  isGeneratorBound: boolean;
  /** Those that were measured, in the order of execution. */
  repeats: CellRepeat[];
  /** B/s; undefined where nothing was measured, or the source does not tell. */
  bytesPerSecond: Spread | undefined;
  iops: Spread | undefined;
  /** 95 %, of the mean throughput: B/s, or I/Os per second where that is all there is; undefined of fewer than two repeats. */
  interval: Interval | undefined;
  /** Completion latencies of all repeats and jobs, ascending; empty: not known. */
  bins: Bin[];
  /** From the bins, or of a single entry as its source has it, ns. */
  p50Ns: number | undefined;
  p99Ns: number | undefined;
}

/** A sum of what all have, undefined where one of them does not. */
function sum(values: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    total += value;
  }
  return values.length === 0 ? undefined : total;
}

function repeatOf(entries: readonly Entry[]): CellRepeat[] {
  const [first] = entries;
  if (first === undefined) return [];
  return [
    {
      repeat: first.repeat,
      session: first.session,
      block: first.block,
      position: first.position,
      bytesPerSecond: sum(entries.map(({ figures }) => figures.bw_bytes)),
      iops: sum(entries.map(({ figures }) => figures.iops)),
    },
  ];
}

const known = (values: readonly (number | undefined)[]): number[] =>
  values.flatMap((value) => (value === undefined ? [] : [value]));

/** Of the mean; what is below 0 is none. */
function meanInterval(values: readonly number[]): Interval | undefined {
  const estimate = meanEstimate(values);
  if (estimate === undefined) return undefined;
  const { low, high } = interval(estimate);
  return { low: Math.max(0, low), high };
}

function cellOf(configuration: ConfigurationKey, entries: readonly Entry[]): Cell[] {
  const [first] = entries;
  if (first === undefined) return [];
  const measured = entries.filter(({ outcome }) => outcome === 'measured');
  const bad =
    entries.find(({ outcome }) => outcome === 'failed') ??
    entries.find(({ outcome }) => outcome === 'unsupported');
  // Jobs of a repeat that was measured in part would add up to less than was asked for.
  const repeats = [...groupBy(entries, ({ repeat, session }) => `${repeat} ${session ?? ''}`).values()]
    .filter((members) => members.every(({ outcome }) => outcome === 'measured'))
    .flatMap(repeatOf)
    .sort((a, b) => a.position - b.position);
  const bytesPerSecond = known(repeats.map((repeat) => repeat.bytesPerSecond));
  const iops = known(repeats.map((repeat) => repeat.iops));
  const bins = binsOfRuns(bucketRuns(mergedCounts(clatBucketsOf(measured) ?? [])));
  return [
    {
      configuration,
      run: first.run,
      direction: first.direction ?? 'mixed',
      settings: first.settings,
      tool: first.tool,
      outcome: bad?.outcome ?? 'measured',
      error: bad?.error,
      isShort: entries.some(({ isShort }) => isShort === true),
      isInterrupted: entries.some(({ isInterrupted }) => isInterrupted === true),
      isGeneratorBound: entries.some(({ isGeneratorBound }) => isGeneratorBound === true),
      repeats,
      bytesPerSecond: spread(bytesPerSecond),
      iops: spread(iops),
      interval: meanInterval(bytesPerSecond.length > 0 ? bytesPerSecond : iops),
      bins,
      p50Ns: clatPercentile(measured, 50),
      p99Ns: clatPercentile(measured, 99),
    },
  ];
}

/** The cells of a file, in the order in which they appear in it. */
export function cellsOfSource(source: Source): Cell[] {
  const key = ({ configuration, run, direction }: Entry): string =>
    JSON.stringify([configuration, run, direction ?? 'mixed']);
  return [...groupBy(source.entries, key).values()].flatMap((entries) =>
    cellOf({ source, label: entries[0]?.configuration ?? source.name }, entries),
  );
}
