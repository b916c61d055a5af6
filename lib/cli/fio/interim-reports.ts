/** Results while the jobs work: every `--status-interval`, at each SIGUSR1, and when the file `fio-dump-status` appears. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { FioSettings } from '../../fio-face/settings.ts';
import type { FioJob } from '../../result/fio-document.ts';
import { fioDocument } from '../../result/fio-json.ts';
import { fioOutputFacts } from '../../result/fio-output-facts.ts';
import type { FioDocumentInput } from '../../result/run-outcome.ts';
import { runOutput } from '../../report/fio/output.ts';
import type { CliIo } from '../cli-io.ts';
import type { FioOutput } from './output-file.ts';

/** fio's "eta" where the end is not known. */
const etaUnknown = 2147483647;

/** How often that file is looked for. */
const lookEveryMs = 250;

export interface InterimReports {
  /** What is reported from now on. */
  partBegan: (soFar: () => FioDocumentInput) => void;
  /** No more of them. */
  end: () => void;
}

/** @param before - is called before each report, which begins on a line of its own */
export function interimReports(
  settings: FioSettings,
  output: FioOutput,
  io: CliIo,
  before: () => void,
): InterimReports {
  let current: (() => FioDocumentInput) | undefined;
  const report = (): void => {
    if (current === undefined) return;
    before();
    void output.write(interimText(current(), settings));
  };
  const release = io.onStatusSignal(report);
  const { statusIntervalMs } = settings;
  const timer = statusIntervalMs === 0 ? undefined : setInterval(report, statusIntervalMs);
  const file = path.join(io.env['TMPDIR'] ?? '/tmp', 'fio-dump-status');
  const looking = setInterval(() => {
    if (!existsSync(file)) return;
    rmSync(file, { force: true });
    report();
  }, lookEveryMs);
  return {
    partBegan: (soFar) => {
      current = soFar;
    },
    end: () => {
      current = undefined;
      clearInterval(timer);
      clearInterval(looking);
      release();
    },
  };
}

function interimText(input: FioDocumentInput, settings: FioSettings): string {
  const document = fioDocument(input);
  const eta = etaOf(input);
  const jobs = document.jobs.map((job): FioJob => ({ ...job, eta }));
  return runOutput({ ...document, jobs }, fioOutputFacts(input), settings);
}

/** Seconds until the longest runtime of a job is over, of all parts together. */
function etaOf({ jobs, startedAtMs, endedAtMs }: FioDocumentInput): number {
  const runtimeMs = Math.max(0, ...jobs.map(({ options }) => options.runtime + options.ramp_time));
  if (jobs.some(({ options }) => options.runtime === 0 || options.stonewall)) return etaUnknown;
  return Math.max(0, Math.ceil((runtimeMs - (endedAtMs - startedAtMs)) / 1000));
}
