/** What became of a cell, in few words. */
import type { SourceCell } from './source-cell.ts';

/** `3 repeats`, `short`, `unsupported: ENODEV`. */
export function cellEnd(cell: SourceCell): string {
  const count = `${cell.measured} of ${cell.repeats}`;
  if (cell.outcome !== 'measured') {
    const told = `${cell.outcome}: ${cell.error ?? 'unknown'}`;
    return cell.measured === 0 ? told : `${count}, ${told}`;
  }
  if (cell.directions.length === 0) return 'no I/O';
  if (cell.entries.some((entry) => entry.isInterrupted === true)) return 'stopped';
  if (cell.entries.some((entry) => entry.isShort === true)) return 'short';
  if (cell.entries.some((entry) => entry.isGeneratorBound === true)) return 'generator-bound';
  return cell.repeats === 1 ? '1 repeat' : `${cell.repeats} repeats`;
}
