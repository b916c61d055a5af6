/** What one job is asked to do: every value validated, in base units (bytes, milliseconds), by fio's names. */
import type { ValuesOf } from './option-entry.ts';
import type { JobRegistry } from './registry.ts';

/** The parsed values of all job options. */
export type JobOptionValues = Readonly<ValuesOf<JobRegistry>>;

export interface JobOptions extends JobOptionValues {
  /** The options as they were given, by canonical name: the "job options" of fio's JSON. */
  readonly given: Readonly<Record<string, string>>;
}
