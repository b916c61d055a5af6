/** What is known of a repeat when its jobs have ended: the input of its result. The scheduler fills it. */
import type { JobOptions, OptionTexts } from '../options/job-options.ts';
import type { Calibration } from './calibration.ts';
import type { FioCompat } from './fio-version.ts';
import type { FioDisk } from './fio-document.ts';
import type { JobEnd } from './job-end.ts';
import type {
  DirectFacts,
  Environment,
  MeasuredFile,
  MountFacts,
  Reason,
  VfloadMember,
  Warning,
} from './vfload-member.ts';

/** One job of the run, in the order of the plan. */
export interface JobOutcome {
  options: JobOptions;
  /** undefined: the job was never started (unsupported engine, stuck mount, failed layout). */
  end: JobEnd | undefined;
  /** undefined: the file was never looked at. */
  files: readonly MeasuredFile[];
}

/**
 * What became of the run, decided by the scheduler's table of operation × errno. A run that was interrupted with figures
 * to show is `measured` with `interrupted` set.
 */
export type Verdict = { outcome: 'measured' } | { outcome: 'unsupported' | 'failed'; reason: Reason };

/** What fio's document is made of. */
export interface FioDocumentInput {
  verdict: Verdict;
  jobs: JobOutcome[];
  fioCompat: FioCompat;
  /** When the jobs were released, ms since the epoch (fio's `job_start`). */
  startedAtMs: number;
  /** When the result was made, ms since the epoch (fio's `timestamp_ms`). */
  endedAtMs: number;
  environment: { versions: Pick<Environment['versions'], 'vfload'> };
  /** Of the devices below the files (disk-util.ts); empty: none. */
  disks: FioDisk[];
  /** fio's "global options"; undefined or empty: there is no such member. */
  globalOptions?: OptionTexts;
}

export interface RunOutcomeInput extends FioDocumentInput {
  /** Stopped by a signal or an AbortSignal before its end. */
  interrupted: boolean;
  caches: VfloadMember['caches'];
  /** undefined: nobody asked. */
  residency?: VfloadMember['residency'] | undefined;
  settled?: VfloadMember['settled'] | undefined;
  mount: MountFacts | undefined;
  /** undefined: was not looked at. */
  direct: DirectFacts | undefined;
  environment: Environment;
  /** undefined: was not asked for. */
  calibration: Calibration | undefined;
  /** What the scheduler has to remark; those about the figures are added here. */
  warnings: Warning[];
}
