/** What a job's write buffers hold, and what memory they are in, as the addon takes it (fio-semantics 3.11). */
import { blockLengths } from '../../options/block-sizes.ts';
import { bytesIn } from '../../options/share.ts';
import type { JobOptions } from '../../options/job-options.ts';
import type { NativeFill, NativeJob } from '../native.ts';
import { usedMethod } from '../../options/verification.ts';
import { patternBytes } from './pattern-bytes.ts';

/**
 * What becomes of a buffer before a write. Patterns and zeros are scrambled where that is asked for by name; data of a given
 * compressibility or share of duplicates never is, and is made anew for every write, unless nothing of it is random or all of it is
 * (files of fio 3.33 show all this).
 */
export function bufferFill(job: JobOptions): NativeJob['bufferFill'] {
  // What verifies makes the contents of its writes itself.
  if (usedMethod(job) !== undefined) return 'fixed';
  if (job.dedupe_percentage !== undefined) return 'refill';
  if (job.buffer_compress_percentage !== undefined) {
    return job.buffer_compress_percentage % 100 === 0 ? 'fixed' : 'refill';
  }
  const wantsScramble = job.given['scramble_buffers'] !== undefined && job.scramble_buffers;
  if (job.buffer_pattern !== undefined) return wantsScramble ? 'scramble' : 'fixed';
  if (job.zero_buffers) return wantsScramble ? 'scramble' : 'zero';
  if (job.refill_buffers) return 'refill';
  return job.scramble_buffers ? 'scramble' : 'fixed';
}

/** @throws VfloadError `ERR_VFLOAD_OPTION_VALUE` for a pattern in a file that cannot be read */
export function nativeFill(job: JobOptions): NativeFill {
  const pattern =
    job.buffer_pattern === undefined ? undefined : patternBytes('buffer_pattern', job.buffer_pattern).bytes;
  return {
    base: bufferBase(job),
    pattern,
    compressPercentage: job.buffer_compress_percentage,
    compressChunkBytes: job.buffer_compress_chunk,
    dedupePercentage: job.dedupe_percentage,
    dedupeMode: job.dedupe_mode,
    workingSetBlocks: Math.max(
      1,
      Math.floor(
        (bytesIn(job.size) * job.dedupe_working_set_percentage) / 100 / blockLengths(job, 'write').min,
      ),
    ),
    memory: job.mem,
    alignmentBytes: job.iomem_align,
    hugePageBytes: job['hugepage-size'],
    lockedBytes: job.lockmem,
  };
}

function bufferBase(job: JobOptions): NativeFill['base'] {
  if (job.buffer_compress_percentage === 100) return job.buffer_pattern === undefined ? 'zero' : 'pattern';
  if (job.buffer_compress_percentage !== undefined) return 'random';
  if (job.buffer_pattern !== undefined) return 'pattern';
  return job.zero_buffers ? 'zero' : 'random';
}
