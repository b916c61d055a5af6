/** What a report shows, without a word about how it looks: files of results made into configurations, workloads and rows. */
import type { EntryDirection, Source } from '../../../read/entry.ts';
import { groupBy } from '../../../stats/inference/group-by.ts';
import { type Cell, cellsOfSource, type ConfigurationKey } from './cells.ts';
import type { HtmlFile } from './input.ts';
import { journalFacts, type JournalFacts } from './journal-facts.ts';
import { type CellPair, type Ratio, ratiosOf } from './ratio.ts';

export interface Configuration {
  key: ConfigurationKey;
  /** What it is called in this report: its label, with the file's name where several files have that label. */
  name: string;
}

/** A configuration's part of a row. */
export interface RowCell {
  /** Undefined: the configuration has no such run. */
  cell: Cell | undefined;
  /** To the reference; undefined of the reference itself, and where either was not measured. */
  ratio: Ratio | undefined;
}

/** A run in a direction. */
export interface Row {
  run: string;
  direction: EntryDirection;
  /** The run has rows for other directions as well. */
  isMixed: boolean;
  /** In the order of the configurations. */
  cells: RowCell[];
  /** Index of the configuration with the highest throughput; undefined where fewer than two were measured. */
  best: number | undefined;
}

/** Rows of one kind of I/O, shown on one scale. */
export interface Workload {
  /** fio's `rw`; empty: not known. */
  rw: string;
  title: string;
  rows: Row[];
}

export interface ReportModel {
  /** The first one is the reference. */
  configurations: Configuration[];
  workloads: Workload[];
  facts: JournalFacts[];
  /** What was odd while files were read: where and what. */
  warnings: string[];
  /** Names of the tools that measured, with their versions. */
  tools: string[];
  /** The files, as they were named. */
  files: string[];
}

const workloadTitles: Readonly<Record<string, string>> = {
  read: 'Sequential reads',
  randread: 'Random reads',
  write: 'Sequential writes',
  randwrite: 'Random writes',
  rw: 'Sequential reads and writes',
  readwrite: 'Sequential reads and writes',
  randrw: 'Random reads and writes',
  trim: 'Sequential trims',
  randtrim: 'Random trims',
  trimwrite: 'Sequential trims and writes',
  randtrimwrite: 'Random trims and writes',
};

function titleOf(rw: string): string {
  if (rw === '') return 'Workload not known';
  return Object.hasOwn(workloadTitles, rw) ? (workloadTitles[rw] ?? rw) : rw;
}

/** Labels that occur in several files, or in one that has the same label as another, get the file's name. */
function named(keys: readonly ConfigurationKey[]): Configuration[] {
  return keys.map((key) => {
    const isAlone = keys.filter(({ label }) => label === key.label).length === 1;
    const { name, path } = key.source;
    const isNamedAlike =
      keys.filter(({ label, source }) => label === key.label && source.name === name).length > 1;
    return { key, name: isAlone ? key.label : `${key.label} (${isNamedAlike ? path : name})` };
  });
}

function isSameKey(a: ConfigurationKey, b: ConfigurationKey): boolean {
  return a.source === b.source && a.label === b.label;
}

/** B/s, or I/Os per second where that is all there is. */
export function throughputOf(cell: Cell | undefined): number | undefined {
  return cell?.bytesPerSecond?.mean ?? cell?.iops?.mean;
}

function bestOf(cells: readonly RowCell[]): number | undefined {
  const measured = cells.flatMap(({ cell }, index) => {
    const throughput = throughputOf(cell);
    return throughput === undefined || throughput === 0 ? [] : [{ index, throughput }];
  });
  if (measured.length < 2) return undefined;
  return measured.reduce((best, each) => (each.throughput > best.throughput ? each : best)).index;
}

/** Cells of one run and direction, with a place for each configuration. */
function rowOf(configurations: readonly Configuration[], cells: readonly Cell[], isMixed: boolean): Row[] {
  const [first] = cells;
  if (first === undefined) return [];
  const rowCells = configurations.map(({ key }) => ({
    cell: cells.find((cell) => isSameKey(cell.configuration, key)),
    ratio: undefined,
  }));
  return [{ run: first.run, direction: first.direction, isMixed, cells: rowCells, best: bestOf(rowCells) }];
}

/** Workloads, and rows in them, in the order in which the files have them. */
function workloadsOf(configurations: readonly Configuration[], cells: readonly Cell[]): Workload[] {
  return [...groupBy(cells, ({ settings }) => settings.rw ?? '')].map(([rw, members]) => ({
    rw,
    title: titleOf(rw),
    rows: [...groupBy(members, ({ run }) => run).values()].flatMap((ofRun) => {
      const rows = [...groupBy(ofRun, ({ direction }) => direction).values()];
      return rows.flatMap((row) => rowOf(configurations, row, rows.length > 1));
    }),
  }));
}

/** Whether blocks are repeats of a time together, and no more than numbers. */
function hasBlocks({ journal }: HtmlFile): boolean {
  return journal !== undefined && journal.header.design?.order !== 'fixed';
}

/** Fills in the ratios: all of a configuration are one family. */
function compare(workloads: readonly Workload[], count: number, withBlocks: ReadonlySet<Source>): void {
  const rows = workloads.flatMap((workload) => workload.rows);
  for (let index = 1; index < count; index += 1) {
    const pairs = rows.map(({ cells }): CellPair | undefined => {
      const [reference, other] = [cells[0]?.cell, cells[index]?.cell];
      if (reference === undefined || other === undefined) return undefined;
      const { source } = reference.configuration;
      const haveCommonBlocks = source === other.configuration.source && withBlocks.has(source);
      return { reference, other, haveCommonBlocks };
    });
    for (const [place, ratio] of ratiosOf(pairs).entries()) {
      const cell = rows[place]?.cells[index];
      if (cell !== undefined) cell.ratio = ratio;
    }
  }
}

/** The suite's own order of runs, where a journal tells it: entries are in that of execution. */
function inOrderOfRuns(cells: readonly Cell[], runs: readonly string[]): Cell[] {
  const placeOf = (run: string): number => {
    const place = runs.indexOf(run);
    return place < 0 ? runs.length : place;
  };
  return [...cells].sort((a, b) => placeOf(a.run) - placeOf(b.run));
}

function keysOf(files: readonly HtmlFile[], cells: readonly Cell[]): ConfigurationKey[] {
  return files.flatMap(({ source, journal }) => {
    const measured = cells.filter((cell) => cell.configuration.source === source);
    const found = new Set(measured.map(({ configuration }) => configuration.label));
    // In the order of the plan: that of execution may have been shuffled.
    const planned = journal?.header.configurations.map(({ label }) => label) ?? [];
    const reference = journal?.header.study?.reference;
    const inOrder = reference === undefined ? planned : [reference, ...planned];
    const labels = [...inOrder.filter((label) => found.has(label)), ...found];
    return [...new Set(labels)].map((label) => ({ source, label }));
  });
}

/** Pure: the same files give the same report. */
export function reportModel(files: readonly HtmlFile[]): ReportModel {
  const runs = files.flatMap(({ journal }) => journal?.header.runs ?? []);
  const cells = inOrderOfRuns(
    files.flatMap(({ source }) => cellsOfSource(source)),
    runs,
  );
  const configurations = named(keysOf(files, cells));
  const workloads = workloadsOf(configurations, cells);
  compare(workloads, configurations.length, new Set(files.filter(hasBlocks).map(({ source }) => source)));
  return {
    configurations,
    workloads,
    facts: files.flatMap(({ source, journal }) =>
      journal === undefined ? [] : [journalFacts(journal, source.path)],
    ),
    warnings: files.flatMap(({ source }) =>
      source.warnings.map(({ place, message }) => `${place.file}:${place.line}: ${message}`),
    ),
    tools: [
      ...new Set(
        cells.map(({ tool }) => (tool.version === undefined ? tool.name : `${tool.name} ${tool.version}`)),
      ),
    ],
    files: files.map(({ source }) => source.path),
  };
}
