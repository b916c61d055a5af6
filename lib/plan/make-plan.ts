/** Makes plans from what callers ask for. Nothing is touched here: a plan is made, or an error says why not. */
import { sortInputs } from '../options/api-inputs.ts';
import type { ConfigurationInput, RunOptions, SuiteOptions } from '../options/api-options.ts';
import { completeJob } from '../options/complete-job.ts';
import type { OptionValue } from '../options/option-entry.ts';
import { parseOptions } from '../options/parse-options.ts';
import { type RawOption, inputText } from '../options/raw-option.ts';
import { jobOptionTable } from '../options/registry.ts';
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
import { makeConfigurations } from './configurations.ts';
import { estimateCalibrationMs, estimateRunMs } from './estimate.ts';
import { filesNeeded } from './files.ts';
import { planOrder } from './order.ts';
import { planHash } from './plan-hash.ts';
import type { Configuration, Plan, PlannedRun, PresetName } from './plan.ts';
import { presetOptions, presetRepeats } from './presets.ts';
import { workingDirectory } from './working-directory.ts';

/** What the suite decides itself, or takes as lists. */
const suiteRefuses = [...suiteOwnNames, ...suiteAxisNames];

/** Of a run, only the suite has several to choose from. */
const runRefuses = ['only'];

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
  const settings = withPreset(parseVfloadOptions(inputs.vfload), 'short');
  const axes = parseAxes(axisOptions({ ioengine, rw, numjobs }));
  const suite = selectRuns(suiteRuns(axes), settings.only);
  const configurations = makeConfigurations(configurationInputs(options), workingDirectory);
  const before = presetOptions(settings.preset);
  const runsWith = (options: readonly RawOption[]): PlannedRun[] =>
    suite.map((run) => plannedSuiteRun(run, before, [...inputs.job, ...options]));
  const cells = suite.length * configurations.length;
  // Reserved with and without calibration: the plan is the same, and so is its hash.
  const reservedMs = estimateCalibrationMs(calibrationShapes(runsWith([])));
  const fit = repeatsAndRuntime(settings, before, inputs.job, { cells, reservedMs });
  const runs = runsWith(fit.options);
  const calibrate = settings.calibrate ?? true;
  return finishPlan({ settings, configurations, runs, repeats: fit.repeats, calibrate });
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
    repeats: fit.repeats,
    // Who calls for one run wants it at once.
    calibrate: settings.calibrate ?? false,
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
  return { name: run.name, jobs };
}

function plannedRun(raw: readonly RawOption[], values: ReadonlyMap<string, OptionValue>): PlannedRun {
  const { rw, ioengine, numjobs } = completeJob(raw, { name: 'unnamed', filename: 'unnamed' });
  const name = text(values.get('name')) ?? runName(rw, ioengine, numjobs);
  const jobs = cloneNumbers(numjobs).map((clone) =>
    completeJob(raw, { name, filename: `${name}.${clone}.0` }),
  );
  return { name, jobs };
}

/** 0, N-1, N-2, …, 1. */
function cloneNumbers(count: number): number[] {
  return [0, ...Array.from({ length: count - 1 }, (_, index) => count - 1 - index)];
}

function finishPlan(parts: {
  settings: VfloadOptions;
  configurations: readonly Configuration[];
  runs: readonly PlannedRun[];
  repeats: number;
  calibrate: boolean;
}): Plan {
  const { settings, configurations, runs, repeats } = parts;
  const calibration = parts.calibrate ? calibrationShapes(runs) : [];
  const { preset, fioCompat } = settings;
  const onceMs = runs.reduce((sum, run) => sum + estimateRunMs(run), 0);
  return deepFreeze({
    preset,
    configurations,
    runs,
    repeats,
    order: planOrder(configurations.length, executionOrder(runs.map(({ name }) => name)), repeats),
    fioCompat,
    hash: planHash({ configurations, runs, repeats, fioCompat }),
    files: filesNeeded(runs),
    calibration,
    estimatedMs: estimateCalibrationMs(calibration) + onceMs * repeats * configurations.length,
  });
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}

function text(value: OptionValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function milliseconds(value: OptionValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}
