/** What `rw`, `random_distribution` and `file_service_type` say beside their words (fio-semantics 3.4, 3.5). */
import type { JobOptions } from './job-options.ts';
import { type AccessZone, parseAccessZones } from './parse/access-zones.ts';
import { isRandomJob } from './workload.ts';

/** A distribution of offsets or files; the value is theta, power or deviation in percent. */
export interface SkewValues {
  value: number;
  /** Where the most frequent choice lies, from 0 to 1. */
  center: number | undefined;
}

/** fio's, where nothing is given. */
const defaultValues: Readonly<Record<string, number>> = { zipf: 1.1, pareto: 0.2 };

/** @returns what follows the word of a distribution, with fio's defaults. */
export function skewValues({
  word,
  numbers: [value = defaultValues[word] ?? 0, center],
}: JobOptions['random_distribution'] | JobOptions['file_service_type']): SkewValues {
  return { value, center };
}

/** @returns the zones of `zoned` and `zoned_abs`; of other distributions none. Their text has been validated. */
export function accessZones({ random_distribution: { word, postfix } }: JobOptions): readonly AccessZone[] {
  if (word !== 'zoned' && word !== 'zoned_abs') return [];
  const zones = parseAccessZones(postfix, word === 'zoned_abs', 'fio');
  return zones.ok ? zones.value : [];
}

/** @returns of how many I/Os one has a random offset, for `rw=randread:N`; 1: each. */
export function randomEvery(job: JobOptions): number {
  return isRandomJob(job) ? (job.rw.numbers[0] ?? 1) : 1;
}

/** @returns what is left out after each sequential I/O, for `rw=read:X`; may be negative. */
export function holeBytes(job: JobOptions): number {
  return isRandomJob(job) ? 0 : (job.rw.numbers[0] ?? 0);
}
