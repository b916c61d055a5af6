/** What one job is asked to do: every value validated, in base units (bytes, milliseconds), by fio's names. */
import type { ValuesOf } from './option-entry.ts';
import type { JobRegistry } from './registry.ts';

/** The parsed values of all job options. */
export type JobOptionValues = Readonly<ValuesOf<JobRegistry>>;

/** Options as texts in their order: a name may come several times. */
export type OptionTexts = readonly (readonly [name: string, value: string])[];

export interface JobOptions extends JobOptionValues {
  /** The options as they were given, by canonical name: the "job options" of fio's JSON. */
  readonly given: Readonly<Record<string, string>>;
  /** All of them, those that a later one replaces as well, where somebody shows them so: fio's JSON in its own face. */
  readonly givenInOrder?: OptionTexts;
  /** fio's number of the job among its clones, from 0. */
  readonly clone: number;
}
