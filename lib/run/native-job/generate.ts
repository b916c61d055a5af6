/** Which I/O of a job comes next, as the addon takes it (fio-semantics 3.3 to 3.6). */
import { type BlockDirection, blockLengths, longestBlock, shortestBlock } from '../../options/block-sizes.ts';
import type { JobOptions } from '../../options/job-options.ts';
import type { NativeDirection, NativeGenerate } from '../native.ts';

/** @returns undefined for a job whose workload, size, seed and one length of I/Os say it all. */
export function nativeGenerate(job: JobOptions): NativeGenerate | undefined {
  const shortest = shortestBlock(job);
  if (shortest === longestBlock(job)) return undefined;
  return {
    read: nativeDirection(job, 'read'),
    write: nativeDirection(job, 'write'),
    shortestBytes: shortest,
    bsUnaligned: job.bs_unaligned,
    bsIsSeqRand: job.bs_is_seq_rand,
    allrandrepeat: false,
    randomGenerator: 'tausworthe',
    distribution: 'random',
    distributionValue: 0,
    distributionCenter: undefined,
    sequencer: 'sequential',
    randomEvery: 0,
    holeBytes: 0,
    fileService: 'roundrobin',
    serviceIos: 1,
    serviceValue: 0,
    serviceCenter: undefined,
    loops: 0,
    ioSize: 0,
    numberIos: 0,
    stridedZones: undefined,
  };
}

function nativeDirection(job: JobOptions, direction: BlockDirection): NativeDirection {
  const { min, max, split } = blockLengths(job, direction);
  return {
    minBytes: min,
    maxBytes: max,
    split: [...split],
    alignBytes: 0,
    percentageRandom: 100,
    accessZones: [],
  };
}
