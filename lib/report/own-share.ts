/** How reports mark the cells whose figures are vfload's own speed. */
import type { BriefJournal } from '../result/brief-repeat.ts';
import { cellName, listed } from './cell-names.ts';
import { cellsOf, type Cell } from './cell.ts';

/** `83%`. */
function percent(share: number): string {
  return `${Math.round(100 * share).toString()}%`;
}

/**
 * The outcome of a cell with the share of the generator, where that decides the figures: as many words as there is room
 * for; `*` at least.
 *
 * @param width - of the column
 */
export function markedOutcome(text: string, cell: Cell, width: number): string {
  if (!cell.isGeneratorBound || cell.ownShare === undefined) return text;
  const share = percent(cell.ownShare);
  const ways = [`${text}, generator ${share}`, `${text} ${share}`, `${text} *`, `${text}*`];
  return ways.find((way) => way.length <= width) ?? `${text.slice(0, width - 1)}*`;
}

/** The sentences about it; none where no cell is bound and every share that was to be known is known. */
export function ownShareSentences(journal: BriefJournal): string[] {
  const cells = cellsOf(journal);
  return [...boundSentence(cells, journal), ...unknownSentence(cells, journal)];
}

function boundSentence(cells: readonly Cell[], journal: BriefJournal): string[] {
  const bound = cells.filter((cell) => cell.isGeneratorBound);
  if (bound.length === 0) return [];
  const [subject, object] =
    bound.length === 1
      ? ['1 cell is', 'it measures']
      : [`${bound.length.toString()} cells are`, 'they measure'];
  const named = bound
    .sort((a, b) => (b.ownShare ?? 0) - (a.ownShare ?? 0))
    .map((cell, index) => {
      const share = `${percent(cell.ownShare ?? 0)}${index === 0 ? ' of the time per I/O' : ''}`;
      return `${cellName(cell, journal)} (${share})`;
    });
  return [
    `${subject} generator-bound: ${object} vfload and the system call, not the file system: ${listed(named)}.`,
  ];
}

/** Cells with the same reason are told together. */
function unknownSentence(cells: readonly Cell[], journal: BriefJournal): string[] {
  const byReason = new Map<string, string[]>();
  for (const cell of cells) {
    const reason = cell.ownShareUnknown;
    if (reason !== undefined)
      byReason.set(reason, [...(byReason.get(reason) ?? []), cellName(cell, journal)]);
  }
  return [...byReason].map(
    ([reason, names]) => `vfload's own share is not known of ${listed(names)}: ${reason}.`,
  );
}
