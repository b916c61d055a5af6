/**
 * What callers of the API give: the registry's names (fio's as they are, vfload's own in camel case) with values as on the
 * command line, or the natural JavaScript ones. The command line makes the same objects.
 */
import type { InputOf } from './option-entry.ts';
import type { JobRegistry, VfloadRegistry, WithoutEffectRegistry } from './registry.ts';
import type { CamelCase } from './vfload-options.ts';

/** Options of a job. A number for a time counts what it counts on the command line: seconds for `runtime`. */
export type JobInputs = InputsOf<JobRegistry & WithoutEffectRegistry>;

type InputsOf<Registry> = { [Name in keyof Registry]?: InputOf<Registry[Name]> | undefined };

/** vfload's own options. Inverse ones are the command line's: `calibrate: false` says what `--no-calibrate` does. */
export type VfloadInputs = {
  [
    Name in keyof VfloadRegistry as VfloadRegistry[Name] extends { inverseOf: string }
      ? never
      : CamelCase<Name>
  ]?: InputOf<VfloadRegistry[Name]> | undefined;
};

/** A directory to measure, and the label of its results; without one the label is made from the path. */
export interface ConfigurationInput {
  label?: string | undefined;
  directory: string;
}

/** One value, several as a list, or several in one text with commas. */
type Several<Value> = Value | string | readonly Value[];

/** Job options that the suite sets for each run itself. */
type SuiteOwned =
  | 'name'
  | 'directory'
  | 'filename'
  | 'group_reporting'
  | 'stonewall'
  | 'new_group'
  | 'write_iolog'
  | 'write_lat_log'
  | 'write_bw_log'
  | 'write_iops_log'
  | 'write_hist_log';
/** Job options of which the suite takes several values, to choose its runs. */
type SuiteAxis = 'ioengine' | 'rw' | 'numjobs';

/** What a suite is asked to do. */
export interface SuiteOptions extends Omit<JobInputs, SuiteOwned | SuiteAxis>, VfloadInputs {
  /** Directories to measure; several are an interleaved study. */
  directories?: string | readonly string[] | undefined;
  /** The same with labels. */
  configurations?: readonly ConfigurationInput[] | undefined;
  ioengine?: Several<NonNullable<JobInputs['ioengine']>> | undefined;
  rw?: Several<NonNullable<JobInputs['rw']>> | undefined;
  numjobs?: Several<number> | undefined;
  /** Stops and drains; what was measured is in the result. */
  signal?: AbortSignal | undefined;
}

/** What one run is asked to do, or all runs of job files. */
export interface RunOptions extends JobInputs, Omit<VfloadInputs, 'only' | 'until'> {
  /**
   * Job files in fio's language; `-` is standard input. Each part between stonewalls is a run. The job options beside them are
   * defaults of the first file, which the files override.
   */
  jobFiles?: string | readonly string[] | undefined;
  /** Of the job files, the jobs to run; by default all. */
  sections?: string | readonly string[] | undefined;
  /** Label of the results; by default made from the directory. */
  label?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** What overrides a study's file. */
export type StudyOptions = Omit<SuiteOptions, 'directories' | 'configurations'>;

/** What a probe is asked to do. */
export interface ProbeOptions {
  directory: string;
  stuckAfter?: VfloadInputs['stuckAfter'];
  signal?: AbortSignal | undefined;
}
