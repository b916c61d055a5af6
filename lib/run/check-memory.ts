/** What the jobs of a run take of this machine's memory, told before anything is touched. */
import { bytesIn } from '../options/share.ts';
import { VfloadError } from '../errors.ts';
import { longestBlock, shortestBlock } from '../options/block-sizes.ts';
import { formatRoughly } from '../options/format-value.ts';
import type { JobOptions } from '../options/job-options.ts';
import { isRandomJob } from '../options/workload.ts';
import type { PlannedRun } from '../plan/plan.ts';
import { cgroupLimits } from '../result/cgroup-limits.ts';
import type { ReadSystemFile } from '../result/system-files.ts';
import type { NativeEngineFacts } from './native.ts';

/** Of an I/O in flight beside its buffer: its unit, the engine's request, the kernel's entry in the rings. */
const bytesPerUnit = 256;

/** Of a map, its summaries over it included: a bit for each block, and 64 to one from there on. */
const mapBytesPerBlock = (1 / 8) * (64 / 63);

/** Part of what is available that is left to others: the rest of the system, page tables, the kernel's rings. */
const leftToOthers = 0.1;

/** Bytes that a job takes beside the few that all jobs do (docs/scaling.md). */
export function jobMemoryBytes(job: JobOptions, engines: readonly NativeEngineFacts[]): number {
  const synchronous = engines.some(({ name, synchronous: is }) => name === job.ioengine && is);
  const depth = synchronous ? 1 : job.iodepth;
  const hasMap = isRandomJob(job) && !job.norandommap;
  const mapBytes = hasMap ? Math.floor(bytesIn(job.size) / shortestBlock(job)) * mapBytesPerBlock : 0;
  return depth * (longestBlock(job) + bytesPerUnit) + mapBytes;
}

/**
 * Buffers are filled or faulted in before the first I/O: a run that does not fit would be ended by the kernel, and
 * perhaps something else in its place.
 *
 * @throws VfloadError `ERR_VFLOAD_NO_MEMORY`
 */
export function checkMemory(
  runs: readonly PlannedRun[],
  engines: readonly NativeEngineFacts[],
  read: ReadSystemFile,
): void {
  const availableBytes = availableMemory(read);
  if (availableBytes === undefined) return;
  for (const { name, jobs } of runs) {
    const neededBytes = jobs.reduce((sum, job) => sum + jobMemoryBytes(job, engines), 0);
    if (neededBytes <= availableBytes * (1 - leftToOthers)) continue;
    throw new VfloadError(
      'ERR_VFLOAD_NO_MEMORY',
      `The jobs of ${name} need ${formatRoughly(neededBytes)} of memory, and ${formatRoughly(availableBytes)} are available.`,
      {
        cause: 'each job has iodepth buffers of bs bytes, and a random one a bit for each block of its file',
        remedy:
          'lower --iodepth, --bs or --numjobs; for random I/O on very large files add --norandommap, or free memory',
      },
    );
  }
}

/** @returns what can be had without swapping; undefined where the kernel does not tell (before Linux 3.14). */
function availableMemory(read: ReadSystemFile): number | undefined {
  const match = /^MemAvailable:\s+(\d+) kB$/m.exec(read('/proc/meminfo') ?? '');
  if (match === null) return undefined;
  return Math.min(Number(match[1]) * 1024, cgroupLimits(read).memoryLimitBytes ?? Infinity);
}
