/** What the options of verification come to together, and what of them cannot be carried out. */
import { blockLengths, type BlockSizeOptions } from './block-sizes.ts';
import type { JobOptions } from './job-options.ts';
import { conflict } from './option-mistake.ts';

/** How blocks are verified. `headed-pattern`: by a pattern behind a header, which `verify_pattern` alone means. */
export type VerifyMethod = Exclude<JobOptions['verify'], '0' | 'crc32c-intel'> | 'headed-pattern';

/** Of fio 3.33's header; later ones have 48, and sums are as long in both. */
const headerBytes = { '3.33': 40, current: 48 } as const;

const sumBytes: Readonly<Record<VerifyMethod, number>> = {
  md5: 16,
  crc64: 8,
  crc32: 4,
  crc32c: 4,
  crc16: 2,
  crc7: 1,
  sha1: 20,
  sha256: 64,
  sha512: 128,
  'sha3-224': 28,
  'sha3-256': 32,
  'sha3-384': 48,
  'sha3-512': 64,
  xxhash: 4,
  meta: 0,
  'headed-pattern': 0,
  pattern: 0,
  null: 0,
};

/** @returns undefined for a job that verifies nothing, as one that says so does, whatever pattern it has */
export function usedMethod(
  job: Pick<JobOptions, 'verify' | 'verify_pattern' | 'given'>,
): VerifyMethod | undefined {
  if (job.verify === '0') {
    const isMeant = job.verify_pattern !== undefined && job.given['verify'] === undefined;
    return isMeant ? 'headed-pattern' : undefined;
  }
  return job.verify === 'crc32c-intel' ? 'crc32c' : job.verify;
}

/**
 * @returns bytes from header to header; 0: each I/O has one. An interval that does not divide the longest I/O gives way to what
 * divides both it and the shortest (headers in files of fio 3.33 show it).
 */
export function verifyInterval(
  job: BlockSizeOptions & Pick<JobOptions, 'bs_unaligned' | 'verify_interval'>,
): number {
  const { min, max } = blockLengths(job, 'write');
  if (job.bs_unaligned && min !== max) return 0;
  const divisor = greatestDivisor(min, max);
  const wanted = Math.min(job.verify_interval ?? divisor, min);
  return max % wanted === 0 ? wanted : divisor;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT, where fio fails as well, or breaks off */
export function checkVerification(job: JobOptions): void {
  const method = usedMethod(job);
  if (method === undefined) return;
  if (method === 'pattern' && job.verify_pattern === undefined) {
    throw conflict('verify=pattern has no pattern to compare with.', 'Give verify_pattern.');
  }
  if (method === 'pattern' || method === 'null') return;
  const head = headerBytes.current + sumBytes[method];
  const interval = verifyInterval(job) || blockLengths(job, 'write').min;
  if (interval <= headerBytes['3.33'] + sumBytes[method]) {
    throw conflict(
      `verify=${job.verify} has a header of ${String(head)} bytes, and there is one in every ${String(interval)}.`,
      'Make bs or verify_interval larger.',
    );
  }
  const offset = job.verify_offset;
  if (offset === undefined || (offset >= head && offset + head <= interval)) return;
  throw conflict(
    `verify_offset=${String(offset)}: the header of ${String(head)} bytes would lie over its own place or beyond its interval of ${String(interval)} bytes.`,
    `Choose verify_offset from ${String(head)} to ${String(Math.max(head, interval - head))}, or leave it out.`,
  );
}
