/** fio's normal output, a line after the other: blocks of jobs and groups. Its numbers are rounded; what can be told exactly is. */
import type { EntryDirection } from './entry.ts';
import type { FoundJob } from './found.ts';
import {
  blockLine,
  clatLine,
  cpuLine,
  issuedLine,
  percentilesHead,
  percentilesLine,
  sideLine,
} from './normal-line.ts';

/** A printed rate is the exact one, rounded: further apart they are not of the same I/Os. */
const roundingShare = 0.02;

/** Collects the block of one job. */
class Block {
  readonly job: FoundJob;
  #direction: EntryDirection | undefined;
  /** Of percentiles that are to be read. */
  #unit: string | undefined;

  constructor(job: FoundJob) {
    this.job = job;
  }

  /** @returns whether the line belongs to a block */
  line(text: string): boolean {
    const side = sideLine(text);
    if (side !== undefined) {
      this.#direction = side.direction;
      this.#unit = undefined;
      this.job.sides[side.direction] = { figures: side.figures };
      return true;
    }
    if (/^\s+(?:fsync|fdatasync|sync)/.test(text)) this.#direction = undefined;
    return this.#latency(text) || this.#total(text) || /^\s/.test(text);
  }

  #latency(text: string): boolean {
    const found = this.#direction === undefined ? undefined : this.job.sides[this.#direction];
    if (found === undefined) return false;
    const above = percentilesHead(text);
    if (above !== undefined) {
      this.#unit = above.of === 'clat' ? above.unit : undefined;
      return true;
    }
    const figures =
      (this.#unit === undefined ? undefined : percentilesLine(text, this.#unit)) ?? clatLine(text);
    Object.assign(found.figures, figures ?? {});
    return figures !== undefined;
  }

  #total(text: string): boolean {
    const cpu = cpuLine(text);
    if (cpu !== undefined) {
      Object.assign(this.job, cpu);
      return true;
    }
    const issued = issuedLine(text);
    if (issued === undefined) return false;
    const { sides } = this.job;
    const names = sides.mixed === undefined ? (['read', 'write', 'trim'] as const) : (['mixed'] as const);
    for (const [index, name] of names.entries()) {
      const figures = sides[name]?.figures;
      const total = issued[index];
      if (figures === undefined || total === undefined) continue;
      figures.total_ios = total;
      const { runtime_ms: runtime = 0, iops = 0 } = figures;
      const exact = runtime === 0 ? iops : (1000 * total) / runtime;
      if (Math.abs(exact - iops) <= Math.max(1, iops * roundingShare)) figures.iops = exact;
    }
    return true;
  }
}

/** Reads blocks. */
export class NormalReader {
  #block: Block | undefined;

  /** The job of a block that begins with this line. */
  begin(text: string, number: number): FoundJob | undefined {
    const head = blockLine(text);
    if (head === undefined) return undefined;
    const { job, group, errno, jobs } = head;
    const settings = jobs > 1 ? { numjobs: jobs } : {};
    this.#block = new Block({ job, group, errno, sides: {}, settings, line: number });
    return this.#block.job;
  }

  /** @returns whether the line was a block's */
  line(text: string): boolean {
    if (this.#block === undefined) return false;
    if (this.#block.line(text)) return true;
    this.#block = undefined;
    return false;
  }
}
