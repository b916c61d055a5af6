/** A plan with fio's output: the head as the jobs start, remarks while they run, results at the end (fio-semantics 5.1). */
import type { FioSettings } from '../../fio-face/settings.ts';
import type { FioPlan } from '../../plan/fio-plan.ts';
import { normalHead } from '../../report/fio/normal/head.ts';
import { runOutput } from '../../report/fio/output.ts';
import { entryFailure } from '../../result/entry-failure.ts';
import { fioDocument } from '../../result/fio-json.ts';
import { fioOutputFacts, headLines } from '../../result/fio-output-facts.ts';
import { documentVersion, fioDialect } from '../../result/fio-version.ts';
import type { FioDocumentInput } from '../../result/run-outcome.ts';
import { executeFioPlan } from '../../run/fio-run/execute-fio-plan.ts';
import { type CliIo, writeText } from '../cli-io.ts';
import { packageVersion } from '../version.ts';
import { BandwidthLog } from './bandwidth-log.ts';
import { DebugLines } from './debug-lines.ts';
import { EtaDisplay } from './eta-display.ts';
import { IdleProfile, idlenessText } from './idle-profile.ts';
import { interimReports } from './interim-reports.ts';
import type { FioOutput } from './output-file.ts';
import {
  commandRemarks,
  depthRemarks,
  failureRemarks,
  keptErrorRemarks,
  layoutRemark,
  verifyRemarks,
} from './remarks.ts';
import { watchSignals } from './signals.ts';
import { watchTrigger } from './trigger.ts';

/** After SIGINT, SIGTERM and SIGHUP. */
const exitOfSignals = 128;

/** What a run is told by, and where its output goes. */
export interface Surroundings {
  settings: FioSettings;
  output: FioOutput;
  io: CliIo;
}

/**
 * @returns the exit code: how many jobs failed, 128 after a signal
 * @throws VfloadError where nothing could be run
 */
export async function runPlan(plan: FioPlan, { settings, output, io }: Surroundings): Promise<number> {
  const signals = watchSignals(io, (signal) => {
    void remark(`\nfio: terminating on signal ${signal}\n`);
  });
  const isNormal = settings.outputFormat.includes('normal');
  /** Where there is nothing but terse or JSON, its readers get nothing else. */
  const remark = (text: string): Promise<void> => (isNormal ? output.write(text) : output.writeAside(text));
  const jobs = plan.runs.flatMap((run) => run.jobs);
  const bandwidthLog = settings.bandwidthLog
    ? new BandwidthLog(performance.now(), (text) => {
        void writeText(io.stderr, `${text}\n`);
      })
    : undefined;
  const debugLines = new DebugLines(jobs.length, { settings, output, io });
  const trigger = watchTrigger(settings);
  let idle: IdleProfile | undefined;
  const eta = new EtaDisplay(io.stdout, settings, plan);
  const interim = interimReports(settings, output, io, () => {
    eta.end();
  });
  try {
    if (isNormal) {
      const version = documentVersion(fioDialect(plan.fioCompat), packageVersion());
      const outcomes = jobs.map((options) => ({ options, end: undefined, files: [] }));
      await output.write(normalHead(version, headLines(outcomes)));
    }
    const input = await executeFioPlan({
      ...{ plan, signal: AbortSignal.any([signals.signal, trigger.signal]) },
      drawLogOf: debugLines.drawLogOf,
      readonly: settings.readonly,
      observer: {
        complained: (text) => {
          void writeText(io.stderr, `${text}\n`);
        },
        laidOut: (jobName, files, bytes) => {
          if (isNormal) void output.write(layoutRemark(jobName, files, bytes));
        },
        running: (run, progress) => {
          eta.show(run, progress);
          bandwidthLog?.note(run, progress, performance.now());
          void debugLines.running(progress);
        },
        partBegan: (run, soFar) => {
          if (settings.idleProf !== undefined) idle ??= new IdleProfile(settings.idleProf);
          for (const text of depthRemarks(run.jobs)) void remark(text);
          for (const text of commandRemarks(run.jobs, 'prerun')) void remark(text);
          interim.partBegan(soFar);
          void debugLines.partBegan(run, soFar);
        },
      },
    });
    const idleness = idle?.idleness();
    await debugLines.ended(input);
    interim.end();
    eta.end();
    for (const text of commandRemarks(jobs, 'postrun')) await remark(text);
    await trigger.commandEnded();
    await writeText(io.stderr, verifyRemarks(input));
    for (const { text, isOfStderr } of failureRemarks(input)) {
      await (isOfStderr ? writeText(io.stderr, text) : remark(text));
    }
    for (const text of keptErrorRemarks(input)) await writeText(io.stderr, text);
    const document = { ...fioDocument(input), ...(idleness === undefined ? {} : { cpu_idleness: idleness }) };
    await output.write(runOutput(document, fioOutputFacts(input), settings));
    if (isNormal && idleness !== undefined) await output.write(idlenessText(idleness));
    return signals.received ? exitOfSignals : failedJobs(input);
  } finally {
    interim.end();
    signals.release();
    trigger.release();
    bandwidthLog?.close();
    debugLines.release();
  }
}

/** As an exit code has room for. */
function failedJobs(input: FioDocumentInput): number {
  return input.jobs.filter((job) => entryFailure([job], input) !== undefined).length % 256;
}
