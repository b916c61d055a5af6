/** What a journal knows beside figures: where, how, and how far it can be trusted. */
import type { Journal } from '../../../result/journal.ts';
import type {
  Environment,
  FileResidency,
  MountFacts,
  Reason,
  VfloadMember,
} from '../../../result/vfload-member.ts';
import { cellsOf, type Cell } from '../../cell.ts';
import { headLines, repeatsWords } from '../../head.ts';
import { answeringLayer, type Layer } from '../../layer.ts';
import { ownShareSentences } from '../../own-share.ts';
import { reasonName } from '../../reason-text.ts';

/** A configuration and how it was mounted. */
export interface MountedConfiguration {
  label: string;
  directory: string;
  mount: MountFacts | null;
  /** Of what only the host knows: `virtiofsd 1.10`. */
  versions: string[];
  /** Which layer probably answered its random reads, and what that is built on; undefined: nothing tells. */
  layer: { layer: Layer; run: string; serviceNs: number } | undefined;
  /** How caches were dropped before its repeats. */
  caches: VfloadMember['caches'][];
  /** What became of `direct=1`; empty: nobody asked for it. */
  direct: string[];
  /** States of its files before the repeats. */
  fileStates: string[];
  /** Shares of the files' bytes that the page cache held before and after the repeats; undefined: nobody looked. */
  residency: { before: ShareRange; after: ShareRange } | undefined;
}

/** From the smallest to the largest of the repeats, 0 to 1. */
export interface ShareRange {
  low: number;
  high: number;
}

/** Cells that were not measured for one reason. */
export interface NotMeasured {
  outcome: 'unsupported' | 'failed';
  /** `ENODEV`, `SIGBUS`, `stuck`. */
  name: string;
  reason: Reason | undefined;
  cells: { configuration: string; run: string }[];
}

export interface JournalFacts {
  /** The journal's file, as it was named; empty: there is none. */
  path: string;
  createdAt: string;
  /** Settings of the plan, as the head of a table tells them. */
  settings: string;
  /** What is not as the suite was published, a sentence each. */
  deviations: readonly string[];
  /** `5 repeats`, `5 to 15 repeats`. */
  repeats: string;
  configurations: MountedConfiguration[];
  environment: Environment;
  notMeasured: NotMeasured[];
  /** Runs of the plan that have not begun, by configuration. */
  notRun: { configuration: string; run: string }[];
  /** Warnings of repeats, with the cells that have them. */
  warnings: { message: string; cells: string[] }[];
  /** About cells whose figures are vfload's own speed. */
  ownShare: string[];
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** Of all files of a repeat together. */
function cachedShare(files: readonly FileResidency[]): number[] {
  const size = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const cached = files.reduce((sum, { cachedBytes }) => sum + cachedBytes, 0);
  return size === 0 ? [] : [cached / size];
}

function rangeOf(shares: readonly number[]): ShareRange | undefined {
  return shares.length === 0 ? undefined : { low: Math.min(...shares), high: Math.max(...shares) };
}

function residencyOf(members: readonly VfloadMember[]): MountedConfiguration['residency'] {
  const known = members.flatMap(({ residency }) => residency ?? []);
  const before = rangeOf(known.flatMap((each) => cachedShare(each.before)));
  const after = rangeOf(known.flatMap((each) => cachedShare(each.after)));
  return before === undefined || after === undefined ? undefined : { before, after };
}

function mounted(
  { label, directory, mount, versions = {} }: Journal['header']['configurations'][number],
  { repeats }: Journal,
  cells: readonly Cell[],
): MountedConfiguration {
  const own = cells.filter(({ configuration }) => configuration === label);
  const members = repeats
    .filter(({ configuration }) => configuration === label)
    .map(({ result }) => result.vfload)
    .filter(({ outcome }) => outcome === 'measured');
  return {
    ...{ label, directory, mount },
    versions: Object.entries(versions).map(([name, version]) => `${name} ${version}`),
    layer: answeringLayer(own),
    caches: distinct(members.map(({ caches }) => caches)),
    direct: distinct(members.flatMap(({ direct }) => direct?.verdict ?? [])),
    fileStates: distinct(members.flatMap(({ files }) => files.map(({ state }) => state))),
    residency: residencyOf(members),
  };
}

function notMeasured(cells: readonly Cell[]): NotMeasured[] {
  const groups = new Map<string, NotMeasured>();
  for (const { outcome, reason, configuration, run } of cells) {
    if (outcome === 'measured') continue;
    const name = reasonName(reason);
    const key = JSON.stringify([outcome, name, reason?.cause, reason?.remedy]);
    const group = groups.get(key) ?? { outcome, name, reason, cells: [] };
    group.cells.push({ configuration, run });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function notRun({ header }: Journal, cells: readonly Cell[]): JournalFacts['notRun'] {
  const begun = new Set(cells.map(({ configuration, run }) => JSON.stringify([configuration, run])));
  return header.runs
    .flatMap((run) => header.configurations.map(({ label }) => ({ configuration: label, run })))
    .filter(({ configuration, run }) => !begun.has(JSON.stringify([configuration, run])));
}

function repeatWarnings({ repeats }: Journal): JournalFacts['warnings'] {
  const byMessage = new Map<string, Set<string>>();
  for (const { configuration, run, result } of repeats) {
    for (const { message } of result.vfload.warnings) {
      byMessage.set(message, (byMessage.get(message) ?? new Set()).add(`${run} on ${configuration}`));
    }
  }
  return [...byMessage].map(([message, cells]) => ({ message, cells: [...cells] }));
}

/** Pure: the same journal gives the same facts. */
export function journalFacts(journal: Journal, path: string): JournalFacts {
  const cells = cellsOf(journal);
  const { header } = journal;
  return {
    path,
    createdAt: header.createdAt,
    settings: headLines(journal, Infinity)[0] ?? '',
    deviations: header.study?.deviations ?? [],
    repeats: repeatsWords(journal),
    configurations: header.configurations.map((configuration) => mounted(configuration, journal, cells)),
    environment: header.environment,
    notMeasured: notMeasured(cells),
    notRun: notRun(journal, cells),
    warnings: repeatWarnings(journal),
    ownShare: ownShareSentences(journal),
  };
}
