/** The table of `vfload probe`: operations × ok, errno, note. */
import pc from 'picocolors';
import type { ProbeOperation, ProbeResult } from '../probe/probe-result.ts';
import { fill } from '../report/head.ts';

const gap = '  ';
const headings = ['OPERATION', 'OK', 'ERRNO', 'NOTE'] as const;
/** A note is not squeezed into less than this. */
const narrowestNote = 20;

/** @returns the table with a line about the mount above it, ending with a newline. */
export function probeTable(result: ProbeResult, look: { color: boolean; width: number }): string {
  const colors = pc.createColors(look.color);
  const cells = result.operations.map((operation) => [
    operation.operation,
    operation.ok ? 'yes' : 'no',
    errnoText(operation),
  ]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(headings[column]?.length ?? 0, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[], note: string): string =>
    [...row.map((text, column) => text.padEnd(widths[column] ?? 0)), note].join(gap).trimEnd();
  const noteColumn = widths.reduce((sum, width) => sum + width + gap.length, 0);
  const noteWidth = Math.max(narrowestNote, look.width - noteColumn);
  const rows = result.operations.flatMap((operation, index) => {
    const [first = '', ...others] = fill(operation.note.split(' '), noteWidth, ' ');
    const text = line(cells[index] ?? [], first);
    return [
      operation.ok ? text : colors.yellow(text),
      ...others.map((other) => `${' '.repeat(noteColumn)}${other}`),
    ];
  });
  return `${[mountText(result), '', colors.bold(line(headings.slice(0, 3), headings[3])), ...rows].join('\n')}\n`;
}

function errnoText({ ok, stuck, errno, errnoName }: ProbeOperation): string {
  if (stuck) return 'stuck';
  return ok ? '' : (errnoName ?? `errno ${errno}`);
}

function mountText({ directory, mount, environment }: ProbeResult): string {
  const place =
    mount === undefined ? directory : `${directory}: ${mount.type} ${mount.source}, ${mount.options}`;
  return `${place} (Linux ${environment.kernel})`;
}
