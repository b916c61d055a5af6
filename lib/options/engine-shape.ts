/** What of a job decides what its engine costs per I/O, whatever is below it. */
import type { JobOptions } from './job-options.ts';

/** Engines that complete an I/O within submit: their depth is 1 whatever was asked, as in fio. */
export const synchronousEngines: ReadonlySet<string> = new Set(['psync', 'mmap']);

export interface EngineShape {
  readonly ioengine: JobOptions['ioengine'];
  /** Bytes. */
  readonly bs: number;
  /** I/Os in flight: 1 for synchronous engines. */
  readonly iodepth: number;
}

export function engineShape({ ioengine, bs, iodepth }: EngineShape): EngineShape {
  return { ioengine, bs, iodepth: synchronousEngines.has(ioengine) ? 1 : iodepth };
}

/** The generator's loop alone, as it runs for an engine of this shape: the null engine does no I/O. */
export function loopShape({ bs, iodepth }: EngineShape): EngineShape {
  return { ioengine: 'null', bs, iodepth };
}

export function isSameShape(a: EngineShape, b: EngineShape): boolean {
  return a.ioengine === b.ioengine && a.bs === b.bs && a.iodepth === b.iodepth;
}
