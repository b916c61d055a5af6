/** Latencies in fio's normal output: each line in the unit that suits it (fio-semantics 5.5). */
import type { FioLatency } from '../../../result/fio-document.ts';
import { fixed, latencyText } from '../number-text.ts';

interface Unit {
  name: 'nsec' | 'usec' | 'msec';
  ns: number;
}

const nanoseconds: Unit = { name: 'nsec', ns: 1 };
const microseconds: Unit = { name: 'usec', ns: 1000 };
const milliseconds: Unit = { name: 'msec', ns: 1_000_000 };

/** The largest unit in which the shortest still counts more than two and the longest fills five digits. */
function unitFor(shortestNs: number, longestNs: number, deviationNs: number): Unit {
  const suits = ({ ns }: Unit): boolean =>
    shortestNs > 2 * ns && longestNs > 100 * ns - 1 && deviationNs > ns;
  return [milliseconds, microseconds].find(suits) ?? nanoseconds;
}

/** `    clat (usec): min=35, max=76087, avg=122.84, stdev=853.48`; nothing where nothing was measured. */
export function latencyLine(name: string, latency: FioLatency): string[] {
  if (latency.N === 0) return [];
  const unit = unitFor(latency.min, latency.max, latency.stddev);
  const whole = (ns: number): string => latencyText(Math.floor(ns / unit.ns));
  const decimal = (ns: number): string => fixed(ns / unit.ns, 2).padStart(5);
  const range = `min=${whole(latency.min)}, max=${whole(latency.max)}`;
  const spread = `avg=${decimal(latency.mean)}, stdev=${decimal(latency.stddev)}`;
  return [`${name.padStart(8)} (${unit.name}): ${range}, ${spread}`];
}

/** Columns of a line of percentiles. */
const lineWidth = 80;
const narrowestValue = 5;

/** @returns how many digits `99.950000` needs after its point. All have as many as the one with the most. */
function decimalsOf(percentile: string): number {
  return percentile.replace(/0+$/, '').split('.')[1]?.length ?? 0;
}

/** The percentiles of a latency, as many in a line as fit; nothing where there are none. */
export function percentileLines(name: string, latency: FioLatency): string[] {
  const found = Object.entries(latency.percentile ?? {});
  if (found.length === 0) return [];
  const values = found.map(([, ns]) => ns);
  const unit = unitFor(Math.min(...values), Math.max(...values), Infinity);
  const texts = values.map((ns) => Math.floor((ns + unit.ns - 1) / unit.ns).toString());
  const width = Math.max(narrowestValue, ...texts.map((text) => text.length));
  const digits = Math.max(...found.map(([percentile]) => decimalsOf(percentile)));
  const cells = found.map(
    ([percentile], index) =>
      `${fixed(Number(percentile), digits).padStart(digits + 4)}th=[${(texts[index] ?? '').padStart(width)}]`,
  );
  const prefix = '     |';
  const room = lineWidth - prefix.length - 1;
  const perLine = Math.floor(room / ((cells[0] ?? '').length + 1));
  const lines = chunks(cells, perLine).map((shown) => `${prefix}${shown.join(',')}`);
  // A comma stands between all of them, also where the line ends.
  const endings = lines.map((_line, index) => (index === lines.length - 1 ? '' : ','));
  return [
    `    ${name} percentiles (${unit.name}):`,
    ...lines.map((line, index) => `${line}${endings[index] ?? ''}`),
  ];
}

/** How many classes of latencies are in a line. */
const classesPerLine = 5;

/** `  lat (usec)   : 50=20.66%, 100=71.21%`: classes that any I/O was in. */
export function latencyClassLines(unit: Unit['name'], classes: Readonly<Record<string, number>>): string[] {
  const shown = Object.entries(classes)
    .filter(([, percent]) => percent > 0)
    .map(([name, percent]) => `${name}=${fixed(percent, 2)}%`);
  return chunks(shown, classesPerLine).map((line) => `  lat (${unit})   : ${line.join(', ')}`);
}

/** A list in pieces of this length; the last may be shorter. */
function chunks(list: readonly string[], length: number): string[][] {
  const count = Math.ceil(list.length / length);
  return Array.from({ length: count }, (_unused, index) => list.slice(index * length, (index + 1) * length));
}
