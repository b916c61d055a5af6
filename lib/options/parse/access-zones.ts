/** What follows `random_distribution=zoned:` and `zoned_abs:` (fio-semantics 3.4). */
import type { Dialect } from '../value-form.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import { parseSize } from './size.ts';

/** A share of the I/Os, and where they go. */
export interface AccessZone {
  accessPercent: number;
  /** Percent of the range, or bytes. */
  size: number;
}

/** fio's limit. */
const mostZones = 64;

/**
 * `60/10:40/90`: percent of the I/Os, and of the range that they go to, in the order of the range. Zones without a size of
 * their own share what the others leave; of `zoned_abs`, whose sizes are bytes, they are empty.
 */
export function parseAccessZones(
  text: string,
  isAbsolute: boolean,
  dialect: Dialect,
): Parsed<readonly AccessZone[]> {
  const zones: { access: number; size: number | undefined }[] = [];
  for (const each of text.split(':')) {
    const zone = parseZone(each, isAbsolute, dialect);
    if (!zone.ok) return refused(`has "${each}", which ${zone.problem}`);
    zones.push(zone.value);
  }
  if (zones.length > mostZones) return refused(`has more than ${mostZones} zones`);
  const access = zones.reduce((sum, zone) => sum + zone.access, 0);
  if (access !== 100)
    return refused(`has shares of the I/Os of ${access} % together, and they have to be 100 %`);
  const told = zones.reduce((sum, { size = 0 }) => sum + size, 0);
  if (!isAbsolute && told > 100) return refused(`has shares of the range of ${told} % together`);
  const untold = zones.filter(({ size }) => size === undefined).length;
  const each = isAbsolute ? 0 : Math.floor((100 - told) / Math.max(1, untold));
  return parsed(zones.map(({ access: accessPercent, size = each }) => ({ accessPercent, size })));
}

function parseZone(
  text: string,
  isAbsolute: boolean,
  dialect: Dialect,
): Parsed<{ access: number; size: number | undefined }> {
  const [, access, size] = /^(\d+)(?:\/(.*))?$/.exec(text) ?? [];
  if (access === undefined) return refused('is no zone');
  if (size === undefined || size === '') return parsed({ access: Number(access), size: undefined });
  const bytes = parseSize(size, dialect);
  if (!bytes.ok) return bytes;
  if (!isAbsolute && bytes.value > 100) return refused('is more than 100 % of the range');
  return parsed({ access: Number(access), size: bytes.value });
}
