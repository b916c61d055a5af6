/** Figures and names as the report writes them. */
import type { Spread } from '../../stats/spread.ts';
import { bandwidth, iops } from '../quantities.ts';
import type { Ratio } from './model/ratio.ts';
import type { Cell } from './model/cells.ts';
import type { Row } from './model/model.ts';

/** Three digits: `0.052`, `0.93`, `1.74`, `58.7`, `213`. */
function factor(value: number): string {
  if (value >= 99.95) return Math.round(value).toString();
  if (value >= 9.995) return value.toFixed(1);
  return value < 0.0995 ? value.toPrecision(2) : value.toFixed(2);
}

/** `1.74×`. */
export function times(value: number): string {
  return `${factor(value)}×`;
}

/** `1.70–1.79`; empty where there is no interval. */
export function intervalText({ interval }: Ratio): string {
  return interval === undefined ? '' : `${factor(interval.low)}–${factor(interval.high)}`;
}

/** `1.74× (1.70–1.79)`. */
export function ratioText(ratio: Ratio): string {
  const interval = intervalText(ratio);
  return `${times(ratio.value)}${interval === '' ? '' : ` (${interval})`}`;
}

/** The run, with the direction where it has several. */
export function rowName({ run, direction, isMixed }: Row): string {
  return isMixed ? `${run}, ${direction}` : run;
}

/** `98.6 MiB/s`, or `24.6k IOPS` where that is all there is; `-` without either. */
export function throughputText(cell: Cell): string {
  if (cell.bytesPerSecond !== undefined) return bandwidth(cell.bytesPerSecond.mean);
  return cell.iops === undefined ? '-' : `${iops(cell.iops.mean)} IOPS`;
}

/** The spread that bars are drawn of. */
export function throughputSpread(cell: Cell): Spread | undefined {
  return cell.bytesPerSecond ?? cell.iops;
}

/** `3 rows`, `1 row`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`; at most `most` of them. */
export function enumerated(names: readonly string[], most = 6): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
