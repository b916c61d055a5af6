/** When a job's I/Os are issued, as the addon takes it (fio-semantics 3.8, 3.9). */
import { blockLengths } from '../../options/block-sizes.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { latencyTargetOf } from '../../options/latency-target.ts';
import { leftOut } from '../../options/left-out.ts';
import { directionsOfJob } from '../../options/workload.ts';
import type { FioCompat } from '../../result/fio-version.ts';
import type { NativeLatencyTarget, NativePacing } from '../native.ts';

/** In fio's order, which the addon takes them in. */
const directions = ['read', 'write', 'trim'] as const;

/** @returns undefined for a job that goes as fast as it can. */
export function nativePacing(job: JobOptions, fioCompat: FioCompat): NativePacing | undefined {
  // Who leaves lat out holds it against nothing, as in fio.
  const maxLatencyUs = leftOut(job).lat ? 0 : (job.max_latency ?? 0);
  const limits = [job.rate, job.rate_iops, job.rate_min, job.rate_iops_min];
  const isLimited = limits.some((limit) =>
    directionsOfJob(job).some((direction) => (limit?.[direction] ?? 0) > 0),
  );
  const latencyTarget = nativeLatencyTarget(job, fioCompat);
  const isPaced = isLimited || job.thinktime !== 0 || maxLatencyUs !== 0 || latencyTarget !== undefined;
  if (!isPaced) return undefined;
  return {
    rates: directions.map((direction) => ({
      // fio, too, turns I/Os into bytes of the shortest I/O: with blocks of several sizes the rate of I/Os is another one.
      bytesPerSecond:
        job.rate?.[direction] ?? (job.rate_iops?.[direction] ?? 0) * blockLengths(job, direction).min,
      minBytesPerSecond: job.rate_min?.[direction] ?? 0,
      minIosPerSecond: job.rate_iops_min?.[direction] ?? 0,
    })),
    rateProcess: job.rate_process,
    rateCycleMs: job.rate_cycle,
    rateIgnoreThinktime: job.rate_ignore_thinktime === true,
    thinktimeUs: job.thinktime,
    thinktimeSpinUs: job.thinktime_spin,
    thinktimeBlocks: thinktimeBlocks(job),
    thinktimeBlocksType: job.thinktime_blocks_type,
    thinktimeIotimeUs: job.thinktime_iotime,
    maxLatencyUs,
    latencyTarget,
  };
}

function nativeLatencyTarget(job: JobOptions, fioCompat: FioCompat): NativeLatencyTarget | undefined {
  const { latencyNs, windowUs, percentile } = latencyTargetOf(job, fioCompat);
  if (latencyNs === 0) return undefined;
  return {
    // Of latencies that are left out, none is too long.
    latencyNs: leftOut(job).lat ? Number.MAX_SAFE_INTEGER : latencyNs,
    ...{ windowUs, percentile, keepsOn: job.latency_run },
  };
}

/** @returns 0 where only time counts. fio 3.33 pauses after every I/O with `thinktime_blocks=0`. */
function thinktimeBlocks(job: JobOptions): number {
  if (job.given['thinktime_blocks'] === undefined && job.thinktime_iotime !== 0) return 0;
  return Math.max(job.thinktime_blocks, 1);
}
