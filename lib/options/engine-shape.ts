/** What of a job decides what its engine costs per I/O, whatever is below it. */
import { type BlockSizeOptions, longestBlock } from './block-sizes.ts';
import { engineFacts } from './engine-facts.ts';
import type { JobOptions } from './job-options.ts';

export interface EngineShape {
  readonly ioengine: JobOptions['ioengine'];
  /** Bytes of the longest I/O. */
  readonly bs: number;
  /** I/Os in flight: 1 for synchronous engines. */
  readonly iodepth: number;
}

export function engineShape(job: BlockSizeOptions & Pick<JobOptions, 'ioengine' | 'iodepth'>): EngineShape {
  const { ioengine, iodepth } = job;
  return { ioengine, bs: longestBlock(job), iodepth: engineFacts[ioengine].synchronous ? 1 : iodepth };
}

/** The generator's loop alone, as it runs for an engine of this shape: the null engine does no I/O. */
export function loopShape({ bs, iodepth }: EngineShape): EngineShape {
  return { ioengine: 'null', bs, iodepth };
}

export function isSameShape(a: EngineShape, b: EngineShape): boolean {
  return a.ioengine === b.ioengine && a.bs === b.bs && a.iodepth === b.iodepth;
}
