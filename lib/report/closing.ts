/**
 * The sentences at the end of a report: best and worst, what is missing, who probably answered, and what is vfload's own
 * speed.
 */
import type { BriefJournal } from '../result/brief-repeat.ts';
import { cellsOf, type Cell } from './cell.ts';
import { answeringLayer, hasReads } from './layer.ts';
import { ownShareSentences } from './own-share.ts';
import { cellName, listed } from './cell-names.ts';
import { bandwidth, latency } from './quantities.ts';
import { reasonName } from './reason-text.ts';

function bytesPerSecond(cell: Cell): number {
  return cell.directions.reduce((sum, side) => sum + side.bytesPerSecond.mean, 0);
}

function bestAndWorst(cells: readonly Cell[], journal: BriefJournal): string {
  const ranked = cells
    .filter((cell) => cell.directions.length > 0)
    .sort((a, b) => bytesPerSecond(b) - bytesPerSecond(a));
  const [best] = ranked;
  const worst = ranked.at(-1);
  if (best === undefined || worst === undefined) return 'Nothing was measured.';
  const told = (cell: Cell): string => `${cellName(cell, journal)} with ${bandwidth(bytesPerSecond(cell))}`;
  return best === worst ? `Measured was ${told(best)}.` : `Best is ${told(best)}, worst ${told(worst)}.`;
}

interface Trouble {
  cells: Cell[];
  outcome: string;
  name: string;
  remedy: string;
}

/** Cells with a repeat that was not measured, by what they have in common; unsupported ones first. */
function troubles(cells: readonly Cell[]): Trouble[] {
  const groups = new Map<string, Trouble>();
  for (const cell of cells) {
    if (cell.outcome === 'measured') continue;
    const name = reasonName(cell.reason);
    const remedy = cell.reason?.remedy ?? '';
    const key = JSON.stringify([cell.outcome, name, remedy]);
    const group = groups.get(key) ?? { cells: [], outcome: cell.outcome, name, remedy };
    group.cells.push(cell);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.outcome.localeCompare(a.outcome));
}

/** `randread-psync (1 of 3 repeats)` for each cell that an interrupt kept from being measured in full. */
function unfinished(cells: readonly Cell[], journal: BriefJournal): string[] {
  const { repeats } = journal.header;
  return cells.flatMap((cell) => {
    const isCutShort = cell.measured.some(({ result }) => result.vfload.interrupted);
    // Repeats of other cells have an outcome that says why they are missing.
    if (cell.outcome !== 'measured' || (cell.measured.length >= repeats && !isCutShort)) return [];
    const facts: string[] = [];
    if (cell.measured.length < repeats) {
      facts.push(`${cell.measured.length.toString()} of ${repeats.toString()} repeats`);
    }
    if (isCutShort) facts.push(repeats === 1 ? 'cut short' : 'the last one cut short');
    return [`${cellName(cell, journal)} (${facts.join(', ')})`];
  });
}

/** Cells of the plan that never began, in the order of the table. */
function neverRun(cells: readonly Cell[], journal: BriefJournal): string[] {
  const { configurations, runs } = journal.header;
  const begun = new Set(cells.map((cell) => cellName(cell, journal)));
  return runs
    .flatMap((run) => configurations.map(({ label }) => cellName({ run, configuration: label }, journal)))
    .filter((name) => !begun.has(name));
}

function missing(cells: readonly Cell[], journal: BriefJournal): string {
  if (cells.length === 0) return 'No cell has been run.';
  const told = troubles(cells).map(({ cells: members, outcome, name, remedy }) => {
    const names = listed(members.map((cell) => cellName(cell, journal)));
    return `${outcome} (${name}) ${names}${remedy === '' ? '' : `, remedy: ${remedy}`}`;
  });
  const inPart = unfinished(cells, journal);
  if (inPart.length > 0) told.push(`in part only ${listed(inPart)}`);
  const notRun = neverRun(cells, journal);
  if (notRun.length > 0) told.push(`not run ${listed(notRun)}`);
  return told.length === 0 ? 'Every cell was measured.' : `Not measured: ${told.join('; ')}.`;
}

type Guess = NonNullable<ReturnType<typeof answeringLayer>>;

/** How many reads the page cache answered, where that was looked at. */
function cachedText({ cachedShare }: Guess): string {
  return cachedShare === undefined ? '' : `, ${(cachedShare * 100).toFixed(0)}% from the page cache`;
}

/** `by guest memory on auto (2.01µs), always (1.90µs)` for each layer, in the order of the configurations. */
function byLayer(guesses: readonly { label: string; guess: Guess }[]): string {
  const layers = [...new Set(guesses.map(({ guess }) => guess.layer))];
  return layers
    .map((layer) => {
      const members = guesses.filter(({ guess }) => guess.layer === layer);
      const told = members.map(
        ({ label, guess }) => `${label} (${latency(guess.serviceNs)}${cachedText(guess)})`,
      );
      return `by ${layer} on ${told.join(', ')}`;
    })
    .join('; ');
}

function whyNobodyIsGuessed(cells: readonly Cell[]): string {
  return cells.some(hasReads)
    ? 'Nothing was read at random, and sequential reads are read ahead: they do not tell which layer answered.'
    : 'Nothing was read, so nothing can be said about which layer answered.';
}

function whoAnswered(cells: readonly Cell[], journal: BriefJournal): string {
  const { configurations } = journal.header;
  const guesses = configurations.flatMap(({ label }) => {
    const guess = answeringLayer(cells.filter((cell) => cell.configuration === label));
    return guess === undefined ? [] : [{ label, guess }];
  });
  const [first] = guesses;
  if (first === undefined) return whyNobodyIsGuessed(cells);
  const told =
    configurations.length === 1
      ? `by ${first.guess.layer} (${latency(first.guess.serviceNs)} an I/O in ${first.guess.run}${cachedText(first.guess)})`
      : byLayer(guesses);
  return `Reads were probably answered ${told}.`;
}

/** What is shown above is more than what can be read again. */
function lost({ repeats, lostRepeats = 0 }: BriefJournal): string[] {
  if (lostRepeats === 0) return [];
  const [kept, all] = [repeats.length - lostRepeats, repeats.length].map(String);
  return [`Only ${kept ?? ''} of ${all ?? ''} repeats are in the journal: the others could not be written.`];
}

/** The sentences, in order; the last ones only where there is something to say. */
export function closingSentences(journal: BriefJournal): [string, string, string, ...string[]] {
  const cells = cellsOf(journal);
  return [
    ...([bestAndWorst(cells, journal), missing(cells, journal), whoAnswered(cells, journal)] as const),
    ...lost(journal),
    ...ownShareSentences(journal),
  ];
}
