/** What files of studies and suites may contain: checked when one is read, and published as JSON schemas. */
import * as v from 'valibot';
import { closest } from '../options/did-you-mean.ts';

type Scalar = string | number | boolean;
/** A value of an option, or several. */
export type OptionText = Scalar | readonly Scalar[];
type OptionTexts = Readonly<Record<string, OptionText>>;

/** vfload's own options, by the names of the API. */
export type SettingName =
  | 'preset'
  | 'repeats'
  | 'until'
  | 'budget'
  | 'order'
  | 'orderSeed'
  | 'hostCache'
  | 'asPublished'
  | 'settle'
  | 'calibrate'
  | 'fioCompat'
  | 'stuckAfter'
  | 'keepFiles'
  | 'allowOverwrite';
export type SettingsText = { readonly [Name in SettingName]?: Scalar };

/** Which runs of the suite. */
export interface RunsText {
  readonly rw?: OptionText;
  readonly ioengine?: OptionText;
  readonly numjobs?: OptionText;
  readonly only?: OptionText;
}

/** Commands for `sh -c`. */
export interface HooksText {
  readonly prepare?: string;
  readonly dropHostCache?: string;
  readonly cleanup?: string;
}

export interface ConfigurationText {
  readonly label: string;
  readonly directory: string;
  readonly hooks?: HooksText;
  /** Of what only the host knows, by name. */
  readonly versions?: Readonly<Record<string, Scalar>>;
  /** Options that the daemon was started with. */
  readonly virtiofsd?: string;
}

/** What a study's file says. */
export interface StudyText extends SettingsText {
  readonly name?: string;
  readonly description?: string;
  readonly suite?: string;
  readonly configurations: readonly ConfigurationText[];
  readonly reference?: string;
  readonly hooks?: HooksText;
  readonly runs?: RunsText;
  readonly options?: OptionTexts;
}

/** How a suite was run by those who published it. */
export interface PublishedText {
  readonly tool?: string;
  readonly kernel?: string;
  readonly runs?: RunsText;
  readonly options?: OptionTexts;
  readonly repeats?: Scalar;
  readonly order?: Scalar;
  readonly asPublished?: Scalar;
  readonly vcpus?: number;
  readonly memory?: Scalar;
  readonly daxWindow?: Scalar;
  readonly msize?: Scalar;
  readonly virtiofsd?: string;
}

/** What a suite's file says. */
export interface SuiteText {
  readonly name: string;
  readonly description: string;
  readonly source?: string;
  readonly published?: PublishedText;
  readonly used: SettingsText & { readonly runs?: RunsText; readonly options?: OptionTexts };
}

/** A mapping that has these keys and no others; one that has another is told what was probably meant. */
function section<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, (issue: v.StrictObjectIssue) => string> {
  const known = Object.keys(entries);
  return v.strictObject(entries, ({ expected, received }) => {
    // valibot says "never" where there should be nothing, and quotes keys.
    const key = (expected === 'never' ? received : expected).replaceAll('"', '');
    if (expected !== 'never') {
      return known.includes(key) ? `"${key}" is missing.` : `Expected a mapping with ${known.join(', ')}.`;
    }
    const meant = closest(key, known);
    return meant === undefined
      ? `There is no "${key}" here. Expected ${known.join(', ')}.`
      : `There is no "${key}" here. Did you mean ${meant}?`;
  });
}

const text: v.GenericSchema<string> = v.pipe(
  v.string('Expected a text.'),
  v.nonEmpty('Expected a text that is not empty.'),
);
/** Options are parsed later, by the code that parses them everywhere. */
const scalar = v.union([v.string(), v.number(), v.boolean()], 'Expected a text, a number, true or false.');
const several = v.union(
  [scalar, v.pipe(v.array(scalar), v.minLength(1))],
  'Expected a value or a list of them.',
);
const options = v.record(v.string(), several, "Expected a mapping of fio's options.");

/** vfload's own options that a study or suite may set, by the names of the API. */
const settings: Record<SettingName, v.ExactOptionalSchema<typeof scalar, undefined>> = {
  preset: v.exactOptional(scalar),
  repeats: v.exactOptional(scalar),
  until: v.exactOptional(scalar),
  budget: v.exactOptional(scalar),
  order: v.exactOptional(scalar),
  orderSeed: v.exactOptional(scalar),
  hostCache: v.exactOptional(scalar),
  asPublished: v.exactOptional(scalar),
  settle: v.exactOptional(scalar),
  calibrate: v.exactOptional(scalar),
  fioCompat: v.exactOptional(scalar),
  stuckAfter: v.exactOptional(scalar),
  keepFiles: v.exactOptional(scalar),
  allowOverwrite: v.exactOptional(scalar),
};
export const settingNames: readonly SettingName[] = Object.keys(settings) as SettingName[];

const runs = section({
  rw: v.exactOptional(several),
  ioengine: v.exactOptional(several),
  numjobs: v.exactOptional(several),
  only: v.exactOptional(several),
});

const hooks = section({
  prepare: v.exactOptional(text),
  dropHostCache: v.exactOptional(text),
  cleanup: v.exactOptional(text),
});

const configuration = section({
  label: text,
  directory: text,
  hooks: v.exactOptional(hooks),
  versions: v.exactOptional(v.record(v.string(), scalar, 'Expected a mapping of names and versions.')),
  virtiofsd: v.exactOptional(text),
});

export const studySchema: v.GenericSchema<unknown, StudyText> = section({
  name: v.exactOptional(text),
  description: v.exactOptional(text),
  suite: v.exactOptional(text),
  configurations: v.pipe(
    v.array(configuration, 'Expected a list of configurations, each with label and directory.'),
    v.minLength(1, 'Expected at least one configuration.'),
  ),
  reference: v.exactOptional(text),
  hooks: v.exactOptional(hooks),
  runs: v.exactOptional(runs),
  options: v.exactOptional(options),
  ...settings,
});

const published = section({
  tool: v.exactOptional(text),
  runs: v.exactOptional(runs),
  options: v.exactOptional(options),
  repeats: v.exactOptional(scalar),
  order: v.exactOptional(scalar),
  asPublished: v.exactOptional(scalar),
  vcpus: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  memory: v.exactOptional(scalar),
  daxWindow: v.exactOptional(scalar),
  msize: v.exactOptional(scalar),
  virtiofsd: v.exactOptional(text),
  kernel: v.exactOptional(text),
});

export const suiteSchema: v.GenericSchema<unknown, SuiteText> = section({
  name: text,
  description: text,
  source: v.exactOptional(text),
  published: v.exactOptional(published),
  used: section({ runs: v.exactOptional(runs), options: v.exactOptional(options), ...settings }),
});
