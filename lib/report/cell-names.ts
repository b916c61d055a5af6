/** How sentences name cells. */
import type { BriefJournal } from '../result/brief-repeat.ts';
import type { Cell } from './cell.ts';

/** The run; of several configurations with the one it is on. */
export function cellName(cell: Pick<Cell, 'run' | 'configuration'>, journal: BriefJournal): string {
  return journal.header.configurations.length === 1 ? cell.run : `${cell.run} on ${cell.configuration}`;
}

/** The first few, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${(names.length - 3).toString()} more` : shown;
}
