/** Checks of what says where I/Os go and how many there are. */
import { shortestOwnBlock } from './block-sizes.ts';
import { formatSize } from './format-value.ts';
import type { JobOptions } from './job-options.ts';
import { badValue, conflict } from './option-mistake.ts';
import { accessZones, skewValues } from './offset-choice.ts';
import { parseAccessZones } from './parse/access-zones.ts';
import type { Dialect } from './value-form.ts';
import { isRandomJob } from './workload.ts';

/** @throws {@link VfloadError} ERR_VFLOAD_OPTION_VALUE, ERR_VFLOAD_OPTION_CONFLICT */
export function validateOffsets(job: JobOptions, dialect: Dialect): void {
  checkWorkload(job);
  checkSkew('random_distribution', job.random_distribution);
  checkSkew('file_service_type', job.file_service_type);
  checkAccessZones(job, dialect);
  checkStridedZones(job);
  checkIoSize(job);
}

/** With `rw=randread:0` fio draws no offset in the first four thousand million I/Os. */
function checkWorkload(job: JobOptions): void {
  const { word, postfix, numbers } = job.rw;
  if (!isRandomJob(job) || postfix === '' || (numbers[0] ?? 0) >= 1) return;
  throw badValue(
    'rw',
    `${word}:${postfix}`,
    'has no number of I/Os above 0',
    `Expected ${word}:8, for example.`,
  );
}

/** fio's limits. */
function checkSkew(
  name: string,
  skew: JobOptions['random_distribution'] | JobOptions['file_service_type'],
): void {
  const { value, center = 0 } = skewValues(skew);
  const problem = skewProblem(skew.word, value);
  const text = `${skew.word}:${skew.postfix}`;
  if (problem !== undefined) throw badValue(name, text, problem, 'Choose another one.');
  const hasCenter = skew.word === 'zipf' || skew.word === 'pareto' || skew.word === 'normal';
  if (!hasCenter || (center >= 0 && center <= 1)) return;
  throw badValue(name, text, 'has a center outside of the range', 'Choose one from 0 to 1.');
}

function skewProblem(word: string, value: number): string | undefined {
  switch (word) {
    case 'zipf':
      return value === 1 ? 'has a theta of 1, with which zipf has no sum' : undefined;
    case 'pareto':
      return value > 0 && value < 1 ? undefined : 'has a power that is not between 0 and 1';
    case 'normal':
      return value >= 0 && value < 100 ? undefined : 'has a deviation that is not from 0 to below 100 %';
    default:
      return undefined;
  }
}

function checkAccessZones(job: JobOptions, dialect: Dialect): void {
  const { word, postfix } = job.random_distribution;
  if (word !== 'zoned' && word !== 'zoned_abs') return;
  const parsed = parseAccessZones(postfix, word === 'zoned_abs', dialect);
  if (!parsed.ok) {
    const remedy = `Expected shares of the I/Os and of the range, such as ${word}:60/${word === 'zoned' ? '10:40/90' : '64m:40/1g'}.`;
    throw badValue('random_distribution', `${word}:${postfix}`, parsed.problem, remedy);
  }
  const bytes = word === 'zoned_abs' ? accessZones(job).reduce((sum, { size }) => sum + size, 0) : 0;
  if (typeof job.size !== 'number' || job.size === 0 || bytes <= job.size) return;
  throw conflict(
    `The zones of random_distribution have ${formatSize(bytes)} together, and size is ${formatSize(job.size)}.`,
    'Make the zones smaller or size larger.',
  );
}

function checkStridedZones(job: JobOptions): void {
  const { zonemode, zonesize, zonerange, size } = job;
  if (zonemode === 'none' && zonesize !== 0)
    throw conflict('zonesize needs zonemode=strided.', 'Give zonemode=strided, or leave zonesize out.');
  if (zonemode === 'none') return;
  if (zonesize === 0)
    throw conflict('zonemode=strided needs zonesize.', 'Give zonesize, such as zonesize=1m.');
  if (typeof size === 'number' && size !== 0 && zonerange > size) {
    throw conflict(
      `zonerange (${formatSize(zonerange)}) is more than size (${formatSize(size)}).`,
      'Make zonerange smaller or size larger.',
    );
  }
  const block = shortestOwnBlock(job);
  if (zonesize >= block) return;
  throw conflict(
    `zonesize (${formatSize(zonesize)}) is less than bs (${formatSize(block)}): no I/O fits in a zone.`,
    'Make zonesize larger or bs smaller.',
  );
}

function checkIoSize({ io_size }: JobOptions): void {
  if (typeof io_size !== 'object' || io_size.percent <= 100) return;
  throw badValue('io_size', `${io_size.percent}%`, 'is more than 100 %', 'Use loops, or give bytes.');
}
