/** `vfload fio`: vfload in fio's place, with fio's arguments, channels and exit codes (fio-semantics 1.4, 5.1, 6). */
import { VfloadError } from '../../errors.ts';
import { readCommandLine, type CommandLine, type Question } from '../../fio-face/command-line.ts';
import { beforeMistake, type ReadSoFar } from '../../fio-face/before-mistake.ts';
import { allSections, fioJobs, shownSections } from '../../fio-face/fio-jobs.ts';
import { parseLines } from '../../fio-face/parse-lines.ts';
import { showCommand } from '../../fio-face/show-command.ts';
import { usageText } from '../../fio-face/usage.ts';
import { presentSurroundings } from '../../jobfile/surroundings.ts';
import { eachJobFile, type JobFileLines } from '../../jobfile/read-job-files.ts';
import { engineHelp, type HelpAnswer, optionHelp } from '../../options/option-help.ts';
import { trimsAnything, writesAnything } from '../../options/workload.ts';
import { type FioPlan, makeFioPlan } from '../../plan/fio-plan.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import { jobLines } from '../../report/fio/normal/head.ts';
import { headLines } from '../../result/fio-output-facts.ts';
import { documentVersion, fioDialect } from '../../result/fio-version.ts';
import { checkMachine } from '../../run/check-machine.ts';
import { type CliIo, writeText } from '../cli-io.ts';
import { errorText } from '../print-error.ts';
import { packageVersion } from '../version.ts';
import { type FioOutput, openOutput } from './output-file.ts';

/** Whatever is wrong before jobs run. */
const exitOfMistakes = 1;

/**
 * @param words - without node and the script
 * @returns the number of failed jobs; 1 for mistakes; 128 after a signal
 */
export async function fioMain(words: readonly string[], io: CliIo): Promise<number> {
  let before: CommandLine | undefined;
  try {
    const line = readCommandLine(words, (read) => {
      before = read;
    });
    await sayDebug(line, io);
    if (line.settings.debug.asksForWords) return 0;
    return line.question === undefined ? await carryOut(line, io) : await answer(line.question, line, io);
  } catch (error) {
    if (before !== undefined) {
      await sayDebug(before, io);
      await writeText(io.stdout, headBeforeMistake({ line: before, files: [] }));
    }
    await writeText(io.stderr, `${errorText(withoutJournal(error), 'fio')}\n`);
    return exitOfMistakes;
  }
}

/** What else is told of an output that cannot be written is where the journal is, and here is none. */
function withoutJournal(error: unknown): unknown {
  if (!(error instanceof VfloadError) || error.code !== 'ERR_VFLOAD_STDOUT') return error;
  const { code, message, errno, syscall, cause } = error;
  return new VfloadError(code, message, {
    ...{ errno, syscall, cause },
    remedy: 'send it elsewhere (--output=FILE), and run the jobs again: fio keeps nothing of them',
  });
}

/** What is said of `--debug` itself goes to the terminal, whatever --output says. */
async function sayDebug({ settings: { debug } }: CommandLine, io: CliIo): Promise<void> {
  if (debug.said !== '') await writeText(io.stdout, debug.said);
  if (debug.complaints !== '') await writeText(io.stderr, debug.complaints);
}

async function carryOut(line: CommandLine, io: CliIo): Promise<number> {
  // Before the jobs are read, as fio does: a file that cannot be written is a mistake of the command line.
  const output = openOutput(line.settings.output, io);
  try {
    const exitCode = await readAndRun(line, output, io);
    return exitCode === 0 && output.isIncomplete() ? exitOfMistakes : exitCode;
  } finally {
    output.close();
  }
}

async function readAndRun(line: CommandLine, output: FioOutput, io: CliIo): Promise<number> {
  const { settings } = line;
  const files: JobFileLines[] = [];
  let plan: FioPlan | undefined;
  try {
    for await (const file of eachJobFile(line.jobFiles)) files.push(file);
    if (settings.showCommand) return await showCommands({ line, files }, io);
    plan = planOf({ line, files });
    await output.write(parseLinesOf({ line, files }));
  } catch (error) {
    await output.write(headBeforeMistake({ line, files }));
    throw error;
  }
  if (settings.parseOnly) return 0;
  if (plan === undefined) {
    await writeText(io.stdout, usageText(versionOf(line)));
    await writeText(io.stderr, 'fio: there is no job.\n');
    return exitOfMistakes;
  }
  for (const warning of plan.warnings) await writeText(io.stderr, `fio: ${warning}\n`);
  if (settings.warningsFatal && plan.warnings.length > 0) return exitOfMistakes;
  const { runPlan } = await import('./run-plan.ts');
  return await runPlan(plan, { settings, output, io });
}

async function showCommands({ line, files }: ReadSoFar, io: CliIo): Promise<number> {
  const commands = shownSections(line, files, presentSurroundings()).map(showCommand);
  await writeText(io.stdout, commands.map((command) => `${command}\n`).join(''));
  return 0;
}

/**
 * @returns undefined where there is no job, and where nobody wants to run them
 * @throws VfloadError for what is wrong with them
 */
function planOf({ line, files }: ReadSoFar): FioPlan | undefined {
  const { settings } = line;
  const { jobs, globalOptions } = fioJobs(line, files, presentSurroundings());
  if (settings.parseOnly || jobs.length === 0) return undefined;
  const plan = makeFioPlan(jobs, globalOptions, settings.fioCompat);
  if (settings.readonly) refuseWriters(plan.runs);
  for (const job of plan.runs.flatMap((run) => run.jobs)) checkMachine(job);
  return plan;
}

function parseLinesOf({ line, files }: ReadSoFar): string {
  if (!line.settings.debug.words.includes('parse')) return '';
  return parseLines(allSections(line, files, presentSurroundings()), process.pid);
}

/** fio tells of each job when it has read it, and so of those before a mistake. */
function headBeforeMistake(all: ReadSoFar): string {
  const { parseOnly, showCommand: isShown, outputFormat } = all.line.settings;
  const lines = beforeMistake(all, parseLinesOf) ?? '';
  if (parseOnly || isShown || !outputFormat.includes('normal')) return lines;
  const plan = beforeMistake(all, planOf);
  const jobs = plan?.runs.flatMap((run) => run.jobs) ?? [];
  return lines + jobLines(headLines(jobs.map((options) => ({ options, end: undefined, files: [] }))));
}

function refuseWriters(runs: readonly PlannedRun[]): void {
  const writer = runs.flatMap(({ jobs }) => jobs).find((job) => writesAnything(job) || trimsAnything(job));
  if (writer === undefined) return;
  throw new VfloadError(
    'ERR_VFLOAD_OPTION_CONFLICT',
    `[${writer.name}]: ${writer.rw.word} ${trimsAnything(writer) ? 'trims' : 'writes'}, and --readonly was given.`,
    {
      remedy: 'Leave --readonly out, or run the reading jobs alone with --section.',
    },
  );
}

async function answer({ name, about }: Question, line: CommandLine, io: CliIo): Promise<number> {
  const { stdout, stderr, exitCode } = answerTo(name, about, versionOf(line));
  await writeText(io.stdout, stdout);
  if (stderr !== '') await writeText(io.stderr, stderr);
  return exitCode;
}

function answerTo(name: Question['name'], about: string | undefined, version: string): HelpAnswer {
  switch (name) {
    case 'version':
      return { stdout: `${version}\n`, stderr: '', exitCode: 0 };
    case 'help':
      return { stdout: usageText(version), stderr: '', exitCode: 0 };
    case 'cmdhelp':
      return optionHelp(about);
    case 'enghelp': {
      const [engine, option] = about?.split(',') ?? [];
      return engineHelp(engine, option);
    }
  }
}

function versionOf({ settings }: CommandLine): string {
  return documentVersion(fioDialect(settings.fioCompat), packageVersion());
}
