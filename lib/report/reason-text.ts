/** Why a cell has no figures, in few words. */
import type { Reason } from '../result/vfload-member.ts';
import type { Cell } from './cell.ts';

/** What it is known by: `ENODEV`, `SIGBUS`, `stuck`. */
export function reasonName(reason: Reason | undefined): string {
  if (reason === undefined) return 'unknown';
  // A stuck job was ended by a signal of ours: the deadline is the news.
  if (reason.kind === 'stuck') return 'stuck';
  return reason.signal ?? reason.errnoName ?? reason.kind;
}

/** `unsupported: ENODEV`, `failed: SIGBUS`, `measured`. */
export function outcomeText(cell: Cell): string {
  return cell.outcome === 'measured' ? 'measured' : `${cell.outcome}: ${reasonName(cell.reason)}`;
}
