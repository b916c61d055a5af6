import type { OptionEntry, OptionValue } from './option-entry.ts';

/** An option's value as it would be written on the command line: 4096 bytes are `4k`, 500 ms `500ms`. */
export function formatValue(entry: OptionEntry, value: OptionValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' && entry.kind === 'size') return formatSize(value);
  if (typeof value === 'number' && entry.kind === 'duration') return formatDuration(value);
  return String(value);
}

const sizeSuffixes = ['', 'k', 'm', 'g', 't', 'p'];

/** @returns bytes in the largest unit that they are a multiple of: `64m`, `1000`. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let power = 0;
  while (value !== 0 && value % 1024 === 0 && power < sizeSuffixes.length - 1) {
    value /= 1024;
    power += 1;
  }
  return `${value}${sizeSuffixes[power] ?? ''}`;
}

/** @returns bytes in the largest unit of which there is one, with a digit after the point: `1.5 GiB`, for people. */
export function formatRoughly(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
}

/** @returns milliseconds in the largest of d, h, m, s and ms that they are a multiple of; 0 is `0`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  const units = [
    ['d', 86400000],
    ['h', 3600000],
    ['m', 60000],
    ['s', 1000],
  ] as const;
  for (const [suffix, length] of units) {
    if (milliseconds % length === 0) return `${milliseconds / length}${suffix}`;
  }
  return `${milliseconds}ms`;
}
