/** Which I/O of a job comes next, as the addon takes it (fio-semantics 3.3 to 3.6). */
import { type BlockDirection, blockLengths, longestBlock, shortestBlock } from '../../options/block-sizes.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { accessZones, holeBytes, randomEvery, skewValues } from '../../options/offset-choice.ts';
import { bytesIn } from '../../options/share.ts';
import { passBytes } from '../../options/transfer.ts';
import type { NativeDirection, NativeGenerate, NativeJob } from '../native.ts';

type FioCompat = NativeJob['fioCompat'];

/** @returns undefined for a job whose workload, size, seed and one length of I/Os say it all. */
export function nativeGenerate(job: JobOptions, fioCompat: FioCompat): NativeGenerate | undefined {
  const generate = generateOf(job, fioCompat);
  return isPlain(job, generate) ? undefined : generate;
}

function generateOf(job: JobOptions, fioCompat: FioCompat): NativeGenerate {
  const distribution = skewValues(job.random_distribution);
  const service = skewValues(job.file_service_type);
  return {
    read: nativeDirection(job, 'read'),
    write: nativeDirection(job, 'write'),
    trim: nativeDirection(job, 'trim'),
    shortestBytes: shortestBlock(job),
    bsUnaligned: job.bs_unaligned,
    bsIsSeqRand: job.bs_is_seq_rand,
    allrandrepeat: fioCompat === '3.33' && job.allrandrepeat === true,
    randomGenerator: job.random_generator,
    distribution: job.random_distribution.word,
    distributionValue: distribution.value,
    distributionCenter: distribution.center,
    sequencer: job.rw_sequencer,
    randomEvery: randomEvery(job),
    holeBytes: holeBytes(job),
    fileService: job.file_service_type.word,
    serviceIos: serviceIos(job),
    serviceValue: service.value,
    serviceCenter: service.center,
    loops: job.loops,
    ioSize: job.io_size === undefined ? 0 : passBytes(job, bytesIn(job.size)),
    passBytes: typeof job.io_size === 'object' ? passBytes(job, bytesIn(job.size)) : 0,
    numberIos: job.number_ios,
    stridedZones: stridedZones(job),
  };
}

function nativeDirection(job: JobOptions, direction: BlockDirection): NativeDirection {
  const { min, max, split } = blockLengths(job, direction);
  return {
    minBytes: min,
    maxBytes: max,
    split: [...split],
    alignBytes: job.ba?.[direction] ?? 0,
    percentageRandom: job.percentage_random[direction],
    accessZones: [...accessZones(job)],
  };
}

/** I/Os to a file before the next one is chosen; skewed choices have other numbers behind their words. */
function serviceIos({ file_service_type: { word, numbers } }: JobOptions): number {
  const isCounted = word === 'roundrobin' || word === 'sequential' || word === 'random';
  return isCounted ? Math.max(1, numbers[0] ?? 1) : 1;
}

function stridedZones({
  zonemode,
  zonesize,
  zonerange,
  zoneskip,
}: JobOptions): NativeGenerate['stridedZones'] {
  if (zonemode !== 'strided') return undefined;
  return { sizeBytes: zonesize, rangeBytes: zonerange === 0 ? zonesize : zonerange, skipBytes: zoneskip };
}

/** Whether the lean loops do all of it. A job has them to itself where nothing but its workload, size and seed counts. */
function isPlain(job: JobOptions, generate: NativeGenerate): boolean {
  const { distribution, fileService, randomGenerator, randomEvery: every } = generate;
  const { read, write, trim } = job.percentage_random;
  const isRandomThroughout = every <= 1 && [read, write, trim].every((percent) => percent === 100);
  return (
    shortestBlock(job) === longestBlock(job) &&
    job.ba === undefined &&
    isRandomThroughout &&
    distribution === 'random' &&
    randomGenerator === 'tausworthe' &&
    fileService === 'roundrobin' &&
    generate.serviceIos === 1 &&
    generate.holeBytes === 0 &&
    !generate.allrandrepeat &&
    generate.loops <= 1 &&
    (job.io_size ?? 0) === 0 &&
    generate.numberIos === 0 &&
    generate.stridedZones === undefined
  );
}
