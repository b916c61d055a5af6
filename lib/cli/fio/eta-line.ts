/** fio's line of progress: who works, how far, how fast, how long still (fio-semantics 5.1). */
import type { JobOptions } from '../../options/job-options.ts';
import { transferBytes } from '../../options/transfer.ts';
import { directionsOfJob, type WorkloadDirection } from '../../options/workload.ts';
import type { FioPlan } from '../../plan/fio-plan.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import { binaryBytes, fixed, iopsText } from '../../report/fio/number-text.ts';
import type { JobProgress } from '../../run/fio-run/execute-fio-plan.ts';

/** All counters of a moment. */
interface Counts {
  atMs: number;
  read: { bytes: number; ios: number };
  write: { bytes: number; ios: number };
  trim: { bytes: number; ios: number };
}

export class EtaLine {
  readonly #plan: FioPlan;
  /** Of the jobs that work now. */
  #run: PlannedRun | undefined;
  #beganAtMs = 0;
  #last: Counts | undefined;

  constructor(plan: FioPlan) {
    this.#plan = plan;
  }

  /**
   * @param run - whose jobs work
   * @returns the line without its end; the first one of a part has no figures yet
   */
  text(run: PlannedRun, progress: readonly JobProgress[], nowMs: number): string {
    if (this.#run !== run) {
      this.#run = run;
      this.#beganAtMs = nowMs;
      this.#last = undefined;
    }
    const working = progress.filter(({ phase }) => phase !== 'ended').length;
    const head = `Jobs: ${working} (f=${working})`;
    const counts = countsOf(progress, nowMs);
    const before = this.#last;
    this.#last = counts;
    if (before === undefined) return head;
    const rates = ratesBetween(before, counts, run.jobs);
    return `${head}: [${this.#letters(run, progress)}]${rest(this.#fraction(run, counts), nowMs - this.#beganAtMs, rates)}`;
  }

  /** A letter for each job of all parts, and how many follow each other with it. */
  #letters(run: PlannedRun, progress: readonly JobProgress[]): string {
    const current = this.#plan.runs.indexOf(run);
    const letters = this.#plan.runs.flatMap(({ jobs }, index) =>
      jobs.map((job, place) => {
        if (index !== current) return index < current ? '_' : 'P';
        return letterOf(job, progress[place]?.phase ?? 'none');
      }),
    );
    const groups = letters.join('').match(/(.)\1*/g) ?? [];
    return groups.map((group) => `${group.charAt(0)}(${group.length})`).join(',');
  }

  /** Of the part: the larger of the shares of time and of bytes, since whichever limit comes first ends it. */
  #fraction({ jobs }: PlannedRun, { atMs, read, write }: Counts): number | undefined {
    const limitMs = Math.max(0, ...jobs.map((job) => (job.runtime === 0 ? 0 : job.runtime + job.ramp_time)));
    const byTime = limitMs === 0 ? 0 : (atMs - this.#beganAtMs) / limitMs;
    const limitBytes = jobs.reduce((sum, job) => sum + (job.time_based ? Infinity : sizeOf(job)), 0);
    const byBytes = limitBytes === 0 ? 0 : (read.bytes + write.bytes) / limitBytes;
    const fraction = Math.min(1, Math.max(byTime, byBytes));
    return fraction > 0 ? fraction : undefined;
  }
}

/** Bytes that are to be transferred; where a share of the file is asked for, nobody knows here. */
function sizeOf(job: JobOptions): number {
  return typeof job.size === 'number' ? transferBytes(job) : Infinity;
}

function letterOf({ rw }: JobOptions, phase: JobProgress['phase']): string {
  switch (phase) {
    case 'none':
      return 'P';
    case 'preparing':
      return 'C';
    case 'ready':
      return 'I';
    case 'ramping':
      return '/';
    case 'syncing':
      return 'F';
    case 'ended':
      return '_';
    case 'running':
    case 'draining':
      return letterOfWorkload(rw);
  }
}

/** Capitals are sequential. */
function letterOfWorkload({ word: rw }: JobOptions['rw']): string {
  const letter = rw.endsWith('rw') ? 'm' : rw.endsWith('read') ? 'r' : rw.endsWith('trim') ? 'd' : 'w';
  return rw.startsWith('rand') ? letter : letter.toUpperCase();
}

function countsOf(progress: readonly JobProgress[], atMs: number): Counts {
  const sum = (amount: (child: JobProgress) => number): number =>
    progress.reduce((total, child) => total + amount(child), 0);
  return {
    atMs,
    read: { bytes: sum((child) => child.readBytes), ios: sum((child) => child.readCompleted) },
    write: { bytes: sum((child) => child.writeBytes), ios: sum((child) => child.writeCompleted) },
    trim: { bytes: sum((child) => child.trimBytes), ios: sum((child) => child.trimCompleted) },
  };
}

/** `[r=25.1MiB/s,w=24.6MiB/s][r=6424,w=6299 IOPS]`, of the directions that the jobs have. */
function ratesBetween(before: Counts, now: Counts, jobs: readonly JobOptions[]): string {
  const seconds = (now.atMs - before.atMs) / 1000;
  const rate = (later: number, earlier: number): number =>
    seconds > 0 ? Math.max(0, Math.round((later - earlier) / seconds)) : 0;
  const found = new Set(jobs.flatMap(directionsOfJob));
  const sides = (['read', 'write', 'trim'] as const).filter((side) => found.has(side));
  const each = (text: (side: WorkloadDirection) => string): string =>
    sides.map((side) => `${side.charAt(0)}=${text(side)}`).join(',');
  const bandwidth = each((side) => `${binaryBytes(rate(now[side].bytes, before[side].bytes))}/s`);
  const iops = each((side) => iopsText(rate(now[side].ios, before[side].ios)));
  return `[${bandwidth}][${iops} IOPS]`;
}

function rest(fraction: number | undefined, elapsedMs: number, rates: string): string {
  if (fraction === undefined) return `[-.-%]${rates}[eta --]`;
  const leftS = Math.ceil((elapsedMs * (1 - fraction)) / fraction / 1000);
  return `[${fixed(100 * fraction, 1)}%]${rates}[eta ${clockText(leftS)}]`;
}

/** `00m:01s`, `01h:02m:03s`, `2d:01h:02m:03s`. */
function clockText(seconds: number): string {
  const two = (value: number): string => Math.floor(value).toString().padStart(2, '0');
  const minutes = `${two((seconds / 60) % 60)}m:${two(seconds % 60)}s`;
  const days = Math.floor(seconds / 86400);
  const hours = seconds < 3600 ? '' : `${two((seconds / 3600) % 24)}h:`;
  return `${days === 0 ? '' : `${days}d:`}${hours}${minutes}`;
}
