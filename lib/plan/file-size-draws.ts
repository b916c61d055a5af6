/** From what the sizes of files are drawn where `filesize` is a range: fio's generators and seeds (fio-semantics 3.4). */
import type { JobOptions } from '../options/job-options.ts';

type Word = bigint;

/** The place of file sizes in fio's table of seeds. */
const place = 7n;
const multiplier = 0x9e370001n;
const defaultRandseed = 0x89n;

const u32 = (value: bigint): Word => BigInt.asUintN(32, value);
const u64 = (value: bigint): Word => BigInt.asUintN(64, value);

/**
 * @param jobNumber - fio's number of the job among all
 * @returns draws from [0, 1), the same for the same job unless it asks for others each time
 */
export function fileSizeDraws(
  { randseed, randrepeat }: Pick<JobOptions, 'randseed' | 'randrepeat'>,
  jobNumber: number,
): () => number {
  if (randseed === undefined && !randrepeat) return Math.random;
  // Few jobs draw at all.
  let next: (() => Word) | undefined;
  return () => {
    next ??= taus88(seedOf(randseed ?? defaultRandseed, jobNumber));
    return Number(next()) / 2 ** 32;
  };
}

function seedOf(randseed: bigint, jobNumber: number): Word {
  let seed = randseed;
  for (let step = 0n; step < 4n + place; step += 1n) seed = u64(seed * multiplier);
  return u32(seed * BigInt(jobNumber) + place);
}

/** P. L'Ecuyer's taus88 as fio seeds it. */
function taus88(seed: Word): () => Word {
  const scramble = (value: Word): Word => u32(value * 69069n) ^ seed;
  const atLeast = (value: Word, least: Word): Word => (value < least ? value + least : value);
  let a = atLeast(scramble(53n), 1n);
  let b = atLeast(scramble(a), 7n);
  let c = atLeast(scramble(b), 15n);
  const next = (): Word => {
    a = u32((a & 0xfffffffen) << 12n) ^ ((u32(a << 13n) ^ a) >> 19n);
    b = u32((b & 0xfffffff8n) << 4n) ^ ((u32(b << 2n) ^ b) >> 25n);
    c = u32((c & 0xfffffff0n) << 17n) ^ ((u32(c << 3n) ^ c) >> 11n);
    return a ^ b ^ c;
  };
  for (let discarded = 0; discarded < 6; discarded += 1) next();
  return next;
}
