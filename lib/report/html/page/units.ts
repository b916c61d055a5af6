/** Units of axes: ticks are round numbers of them. */

/** Four digits at most, and no zeros at the end. */
function digits(value: number): string {
  return value >= 1000 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString();
}

/** The unit in which the largest of these B/s are shown, and texts of values in it. */
export function bandwidthUnit(bytesPerSecond: readonly number[]): {
  divisor: number;
  text: (value: number) => string;
} {
  const largest = Math.max(0, ...bytesPerSecond);
  const units = ['B/s', 'KiB/s', 'MiB/s', 'GiB/s'];
  const exponent = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log2(largest / 2) / 10)));
  return {
    divisor: 1024 ** exponent,
    text: (value) => `${digits(value)} ${units[exponent] ?? ''}`,
  };
}

/** `99.9 %` of 0.999. */
export function share(value: number): string {
  return `${Number((100 * value).toFixed(3)).toString()} %`;
}
