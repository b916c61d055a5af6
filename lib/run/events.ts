/** What a suite or run tells while it goes on. Consumed by the CLI's progress and by the API's async iterator. */
import type { Plan } from '../plan/plan.ts';
import type { JournalRepeat } from '../result/journal.ts';

export type ProgressEvent =
  | { type: 'plan'; plan: Plan; diskBytes: number }
  | { type: 'notice'; message: string }
  | {
      type: 'layout';
      configuration: string;
      doneBytes: number;
      totalBytes: number;
      etaMs: number | undefined;
    }
  | {
      type: 'running';
      configuration: string;
      run: string;
      repeat: number;
      /** Jobs still alive / all. */
      phase: 'preparing' | 'ramping' | 'running' | 'draining' | 'dropping-caches';
      /** 0 to 1 over the whole plan, and of this repeat. */
      planFraction: number;
      fraction: number;
      iops: number;
      bytesPerSecond: number;
      etaMs: number | undefined;
    }
  | { type: 'repeat'; repeat: JournalRepeat };
