/** Numbers as tables show them: three or four digits, never more than six characters. */

/** Three digits: `9.87`, `98.7`, `987`, and whole above. */
function threeDigits(value: number): string {
  if (value >= 99.95) return Math.round(value).toString();
  return value.toFixed(value >= 9.995 ? 1 : 2);
}

/** A value in the first unit in which it stays below the unit's limit once it is rounded. */
function scaled(value: number, units: readonly string[], step: number): string {
  let rest = value;
  for (const unit of units.slice(0, -1)) {
    if (Math.round(rest) < step) return `${threeDigits(rest)}${unit}`;
    rest /= step;
  }
  return `${threeDigits(rest)}${units.at(-1) ?? ''}`;
}

/** `640ns`, `13.4µs`, `1.25ms`, `2.10s`. */
export function latency(valueNs: number): string {
  return valueNs < 999.5
    ? `${Math.round(valueNs).toString()}ns`
    : scaled(valueNs / 1000, ['µs', 'ms', 's'], 1000);
}

/** I/Os a second in thousands: `985`, `24.6k`, `1.25M`. */
export function iops(value: number): string {
  return value < 999.5 ? Math.round(value).toString() : scaled(value / 1000, ['k', 'M', 'G'], 1000);
}

/** B/s as a number of MiB/s. */
export function mebibytesPerSecond(bytesPerSecond: number): string {
  return threeDigits(bytesPerSecond / 2 ** 20);
}

/** A size with its unit: `4k`, `64 MiB`. */
export function size(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let rest = bytes;
  let unit = 0;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${Number.isInteger(rest) ? rest.toString() : threeDigits(rest)} ${units[unit] ?? ''}`;
}

/** B/s with its unit: `98.6 MiB/s`. */
export function bandwidth(bytesPerSecond: number): string {
  return `${size(bytesPerSecond < 1024 ? Math.round(bytesPerSecond) : bytesPerSecond)}/s`;
}

/** A coefficient of variation in percent: `1.6%`, `104%`; `-` where there is none. */
export function variation(value: number | undefined): string {
  if (value === undefined) return '-';
  const percent = 100 * value;
  return `${percent >= 9.95 ? Math.round(percent).toString() : percent.toFixed(1)}%`;
}

/** `500 ms`, `3 s`. */
export function duration(ms: number): string {
  return ms < 1000 ? `${ms.toString()} ms` : `${(ms / 1000).toString()} s`;
}
