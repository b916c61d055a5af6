/**
 * vfload as a library. Nothing here calls `process.exit` or installs signal handlers; the I/O is done by processes of
 * their own, so that a hung file system never hangs the caller.
 *
 * @example
 * ```ts
 * const running = suite({ directories: '/mnt/share', preset: 'quick' });
 * for await (const event of running) if (event.type === 'repeat') console.log(event.repeat.run);
 * const { repeats, exitCode } = await running;
 * ```
 */
import path from 'node:path';
import { parseSettings, sortInputs } from './options/api-inputs.ts';
import type { ProbeOptions, RunOptions, StudyOptions, SuiteOptions } from './options/api-options.ts';
import { parseVfloadOptions } from './options/vfload-options.ts';
import { makeStudyPlan, makeSuitePlan } from './plan/make-plan.ts';
import { planRun } from './plan/plan-run.ts';
import type { Plan } from './plan/plan.ts';
import { probeDirectory } from './probe/probe.ts';
import type { ProbeResult } from './probe/probe-result.ts';
import type { FioOutputFormat } from './report/fio/output.ts';
import { type ReportForm, type ReportFormat, renderReport } from './report/render.ts';
import { reportFiles } from './report/sources/report-files.ts';
import type { Journal } from './result/journal.ts';
import { addonBuild, loadAddon } from './run/addon-loader.ts';
import { executePlan } from './run/execute-plan.ts';
import { Running } from './run/running.ts';
import type { SuiteResult } from './run/suite-result.ts';
import { readStudy } from './study/study-file.ts';
import { studyRun } from './study/study-run.ts';

/**
 * Measures directories with the built-in suite, as `vfload DIR` does. Returns at once: `await` the result, or iterate over
 * the progress.
 *
 * An abort of `options.signal` drains what runs; the result then is what was measured, with `interrupted` set.
 *
 * @throws VfloadError (as a rejection) where nothing was measured: bad options, a directory that cannot be measured, an
 *   abort before the first result
 */
export function suite(options: SuiteOptions): Running<SuiteResult> {
  return start(options, () => makeSuitePlan(options));
}

/**
 * As {@link suite}, for one run described by fio's options or for the runs of job files (`jobFiles`), as `vfload run` does. What is
 * wrong in a job file rejects with its place, `FILE:LINE:COLUMN`, and nothing is touched.
 *
 * @example
 * ```ts
 * const { repeats } = await run({ jobFiles: 'mail-server.fio', directory: '/mnt/share', repeats: 3 });
 * ```
 */
export function run(options: RunOptions): Running<SuiteResult> {
  return start(options, () => planRun(options));
}

/**
 * Measures the study that a file describes, as `vfload study FILE.yaml` does: its configurations, suite, repeats and hooks. What is
 * wrong in the file rejects with its place, `FILE:LINE:COLUMN`, and nothing is touched.
 *
 * @param options - override what the file says
 */
export function study(file: string, options: StudyOptions = {}): Running<SuiteResult> {
  return new Running(async (emit) => {
    const described = await readStudy(file);
    const plan = makeStudyPlan(described, options);
    const inputs = sortInputs(options).vfload;
    const settings = parseVfloadOptions([...described.settings, ...inputs]);
    // Run again, it goes on: so its journal has a name that is known.
    const output = settings.output ?? `${path.parse(described.file).name}.jsonl`;
    return await executePlan({
      ...{ addon: loadAddon(), build: addonBuild() },
      ...{ plan, settings: { ...settings, output }, study: studyRun(described, plan) },
      ...{ signal: options.signal, emit },
    });
  });
}

function start(
  options: SuiteOptions | RunOptions,
  makePlan: () => Plan | Promise<Plan>,
): Running<SuiteResult> {
  return new Running(async (emit) => {
    const plan = await makePlan();
    const settings = parseSettings(options);
    return await executePlan({
      ...{ addon: loadAddon(), build: addonBuild() },
      ...{ plan, settings, signal: options.signal, emit },
    });
  });
}

/**
 * Finds out what a directory's mount can do, in supervised processes.
 *
 * @throws VfloadError (as a rejection) where the directory cannot be opened
 */
export async function probe(directory: string | ProbeOptions): Promise<ProbeResult> {
  const options = typeof directory === 'string' ? { directory } : directory;
  return await probeDirectory(loadAddon(), options);
}

/** Paths of journals or of fio's outputs and logs, or what {@link suite} and {@link run} resolve to. */
export type ReportSource =
  string | readonly string[] | (Pick<Journal, 'header' | 'repeats'> & { journalPath?: string | undefined });

export interface ReportOptions {
  /** `table` by default; `study` is the layout of the study's own tables. */
  format?: ReportFormat | undefined;
  /** fio's output of each repeat instead: one form or several. */
  outputFormat?: FioOutputFormat | readonly FioOutputFormat[] | undefined;
  /** 2 to 5; 3 by default. */
  terseVersion?: 2 | 3 | 4 | 5 | undefined;
  /** ANSI colours; off by default. */
  color?: boolean | undefined;
  /** Columns; 80 by default. */
  width?: number | undefined;
}

/**
 * Makes the report again from results. Needs no addon.
 *
 * @returns the text, ending with a newline; of several files one report after the other, in JSON one list
 * @throws VfloadError `ERR_VFLOAD_RESULT_FILE` (as a rejection) where a file holds no results, or lacks what fio's form shows
 */
export async function report(source: ReportSource, options: ReportOptions = {}): Promise<string> {
  const { format = 'table', outputFormat, terseVersion = 3, color = false, width = 80 } = options;
  const form: ReportForm =
    outputFormat === undefined ? format : { outputFormat: [outputFormat].flat(), terseVersion };
  const look = { color, width };
  if (typeof source !== 'string' && 'header' in source) {
    const { header, repeats, journalPath } = source;
    return renderReport([{ journal: { header, repeats, warnings: [] }, path: journalPath }], form, look);
  }
  return (await reportFiles([source].flat(), form, look)).text;
}

export { VfloadError, type VfloadErrorCode, type VfloadErrorDetails } from './errors.ts';
export type {
  ConfigurationInput,
  ProbeOptions,
  RunOptions,
  StudyOptions,
  SuiteOptions,
} from './options/api-options.ts';
export type { EngineShape } from './options/engine-shape.ts';
export type { JobOptions } from './options/job-options.ts';
export type { Configuration, Plan, PlannedFile, PlannedRepeat, PlannedRun, PresetName } from './plan/plan.ts';
export type { ProbeOperation, ProbeResult } from './probe/probe-result.ts';
export type { FioOutputFormat } from './report/fio/output.ts';
export type { ReportFormat } from './report/render.ts';
export type {
  FioDirection,
  FioDisk,
  FioDocument,
  FioJob,
  FioLatency,
  RunResult,
} from './result/fio-document.ts';
export type {
  Journal,
  JournalConfiguration,
  JournalDesign,
  JournalHeader,
  JournalHook,
  JournalLine,
  JournalRepeat,
  JournalStudy,
} from './result/journal.ts';
export type {
  DirectFacts,
  Environment,
  FioEntryFacts,
  FioHeadLine,
  FioOutputFacts,
  GeneratorFacts,
  GeneratorShare,
  MeasuredFile,
  MountFacts,
  Outcome,
  Reason,
  VfloadMember,
  Warning,
} from './result/vfload-member.ts';
export type { ProgressEvent } from './run/events.ts';
export type { Running } from './run/running.ts';
export type { SuiteResult } from './run/suite-result.ts';
