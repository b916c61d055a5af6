/** Makes plans from what callers ask for. Nothing is touched here: a plan is made, or an error says why not. */
import { VfloadError } from '../errors.ts';
import { type SortedInputs, sortInputs } from '../options/api-inputs.ts';
import type { ConfigurationInput, RunOptions, StudyOptions, SuiteOptions } from '../options/api-options.ts';
import { completeJob } from '../options/complete-job.ts';
import type { OptionValue } from '../options/value-form.ts';
import { misplacedOption, parseOptions } from '../options/parse-options.ts';
import { type RawOption, inputText } from '../options/raw-option.ts';
import { findOption, jobOptionTable } from '../options/registry.ts';
import { type VfloadOptions, parseVfloadOptions } from '../options/vfload-options.ts';
import { suiteAxisNames, suiteOwnNames } from '../suite/suite-names.ts';
import { type AxisOptions, parseAxes, selectRuns } from '../suite/select.ts';
import {
  type SuiteRun,
  executionOrder,
  runName,
  suiteDefaults,
  suiteIdentity,
  suiteRuns,
} from '../suite/virtiofs.ts';
import { fitBudget } from './budget.ts';
import { calibrationShapes } from './calibration.ts';
import { asClone, cloneNumbers } from './clones.ts';
import { planDesign } from './design.ts';
import { defaultFilename } from './own-files.ts';
import { makeConfigurations } from './configurations.ts';
import { estimateCalibrationMs } from './estimate.ts';
import { leastFirstStage } from './more-blocks.ts';
import { finishPlan } from './finish-plan.ts';
import type { Study } from '../study/study-file.ts';
import type { Configuration, Plan, PlannedRun, PresetName } from './plan.ts';
import { presetOptions, presetRepeats } from './presets.ts';
import { checkWaits } from './waits.ts';
import { workingDirectory } from './working-directory.ts';

/** What the suite decides itself, or takes as lists. */
const suiteRefuses = [...suiteOwnNames, ...suiteAxisNames];

/** Of a run, only the suite has several to choose from, and blocks. */
const runRefuses = ['only', 'until'];

/**
 * The plan of a suite on one directory, or of an interleaved study on several.
 *
 * @throws VfloadError for unknown options, bad values and combinations that make no sense
 */
export function makeSuitePlan(options: SuiteOptions): Plan {
  const { ioengine, rw, numjobs, ...others } = options;
  const inputs = sortInputs(others, suiteRefuses);
  // Before anything else: in `--direct /mnt` it is not the directory that is missing.
  parseOptions(jobOptionTable, inputs.job);
  const axes = axisOptions({ ioengine, rw, numjobs });
  const configurations = makeConfigurations(configurationInputs(options), workingDirectory);
  return planSuite({ ...inputs, axes, configurations, isStudy: configurations.length > 1 });
}

/**
 * The plan of a study that is described in a file.
 *
 * @param options - of the command line, which override the file's
 * @throws VfloadError as {@link makeSuitePlan}, with the place in the file
 */
export function makeStudyPlan(study: Study, options: StudyOptions = {}): Plan {
  const { ioengine, rw, numjobs, ...others } = options;
  const inputs = sortInputs(others, suiteRefuses);
  for (const option of study.options) {
    const name = findOption(jobOptionTable, option.name)?.name ?? option.name;
    if (suiteRefuses.includes(name)) throw misplacedOption(option);
  }
  const { only, ...runs } = study.runs;
  return planSuite({
    job: [...study.options, ...inputs.job],
    vfload: [...study.settings, ...(only === undefined ? [] : [only]), ...inputs.vfload],
    axes: { ...runs, ...axisOptions({ ioengine, rw, numjobs }) },
    configurations: makeConfigurations(study.configurations, workingDirectory),
    isStudy: true,
    reference: study.reference,
    dropsHostCache: study.configurations.every(({ hooks }) => hooks.dropHostCache !== undefined),
  });
}

/** What a suite's plan is made of. */
interface SuiteParts extends SortedInputs {
  axes: AxisOptions;
  configurations: readonly Configuration[];
  isStudy: boolean;
  dropsHostCache?: boolean;
  /** Label that others are compared with. */
  reference?: string | undefined;
}

function planSuite({ job, vfload, configurations, ...parts }: SuiteParts): Plan {
  const settings = withPreset(parseVfloadOptions(vfload), 'short');
  const suite = selectRuns(suiteRuns(parseAxes(parts.axes)), settings.only, originOf(vfload, 'only'));
  const before = presetOptions(settings.preset);
  const runsWith = (options: readonly RawOption[]): PlannedRun[] =>
    suite.map((run) => plannedSuiteRun(run, before, [...job, ...options]));
  const cells = suite.length * configurations.length;
  // Reserved with and without calibration: the plan is the same, and so is its hash.
  const reservedMs = estimateCalibrationMs(calibrationShapes(runsWith([])));
  const until = untilOf(settings, configurations, parts.reference);
  const fit =
    until === undefined
      ? repeatsAndRuntime(settings, before, job, { cells, reservedMs })
      : { repeats: Math.max(leastFirstStage, settings.repeats ?? leastFirstStage), options: [] };
  const runs = runsWith(fit.options);
  const calibrate = settings.calibrate ?? true;
  const execution = executionOrder(runs.map(({ name }) => name));
  const placeOf = (name: string): string =>
    /^(.*: )Option \w+$/.exec(originOf(vfload, name) ?? '')?.[1] ?? '';
  const design = planDesign(settings, { ...parts, placeOf });
  return finishPlan({
    ...{ settings, configurations, runs, execution, repeats: fit.repeats, calibrate, design },
    until,
  });
}

/** @returns where an option was written, for messages; undefined where it was not. */
function originOf(options: readonly RawOption[], wanted: string): string | undefined {
  return options.filter(({ name }) => name === wanted).at(-1)?.origin;
}

/** With a target a budget bounds what comes after the first stage, and changes neither repeats nor runtimes. */
function untilOf(
  { until, budget, order }: VfloadOptions,
  configurations: readonly Configuration[],
  reference: string | undefined,
): Plan['until'] {
  if (until === undefined) return undefined;
  if (order === 'fixed') {
    throw new VfloadError('ERR_VFLOAD_OPTION_CONFLICT', 'until: order=fixed has no blocks to add.', {
      remedy: 'Leave order out, or give --order blocks.',
    });
  }
  const index = configurations.findIndex(({ label }) => label === reference);
  return {
    percent: until,
    ...(budget === undefined ? {} : { budgetMs: budget }),
    ...(index === -1 ? {} : { reference: index }),
  };
}

/**
 * The plan of one run, by fio's options. `numjobs` clones are numbered 0, N-1, …, 1, as in fio (fio-semantics 1.5).
 *
 * @throws VfloadError as {@link makeSuitePlan}
 */
export function makeRunPlan(options: RunOptions): Plan {
  const inputs = sortInputs(options, runRefuses);
  const settings = parseVfloadOptions(inputs.vfload);
  const before = presetOptions(settings.preset);
  const fit = repeatsAndRuntime(settings, before, inputs.job, { cells: 1, reservedMs: 0 });
  const raw = [...before, ...inputs.job, ...fit.options];
  const { values } = parseOptions(jobOptionTable, raw);
  const configuration = { label: options.label, directory: text(values.get('directory')) ?? '.' };
  return finishPlan({
    settings,
    configurations: makeConfigurations([configuration], workingDirectory),
    runs: [plannedRun(raw, values)],
    execution: [0],
    repeats: fit.repeats,
    // Who calls for one run wants it at once.
    calibrate: settings.calibrate ?? false,
    design: planDesign(settings, { isStudy: false }),
  });
}

function withPreset(settings: VfloadOptions, preset: PresetName): VfloadOptions {
  return settings.preset === undefined ? { ...settings, preset } : settings;
}

function axisOptions(inputs: Pick<SuiteOptions, keyof AxisOptions>): AxisOptions {
  const options: AxisOptions = {};
  for (const name of ['ioengine', 'rw', 'numjobs'] as const) {
    const input = inputs[name];
    if (input !== undefined) options[name] = { name, value: inputText(input), origin: `Option ${name}` };
  }
  return options;
}

function configurationInputs({ directories = [], configurations = [] }: SuiteOptions): ConfigurationInput[] {
  const plain = typeof directories === 'string' ? [directories] : directories;
  return [...configurations, ...plain.map((directory) => ({ directory }))];
}

/** How often and how long, after the budget. `options` is what the budget changes. */
function repeatsAndRuntime(
  settings: VfloadOptions,
  before: readonly RawOption[],
  asked: readonly RawOption[],
  needs: { cells: number; reservedMs: number },
): { repeats: number; options: RawOption[] } {
  const repeats = settings.repeats ?? presetRepeats(settings.preset);
  if (settings.budget === undefined) return { repeats, options: [] };
  const { values } = parseOptions(jobOptionTable, [...before, ...asked]);
  const runtimeMs = milliseconds(values.get('runtime'));
  const fit = fitBudget({
    budgetMs: settings.budget,
    ...needs,
    repeats,
    repeatsGiven: settings.repeats !== undefined,
    runtimeMs,
    runtimeGiven: parseOptions(jobOptionTable, asked).values.has('runtime'),
    rampMs: milliseconds(values.get('ramp_time')),
  });
  const option = { name: 'runtime', value: `${fit.runtimeMs}ms`, origin: 'Option budget' };
  return { repeats: fit.repeats, options: fit.runtimeMs === runtimeMs ? [] : [option] };
}

function plannedSuiteRun(
  run: SuiteRun,
  before: readonly RawOption[],
  asked: readonly RawOption[],
): PlannedRun {
  const jobs = Array.from({ length: run.jobCount }, (_, index) =>
    completeJob([...before, ...suiteDefaults(run), ...asked, ...suiteIdentity(run, index + 1)]),
  );
  checkWaits([{ name: run.name, waitsFor: jobs[0]?.wait_for, place: 'Option ' }]);
  return { name: run.name, firstJobNumber: 1, jobs };
}

function plannedRun(raw: readonly RawOption[], values: ReadonlyMap<string, OptionValue>): PlannedRun {
  const { rw, ioengine, numjobs, wait_for } = completeJob(raw, { name: 'unnamed', filename: 'unnamed' });
  const name = text(values.get('name')) ?? runName(rw.word, ioengine, numjobs);
  checkWaits([{ name, waitsFor: wait_for, place: 'Option ' }]);
  const jobs = cloneNumbers(numjobs).map((clone) =>
    asClone(completeJob(raw, { name, filename: defaultFilename(raw, name, clone) }), clone, 'vfload'),
  );
  return { name, firstJobNumber: 1, jobs };
}

function text(value: OptionValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function milliseconds(value: OptionValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}
