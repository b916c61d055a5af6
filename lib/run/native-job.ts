/** Turns a job's options into what the addon takes. */
import { bytesIn } from '../options/share.ts';
import { randomBytes } from 'node:crypto';
import { longestBlock } from '../options/block-sizes.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { Dialect } from '../options/value-form.ts';
import { survivedErrors } from '../options/survived-errors.ts';
import type { PlannedRun } from '../plan/plan.ts';
import { steadyUnits } from '../plan/steady-units.ts';
import { nativeEngineOptions } from './native-job/engine-options.ts';
import { nativeFiles } from './native-job/files.ts';
import { nativeGenerate } from './native-job/generate.ts';
import { nativeFlow } from './native-job/flow.ts';
import { nativeIolog } from './native-job/iolog.ts';
import type { NativeJob, NativeSteadyUnit } from './native.ts';
import { nativeLogs, samplePeriods } from './native-job/logs.ts';
import { allowedCpus, nativeProcess } from './native-job/process.ts';
import { nativeSyncRange } from './native-job/sync-range.ts';
import { nativeSchedule } from './native-job/schedule.ts';
import { bufferFill, nativeFill } from './native-job/fill.ts';
import { nativePacing } from './native-job/pacing.ts';
import { nativeVerify } from './native-job/verify.ts';

/** fio's seed where none is given (fio-semantics 3.4). */
const defaultSeed = 0x89n;

/** The jobs of one run, ready to start. */
export interface NativeRun {
  jobs: NativeJob[];
  steadyUnits: NativeSteadyUnit[];
  /** The seed that every job's generators come from, as a decimal number. */
  seed: string;
}

/**
 * Jobs are numbered in their order, as fio numbers them: the number enters their seeds. With `randrepeat=0` and
 * no `randseed` all jobs of the run share one fresh seed, so that the run can be told and repeated (fio takes its entropy
 * from the system and tells nobody).
 *
 * @param dialect - `fio`: what jobs do beside their I/O is done as fio does it
 * @param planned - the seed of jobs that have no `randseed`, whatever their `randrepeat`; undefined: as in fio
 */
export function toNativeRun(
  { jobs, firstJobNumber }: Pick<PlannedRun, 'jobs' | 'firstJobNumber'>,
  fioCompat: NativeJob['fioCompat'],
  dialect: Dialect = 'vfload',
  planned?: bigint,
): NativeRun {
  const entropy = planned ?? randomBytes(8).readBigUInt64LE();
  const repeats = (job: JobOptions): boolean => planned === undefined && repeatsOffsets(job, fioCompat);
  const seeds = jobs.map((job) => job.randseed ?? (repeats(job) ? undefined : entropy));
  const clones = furtherClones(jobs);
  const steady = steadyUnits(jobs);
  return {
    jobs: jobs.map((job, index) => ({
      ...toNativeJob(job, firstJobNumber + index, seeds[index], { fioCompat, dialect, jobs }),
      randrepeat:
        job.randseed === undefined ? repeats(job) : repeatsOffsets(job, fioCompat) && !clones.has(job),
      verify: nativeVerify(job, firstJobNumber + index, dialect),
      schedule: nativeSchedule(jobs, index, job, steady.ofJobs[index]),
    })),
    steadyUnits: steady.units,
    seed: String(seeds[0] ?? defaultSeed),
  };
}

/** From fio 3.35 on `allrandrepeat` is another name of `randrepeat`. */
function repeatsOffsets(job: JobOptions, fioCompat: NativeJob['fioCompat']): boolean {
  return fioCompat === '3.33' ? job.randrepeat : (job.allrandrepeat ?? job.randrepeat);
}

/** The clones that `numjobs` makes of a job. With a given seed fio 3.33 takes them, and not the job itself, for jobs without `randrepeat`. */
function furtherClones(jobs: readonly JobOptions[]): ReadonlySet<JobOptions> {
  const clones = new Set<JobOptions>();
  for (let first = 0; first < jobs.length; first += jobs[first]?.numjobs ?? 1) {
    for (const clone of jobs.slice(first + 1, first + (jobs[first]?.numjobs ?? 1))) clones.add(clone);
  }
  return clones;
}

/** What a job needs to know besides its own options. */
interface Among {
  fioCompat: NativeJob['fioCompat'];
  dialect: Dialect;
  jobs: readonly JobOptions[];
}

function toNativeJob(
  job: JobOptions,
  jobNumber: number,
  randseed: bigint | undefined,
  { fioCompat, dialect, jobs }: Among,
): Omit<NativeJob, 'schedule' | 'randrepeat' | 'verify'> {
  return {
    name: job.name,
    filename: job.filename,
    files: nativeFiles(job),
    ioengine: job.ioengine,
    rw: job.rw.word,
    rwmixread: job.rwmixread,
    bs: longestBlock(job),
    iodepth: job.iodepth,
    iodepthBatchCompleteMin: job.iodepth_batch_complete_min,
    iodepthBatchCompleteMax: job.iodepth_batch_complete_max ?? 0,
    iodepthBatch: job.iodepth_batch === 0 ? job.iodepth : job.iodepth_batch,
    iodepthLow: job.iodepth_low ?? 0,
    offload: job.io_submit_mode === 'offload',
    serializeOverlap: job.serialize_overlap,
    registerfiles: job.registerfiles,
    fixedbufs: job.fixedbufs,
    engineOptions: nativeEngineOptions(job),
    size: bytesIn(job.size),
    offset: bytesIn(job.offset),
    direct: job.direct,
    runtimeMs: job.runtime,
    timeBased: job.time_based,
    rampTimeMs: job.ramp_time,
    fsync: job.fsync,
    fdatasync: job.fdatasync,
    syncRange: nativeSyncRange(job),
    endFsync: job.end_fsync,
    invalidate: job.invalidate,
    fadviseHint: fadviseHints[job.fadvise_hint],
    norandommap: job.norandommap,
    randseed,
    bufferFill: bufferFill(job),
    ...samplePeriods(job),
    fill: nativeFill(job),
    latencyBuckets: job.lat_percentiles || job.slat_percentiles,
    thread: job.thread,
    cpusAllowed: allowedCpus(job, jobNumber),
    process: nativeProcess(job),
    ...nativeIolog(job, jobNumber, jobs, dialect),
    drawLog: undefined,
    logs: nativeLogs(job),
    generate: nativeGenerate(job, fioCompat),
    flow: nativeFlow(job, jobs),
    replay: undefined,
    jobNumber,
    fioCompat,
    pacing: nativePacing(job, fioCompat),
    errors: survivedErrors(job),
  };
}

const fadviseHints = { '0': 'none', '1': 'workload', random: 'random', sequential: 'sequential' } as const;
