/** Numbers as fio prints them (fio-semantics 5.5). */

/** More digits than a double of a latency, a rate or a percentage has after its point. */
const allDecimals = 100;

/** As C's `%.Nf`: unlike `toFixed`, which rounds a tie up, it rounds a tie to the even digit. */
export function fixed(value: number, decimals: number): string {
  const exact = value.toFixed(allDecimals);
  const end = exact.indexOf('.') + 1 + decimals;
  const isTie = /^50*$/.test(exact.slice(end));
  const isEven = Number(exact.charAt(end - 1)) % 2 === 0;
  return isTie && isEven ? exact.slice(0, end) : value.toFixed(decimals);
}

/**
 * A whole number divided by `base` until its whole part has at most `widest` characters; decimals fill up to as many, the
 * point counted. As in fio, only the last division's remainder is rounded: the parts below it are cut off.
 */
function scaled(value: number, base: number, units: readonly string[], widest: number): string {
  let whole = value;
  let rest = 0;
  let power = 0;
  while (whole.toFixed().length > widest && power < units.length - 1) {
    rest = whole % base;
    whole = Math.floor(whole / base);
    power += 1;
  }
  const unit = units[power] ?? '';
  const decimals = widest - whole.toFixed().length - 1;
  if (power === 0) return `${whole.toFixed()}${unit}`;
  if (decimals <= 0) return `${(whole + (2 * rest >= base ? 1 : 0)).toFixed()}${unit}`;
  // The fraction may round up to one: 99.951 is 100.0.
  const fraction = fixed(rest / base, decimals);
  return `${(whole + Number(fraction.charAt(0))).toFixed()}${fraction.slice(1)}${unit}`;
}

/** fio's `significant_figures` where nothing is said. */
const defaultFigures = 4;

/** `4096B`, `31.4MiB`. */
export function binaryBytes(bytes: number, figures: number = defaultFigures): string {
  return scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], figures);
}

/** `4096B`, `32.9MB`. */
export function decimalBytes(bytes: number, figures: number = defaultFigures): string {
  return scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'], figures);
}

const thousands = ['', 'k', 'M', 'G', 'T', 'P'];

/** I/Os per second: `8041`, `24.3k`. */
export function iopsText(iops: number, figures: number = defaultFigures): string {
  return scaled(iops, 1000, thousands, figures);
}

/** The shortest or longest latency of a line: `829`, `1920.7k`. */
export function latencyText(latency: number): string {
  return scaled(latency, 1000, thousands, 6);
}
