/** Tidy comma-separated values: a row for each source, job or group, repeat and direction (RFC 4180). */
import { type Entry, figureNames } from '../../read/entry.ts';

const columns = [
  'source',
  'configuration',
  'job',
  'group',
  'repeat',
  'direction',
  'outcome',
  'error',
  ...figureNames,
] as const;

type Column = (typeof columns)[number];

/** The table with its head; cells of which the source has nothing are empty. */
export function csvReport(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => columns.map((column) => quoted(valueOf(entry, column))).join(','));
  return [columns.join(','), ...rows].map((line) => `${line}\n`).join('');
}

function valueOf(entry: Entry, column: Column): string | number {
  switch (column) {
    case 'source':
    case 'configuration':
    case 'job':
    case 'group':
    case 'repeat':
    case 'outcome':
      return entry[column];
    case 'direction':
    case 'error':
      return entry[column] ?? '';
    default:
      return entry.figures[column] ?? '';
  }
}

function quoted(value: string | number): string {
  const text = value.toString();
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
