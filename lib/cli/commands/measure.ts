/** What `vfload DIR` and `vfload run` have in common: progress, Ctrl-C, report, exit code. */
import type { ReportForm } from '../../report/render.ts';
import type { Journal } from '../../result/journal.ts';
import type { SuiteResult } from '../../run/suite-result.ts';
import type { Measuring } from '../api.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';
import { watchInterrupts } from '../interrupt.ts';
import { type Progress, makeProgress } from '../progress/progress.ts';

/**
 * Measures, shows progress, prints the report.
 *
 * @param start - begins the work, which the signal ends early
 * @returns the exit code
 * @throws what the work throws
 */
export async function measure(
  io: CliIo,
  form: ReportForm,
  start: (signal: AbortSignal) => Measuring,
): Promise<number> {
  const interrupt = watchInterrupts(io);
  const progress = await makeProgress(io);
  try {
    const result = await follow(start(interrupt.signal), progress);
    await printResult(io, result, form);
    return interrupt.exitCode() ?? result.exitCode;
  } catch (error) {
    const exitCode = interrupt.exitCode();
    if (exitCode !== undefined && isAbort(error)) {
      io.stderr.write('vfload: stopped before anything was measured\n');
      return exitCode;
    }
    throw error;
  } finally {
    interrupt.release();
  }
}

async function follow(measuring: Measuring, progress: Progress): Promise<SuiteResult> {
  try {
    for await (const event of measuring) progress.show(event);
    return await measuring;
  } finally {
    progress.end();
  }
}

async function printResult(io: CliIo, result: SuiteResult, form: ReportForm): Promise<void> {
  const [{ renderReport }, { failureNotices }] = await Promise.all([
    import('../../report/render.ts'),
    import('../../report/study.ts'),
  ]);
  const { header, repeats, lostRepeats } = result;
  const lost = lostRepeats === undefined ? {} : { lostRepeats };
  const journal: Journal = { header, repeats, warnings: [], ...lost };
  const reported = [{ journal, path: result.journalPath }];
  try {
    await writeText(io.stdout, renderReport(reported, form, lookOf(io.stdout, io.env)));
  } finally {
    // Also where the table could not be written: the journal is what is left then.
    await writeText(io.stderr, closingNotes(journal, result, failureNotices));
  }
}

/** What is said after the table; the journal's path comes last. */
function closingNotes(
  journal: Journal,
  result: SuiteResult,
  failureNotices: (journal: Journal) => string[],
): string {
  const notes = failureNotices(journal);
  if (result.interrupted) {
    notes.push(`interrupted after ${result.repeats.length} of ${result.plan.order.length} repeats`);
  }
  const lines = notes.map((note) => `vfload: ${note}\n`);
  const all = result.repeats.length;
  const kept =
    result.lostRepeats === undefined ? '' : ` (only ${all - result.lostRepeats} of ${all} repeats are in it)`;
  return `${lines.join('')}journal: ${result.journalPath}${kept}\n`;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_VFLOAD_ABORTED';
}
