/** From what the sizes of files are drawn where `filesize` is a range: fio's generators and seeds (fio-semantics 3.4). */
import type { JobOptions } from '../options/job-options.ts';
import { taus258, taus88 } from './tausworthe.ts';

/** The place of file sizes in fio's table of seeds. */
const place = 7n;
const multiplier = 0x9e370001n;
const defaultRandseed = 0x89n;

/** What of a job's options decides on the draws. */
export type DrawOptions = Pick<JobOptions, 'randseed' | 'randrepeat' | 'random_generator'>;

/**
 * @param jobNumber - fio's number of the job among all
 * @returns draws from [0, 1), the same for the same job unless it asks for others each time
 */
export function fileSizeDraws(
  { randseed, randrepeat, random_generator }: DrawOptions,
  jobNumber: number,
): () => number {
  if (randseed === undefined && !randrepeat) return Math.random;
  const isWide = random_generator === 'tausworthe64';
  const range = isWide ? 2 ** 64 : 2 ** 32;
  // Few jobs draw at all.
  let next: (() => bigint) | undefined;
  return () => {
    const seed = seedOf(randseed ?? defaultRandseed, jobNumber);
    next ??= isWide ? taus258(seed) : taus88(seed);
    return Number(next()) / range;
  };
}

/** Narrow generators take the lower half of it. */
function seedOf(randseed: bigint, jobNumber: number): bigint {
  let seed = randseed;
  for (let step = 0n; step < 4n + place; step += 1n) seed = BigInt.asUintN(64, seed * multiplier);
  return BigInt.asUintN(64, seed * BigInt(jobNumber) + place);
}
