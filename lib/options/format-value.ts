/** Values as texts: as the command line and job files have them, and for people. */
import type { Directions, OptionValue, SingleValue, SplitPart, ValueForm } from './value-form.ts';

/** An option's value as it would be written on the command line: 4096 bytes are `4k`, 500 ms `500ms`. */
export function formatValue(form: ValueForm, value: OptionValue): string {
  if (!isDirections(value)) return formatSingle(form, value);
  const { read, write, trim } = value;
  const texts = [read, write, trim].map((each) => (each === undefined ? '' : formatSingle(form, each)));
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : texts.join(',');
}

function isDirections(value: OptionValue): value is Directions<SingleValue | undefined> {
  return typeof value === 'object' && 'trim' in value;
}

/** The same for the value of one direction. */
export function formatSingle(form: ValueForm, value: SingleValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return formatNumber(form, value);
  if (typeof value !== 'object') return String(value);
  if ('percent' in value) return `${value.percent}%`;
  if ('low' in value) {
    const ends = [...new Set([value.low, value.high])];
    return ends.map((end) => formatNumber(form, end)).join('-');
  }
  if ('word' in value) return value.postfix === '' ? value.word : `${value.word}:${value.postfix}`;
  if ('words' in value)
    return [value.words.join(), ...(value.count === undefined ? [] : [value.count])].join(':');
  return formatList(form, value);
}

function formatNumber({ kind, ...form }: ValueForm, value: number): string {
  if (kind === 'size' || kind === 'size-range' || kind === 'size-or-range' || kind === 'size-split') {
    return formatSize(value);
  }
  if (kind !== 'duration' && kind !== 'duration-range') return String(value);
  return 'unit' in form && form.unit === 'us' ? formatMicroseconds(value) : formatDuration(value);
}

function formatList({ kind }: ValueForm, values: readonly (number | string | SplitPart)[]): string {
  const texts = values.map((value) => {
    if (typeof value !== 'object') return String(value);
    const size = formatSize(value.bytes);
    return value.percent === undefined ? size : `${size}/${value.percent}`;
  });
  if (kind === 'names') return texts.map((text) => text.replaceAll(':', '\\:')).join(':');
  return texts.join(kind === 'decimals' || kind === 'size-split' ? ':' : ',');
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

/** As {@link formatDuration}, of microseconds. */
function formatMicroseconds(microseconds: number): string {
  return microseconds % 1000 === 0 ? formatDuration(microseconds / 1000) : `${microseconds}us`;
}
