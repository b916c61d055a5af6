/** The three sentences at the end of a report: best and worst, what is missing and the remedy, who probably answered. */
import type { Journal } from '../result/journal.ts';
import { cellsOf, type Cell } from './cell.ts';
import { answeringLayer } from './layer.ts';
import { bandwidth, latency } from './quantities.ts';
import { reasonName } from './reason-text.ts';

function bytesPerSecond(cell: Cell): number {
  return cell.directions.reduce((sum, side) => sum + side.bytesPerSecond.mean, 0);
}

function cellName(cell: Cell, journal: Journal): string {
  return journal.header.configurations.length === 1 ? cell.run : `${cell.run} on ${cell.configuration}`;
}

function bestAndWorst(cells: readonly Cell[], journal: Journal): string {
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

/** Cells that were not (or not always) measured, by what they have in common; unsupported ones first: they are results. */
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

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${(names.length - 3).toString()} more` : shown;
}

function missing(cells: readonly Cell[], journal: Journal): string {
  const found = troubles(cells);
  if (found.length === 0) return cells.length === 0 ? 'No cell has been run.' : 'Every cell was measured.';
  const told = found.map(({ cells: members, outcome, name, remedy }) => {
    const names = listed(members.map((cell) => cellName(cell, journal)));
    return `${outcome} (${name}) ${names}${remedy === '' ? '' : `, remedy: ${remedy}`}`;
  });
  return `Not measured: ${told.join('; ')}.`;
}

type Guess = NonNullable<ReturnType<typeof answeringLayer>>;

/** `by guest memory on auto (2.01µs), always (1.90µs)` for each layer, in the order of the configurations. */
function byLayer(guesses: readonly { label: string; guess: Guess }[]): string {
  const layers = [...new Set(guesses.map(({ guess }) => guess.layer))];
  return layers
    .map((layer) => {
      const members = guesses.filter(({ guess }) => guess.layer === layer);
      const told = members.map(({ label, guess }) => `${label} (${latency(guess.serviceNs)})`);
      return `by ${layer} on ${told.join(', ')}`;
    })
    .join('; ');
}

function whoAnswered(cells: readonly Cell[], journal: Journal): string {
  const { configurations } = journal.header;
  const guesses = configurations.flatMap(({ label }) => {
    const guess = answeringLayer(cells.filter((cell) => cell.configuration === label));
    return guess === undefined ? [] : [{ label, guess }];
  });
  const [first] = guesses;
  if (first === undefined) return 'Nothing was read, so nothing can be said about which layer answered.';
  const told =
    configurations.length === 1
      ? `by ${first.guess.layer} (${latency(first.guess.serviceNs)} an I/O in ${first.guess.run})`
      : byLayer(guesses);
  return `Reads were probably answered ${told}.`;
}

/** The sentences, in order. */
export function closingSentences(journal: Journal): [string, string, string] {
  const cells = cellsOf(journal);
  return [bestAndWorst(cells, journal), missing(cells, journal), whoAnswered(cells, journal)];
}
