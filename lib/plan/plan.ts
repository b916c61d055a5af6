/** What will be run, where and how often: immutable once made. */
import type { EngineShape } from '../options/engine-shape.ts';
import type { JobOptions } from '../options/job-options.ts';
import type { VfloadOptions } from '../options/vfload-options.ts';
import type { PlanDesign } from './design.ts';

export type PresetName = 'quick' | 'short' | 'study';

/** A directory under test and the label its results go by. */
export interface Configuration {
  readonly label: string;
  /** Absolute path; links are not resolved, since the controller touches no path under it. */
  readonly directory: string;
}

/** Jobs that are released together: a row of the table. */
export interface PlannedRun {
  /** `randread-psync`, `randread-psync-multi`, … */
  readonly name: string;
  /**
   * fio's thread number of the first job, which enters the seeds: 1, or in job files the number of all jobs before it and 1, since
   * fio counts on over stonewalls (fio-semantics 1.5).
   */
  readonly firstJobNumber: number;
  /** One entry per job, clones included, in the order of fio's thread numbers. */
  readonly jobs: readonly JobOptions[];
}

/** One execution: a cell's repeat at its place in the order. */
export interface PlannedRepeat {
  /** Index in `configurations`. */
  readonly configuration: number;
  /** Index in `runs`. */
  readonly run: number;
  /** From 1. */
  readonly repeat: number;
  /** From 1. Repeats of one block are run before the next block starts. */
  readonly block: number;
  /** From 0, over the whole plan. */
  readonly position: number;
  /** Where the generators of its jobs start, unless the jobs say it themselves; undefined: up to them, as in fio. */
  readonly seed?: bigint;
}

/** A file that the plan needs in a directory. */
export interface PlannedFile {
  readonly filename: string;
  readonly sizeBytes: number;
  /** What the runs need: data (readers, mmap writers) or no more than space (fio-semantics 2.2). */
  readonly content: 'written' | 'allocated';
  /** A job writes to it. */
  readonly forWriting: boolean;
  /** Zeros instead of incompressible data. */
  readonly zeros: boolean;
  /** How it gets its space: that of the first job that needs it. */
  readonly fallocate: JobOptions['fallocate'];
  /** What was written is synced. */
  readonly createFsync: boolean;
}

export interface Plan {
  readonly preset: PresetName | undefined;
  readonly configurations: readonly Configuration[];
  /** In the order of the table's rows. */
  readonly runs: readonly PlannedRun[];
  readonly repeats: number;
  readonly design: PlanDesign;
  /** More blocks than `repeats` until intervals are so narrow; undefined: no more. */
  readonly until?: {
    /** Half width of the 95 % interval: of the ratio to the reference where there is one, else of each cell's mean. */
    readonly percent: number;
    /** No block is begun that would end later than so long after the start. */
    readonly budgetMs?: number;
    /** Index in `configurations`. */
    readonly reference?: number;
  };
  /** Indices in `runs`, in the order that all designs begin with. */
  readonly execution: readonly number[];
  /** In the order of execution. */
  readonly order: readonly PlannedRepeat[];
  /** Which fio is followed where its versions differ. */
  readonly fioCompat: VfloadOptions['fioCompat'];
  /** 16 hex digits over labels, runs, repeats, design and fioCompat: cells of different plans are never mixed. */
  readonly hash: string;
  /** Files of all runs; of runs that share a file the most demanding counts. */
  readonly files: readonly PlannedFile[];
  /** What is calibrated before the first repeat, to tell vfload's own share; empty: nothing. Not part of the hash. */
  readonly calibration: readonly EngineShape[];
  /** Estimated time, ms, with calibration and without layout. */
  readonly estimatedMs: number;
}
