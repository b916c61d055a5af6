/** Cells of files from anywhere: what was run, on which configuration, and what its repeats come to. */
import type { Entry, EntryDirection, Source } from '../../read/entry.ts';
import { clatPercentile } from '../../read/entry-percentiles.ts';
import { directionsOfWorkload } from '../../read/normal-line.ts';
import type { Outcome } from '../../result/vfload-member.ts';
import { spread, type Spread } from '../../stats/spread.ts';
import { suiteOrder } from './suite-order.ts';

/** One direction of a cell. */
export interface SourceCellDirection {
  direction: EntryDirection;
  /** B/s and I/Os per second, of the repeats; jobs side by side are added up. */
  bytesPerSecond: Spread;
  iops: Spread;
  /** Of all repeats together, from their buckets; of one repeat of one job also without. undefined: cannot be told. */
  clatP50Ns: number | undefined;
  clatP99Ns: number | undefined;
}

export interface SourceCell {
  configuration: string;
  run: string;
  entries: Entry[];
  /** Repeats, and those of them that have figures. */
  repeats: number;
  measured: number;
  outcome: Outcome;
  /** Of the first repeat that was not measured. */
  error: string | undefined;
  /** Directions that were measured. */
  directions: SourceCellDirection[];
  /** Those that were asked for; where that is not known, those that there are. */
  asked: EntryDirection[];
}

const order: readonly EntryDirection[] = ['read', 'write', 'trim', 'mixed'];

/** By run, as the study's table has them and else as they come; then by configuration, as they come. */
export function cellsOfSources(sources: readonly Source[]): SourceCell[] {
  const entries = sources.flatMap((source) => source.entries);
  const byCell = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.run, entry.configuration]);
    const found = byCell.get(key);
    if (found === undefined) byCell.set(key, [entry]);
    else found.push(entry);
  }
  const runs = suiteOrder([...new Set(entries.map(({ run }) => run))]);
  const configurations = [...new Set(entries.map(({ configuration }) => configuration))];
  return runs.flatMap((run) =>
    configurations.flatMap((configuration) => {
      const members = byCell.get(JSON.stringify([run, configuration]));
      return members === undefined ? [] : cellOf(members);
    }),
  );
}

/** Entries by their repeat; of several files of the same configuration each counts its own. */
export function byRepeat(entries: readonly Entry[]): Entry[][] {
  const repeats = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.source, entry.repeat]);
    const found = repeats.get(key);
    if (found === undefined) repeats.set(key, [entry]);
    else found.push(entry);
  }
  return [...repeats.values()];
}

/** An entry that has something to show. */
export function hasFigures(entry: Entry): boolean {
  return entry.figures.bw_bytes !== undefined || entry.figures.iops !== undefined;
}

function cellOf(entries: Entry[]): SourceCell[] {
  const [first] = entries;
  if (first === undefined) return [];
  const repeats = byRepeat(entries);
  const good = repeats.filter((members) => members.every(({ outcome }) => outcome === 'measured'));
  const measured = good.filter((members) => members.some(hasFigures));
  const bad =
    entries.find(({ outcome }) => outcome === 'failed') ??
    entries.find(({ outcome }) => outcome === 'unsupported');
  const asked = entries.flatMap(({ settings }) => directionsOfWorkload(settings.rw));
  const named = new Set(asked.length > 0 ? asked : entries.flatMap(({ direction }) => direction ?? []));
  return [
    {
      configuration: first.configuration,
      run: first.run,
      entries,
      repeats: repeats.length,
      measured: measured.length,
      outcome: bad?.outcome ?? 'measured',
      error: bad?.error,
      directions: order.flatMap((direction) => directionOf(measured, direction)),
      asked: order.filter((direction) => named.has(direction)),
    },
  ];
}

function directionOf(repeats: readonly Entry[][], direction: EntryDirection): SourceCellDirection[] {
  const sides = repeats.map((members) => members.filter((entry) => entry.direction === direction));
  const done = sides.filter((members) => members.some(hasFigures));
  const total = (figure: 'bw_bytes' | 'iops'): number[] =>
    done.map((members) => members.reduce((sum, entry) => sum + (entry.figures[figure] ?? 0), 0));
  const bytesPerSecond = spread(total('bw_bytes'));
  const iops = spread(total('iops'));
  if (bytesPerSecond === undefined || iops === undefined) return [];
  const members = done.flat();
  const [clatP50Ns, clatP99Ns] = [clatPercentile(members, 50), clatPercentile(members, 99)];
  return [{ direction, bytesPerSecond, iops, clatP50Ns, clatP99Ns }];
}
