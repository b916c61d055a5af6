/** What a suite or run tells while it goes on. Consumed by the CLI's progress and by the API's async iterator. */
import type { Plan } from '../plan/plan.ts';
import type { JournalRepeat } from '../result/journal.ts';

export type ProgressEvent =
  | {
      /** What is going to happen. Comes once, after every check and before anything is made. */
      type: 'plan';
      plan: Plan;
      /** Bytes that laying out will take in addition, over all directories. */
      diskBytes: number;
      /** Everything is in the journal that is continued: nothing will be run. */
      isComplete?: boolean;
    }
  | {
      /** More is going to happen than was known: blocks that a target (`until`) needs. */
      type: 'extended';
      /** With what is added. */
      plan: Plan;
    }
  | {
      /** Something worth knowing that is no failure. */
      type: 'notice';
      /** Whole sentences. */
      message: string;
    }
  | {
      /** vfload's own time per I/O is being measured; comes once for each engine, before the first repeat. */
      type: 'calibrating';
      /** `null`, for the generator's loop alone, `psync`, … */
      ioengine: string;
      iodepth: number;
      /** 0 to 1: the share of the calibration that is done. */
      fraction: number;
      /** Estimated time left of the calibration, ms. */
      etaMs: number;
    }
  | {
      /** Files are being made; several times a second. */
      type: 'layout';
      /** Its label. */
      configuration: string;
      doneBytes: number;
      totalBytes: number;
      /** Estimated time left, ms; undefined until there is something to reckon with. */
      etaMs: number | undefined;
    }
  | {
      /** A repeat is going on; several times a second. */
      type: 'running';
      /** Its label. */
      configuration: string;
      /** Name of the run: `randread-psync`, … */
      run: string;
      /** From 1. */
      repeat: number;
      /** What its jobs are doing; where they differ, the earliest. */
      phase: 'preparing' | 'ramping' | 'running' | 'draining' | 'dropping-caches';
      /** 0 to 1: the share of the whole plan that is done. */
      planFraction: number;
      /** 0 to 1: the share of this repeat that is done. */
      fraction: number;
      /** I/Os per second of all jobs since the event before. */
      iops: number;
      /** Bandwidth of all jobs since the event before. */
      bytesPerSecond: number;
      /** Estimated time left of the whole plan, ms. */
      etaMs: number | undefined;
    }
  | {
      /** A repeat is finished and in the journal; those of a continued journal come first. */
      type: 'repeat';
      repeat: JournalRepeat;
    };
