/** The command map, as commander's commands, with options from the registry: it parses their texts later. */
import { Command, Option } from 'commander';
import type { OptionEntry, OptionTable } from '../options/option-entry.ts';
import { vfloadOptions } from '../options/registry/vfload.ts';
import { jobOptionTable, jobRegistry, vfloadOptionTable } from '../options/registry.ts';
import { cellDefaults, cellOptionNames, parityDefaults } from '../parity/defaults.ts';
import { presetDefaultTexts } from '../plan/presets.ts';
import { suiteAxisNames, suiteOwnNames } from '../suite/suite-names.ts';
import { defaultAxes, studyRwmixread } from '../suite/virtiofs.ts';
import type { Api } from './api.ts';
import type { CliIo } from './cli-io.ts';
import type { CompareArguments } from './commands/compare.ts';
import { compareFootnotes, compareHelp, fioHelp, probeFootnotes, probeHelp } from './help-text.ts';
import { parityFootnotes, parityHelp, reportFootnotes, reportHelp } from './help-text.ts';
import { runFootnotes, runHelp, studyFootnotes, studyHelp, suiteFootnotes, suiteHelp } from './help-text.ts';
import { type GivenInputs, type OptionVariants, addOptions, addUnsupportedOptions } from './option-flags.ts';
import { packageVersion } from './version.ts';

/** The forms that a probe's result can have: it has nothing in common with the study's table. */
const probeFormat: OptionEntry = {
  ...vfloadOptions.format,
  choices: ['table', 'json'],
  help: 'What is printed: a table, or JSON',
};

/** Of a report nothing is measured: no journal is written. */
const reportOutput: OptionEntry = {
  ...vfloadOptions.output,
  help: 'Where the report is written; by default to standard output',
};

/** A certificate is no journal. */
const certificateOutput: OptionEntry = {
  ...vfloadOptions.output,
  help: 'Where the certificate is written as JSON, with every slice; by default nowhere',
};

/** A directory is what a certificate is given, unless it is given a job file. */
const certificateDirectory: OptionEntry = {
  ...jobRegistry.directory,
  help: "Of a job file's jobs that name none",
};

/** What only certificates have, or have with another meaning. */
const parityOptions = [
  ['repeats', '<number>', 'Pairs that count, of each cell'],
  ['slice', '<time>', 'How long each slice measures'],
  ['cache', '<word>', 'warm or cold: the file is read, or dropped, before each slice'],
  ['equivalence', '<percent>', 'What is equivalent: within ± so much'],
] as const;

const jobFilesTitle = 'Job files:';
/** Options that say how results are printed. */
const formNames = ['format', 'json', 'output-format', 'terse-version', 'minimal', 'append-terse'];

/** Widest line of help texts, where the terminal is wider. */
const widestHelp = 110;

/**
 * @param args - what will be parsed
 * @param api - loads what measures
 * @param finish - receives the exit code of the command that was run
 */
export function makeProgram(
  args: readonly string[],
  io: CliIo,
  api: () => Promise<Api>,
  finish: (exitCode: number) => void,
): Command {
  const program = configured(new Command('vfload'), io, suiteHelp)
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .usage('[OPTIONS] [LABEL=]DIR...')
    .argument('[directories...]', 'directories to measure; a path that equals a command needs ./')
    .enablePositionalOptions()
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', suiteFootnotes);
  const given: GivenInputs = {};
  addOptions(program, vfloadOptionTable, given, suiteVariants());
  addOptions(program, without(jobOptionTable, suiteOwnNames), given, suiteVariants());
  addUnsupportedOptions(program, args, given);
  program.action(async (directories: string[]) => {
    const { suiteCommand } = await import('./commands/suite.ts');
    finish(await suiteCommand(io, api, directories, given));
  });
  program.addCommand(studyProgram(args, io, api, finish));
  program.addCommand(runProgram(args, io, api, finish));
  program.addCommand(fioProgram(io));
  program.addCommand(probeProgram(io, api, finish));
  program.addCommand(reportProgram(io, finish));
  program.addCommand(compareProgram(io, finish));
  program.addCommand(parityProgram(io, finish));
  return program;
}

/** What the suite does where nothing is asked for. */
function suiteVariants(): OptionVariants {
  const { ioengine, rw, numjobs } = defaultAxes;
  const axes = { ioengine: ioengine.join(','), rw: rw.join(','), numjobs: numjobs.join(',') };
  return {
    lists: suiteAxisNames,
    defaults: {
      ...presetDefaultTexts(),
      rwmixread: studyRwmixread,
      preset: 'short',
      calibrate: '1',
      ...axes,
    },
  };
}

function studyProgram(
  args: readonly string[],
  io: CliIo,
  api: () => Promise<Api>,
  finish: (exitCode: number) => void,
): Command {
  const command = configured(new Command('study'), io, studyHelp)
    .summary('a study described in a file')
    .usage('[OPTIONS] FILE.yaml')
    .addHelpText('after', studyFootnotes)
    .argument('<file>', 'the study');
  const given: GivenInputs = {};
  const variants = suiteVariants();
  addOptions(command, vfloadOptionTable, given, variants);
  addOptions(command, without(jobOptionTable, suiteOwnNames), given, variants);
  addUnsupportedOptions(command, args, given);
  command.addOption(
    new Option('--explain', 'Print configurations, runs, files and time; run nothing').helpGroup('Study:'),
  );
  return command.action(async (file: string) => {
    const { explain = false } = command.opts<{ explain?: true }>();
    const { studyCommand } = await import('./commands/study.ts');
    finish(await studyCommand(io, api, file, given, explain));
  });
}

function runProgram(
  args: readonly string[],
  io: CliIo,
  api: () => Promise<Api>,
  finish: (exitCode: number) => void,
): Command {
  const command = configured(new Command('run'), io, runHelp)
    .summary("fio's job files, or one run by fio's options")
    .usage('[OPTIONS] [JOBFILE...]')
    .addHelpText('after', runFootnotes)
    .argument('[jobfiles...]', 'job files, one after the other; - is standard input');
  const given: GivenInputs = {};
  const variants: OptionVariants = { lists: [], defaults: { calibrate: '0' } };
  addOptions(command, without(vfloadOptionTable, ['only', 'until']), given, variants);
  addOptions(command, jobOptionTable, given);
  addUnsupportedOptions(command, args, given);
  command.addOption(
    new Option('--section <NAME>', 'Of the job files, this job only; may be given several times')
      .argParser((name: string, others: string[] | undefined) => [...(others ?? []), name])
      .helpGroup(jobFilesTitle),
  );
  command.addOption(
    new Option('--explain', 'Print jobs, files, bytes and time, and the same for fio; run nothing').helpGroup(
      jobFilesTitle,
    ),
  );
  return command.action(async (jobFiles: string[]) => {
    const { section: sections = [], explain = false } = command.opts<{
      section?: string[];
      explain?: true;
    }>();
    const { runCommand } = await import('./commands/run.ts');
    finish(await runCommand(io, api, given, { jobFiles, sections, explain }));
  });
}

/** For the list of commands: what follows `fio` is read by fio's rules (fio/main.ts). */
function fioProgram(io: CliIo): Command {
  return configured(new Command('fio'), io, fioHelp)
    .summary("in fio's place: its arguments, its output, its exit codes")
    .usage('[FLAGS] [OPTIONS OF JOBS] [JOBFILE...]')
    .helpOption(false)
    .argument('[arguments...]', 'as fio takes them; vfload fio --help lists them');
}

function probeProgram(io: CliIo, api: () => Promise<Api>, finish: (exitCode: number) => void): Command {
  const command = configured(new Command('probe'), io, probeHelp)
    .summary('what a mount can do')
    .argument('<directory>', 'directory on the mount')
    .addHelpText('after', probeFootnotes);
  const given: GivenInputs = {};
  addOptions(command, { ...only(vfloadOptionTable, ['json', 'stuck-after']), format: probeFormat }, given);
  return command.action(async (directory: string) => {
    const { probeCommand } = await import('./commands/probe.ts');
    finish(await probeCommand(io, api, directory, given));
  });
}

function reportProgram(io: CliIo, finish: (exitCode: number) => void): Command {
  const command = configured(new Command('report'), io, reportHelp)
    .summary('tables of journals and of what fio printed')
    .argument('<files...>', 'journals, outputs of fio, logs')
    .addHelpText('after', reportFootnotes);
  const given: GivenInputs = {};
  addOptions(command, { ...only(vfloadOptionTable, formNames), output: reportOutput }, given);
  return command.action(async (files: string[]) => {
    const { reportCommand } = await import('./commands/report.ts');
    finish(await reportCommand(io, files, given));
  });
}

function compareProgram(io: CliIo, finish: (exitCode: number) => void): Command {
  const command = configured(new Command('compare'), io, compareHelp)
    .summary('what differs between results, and what may be said of it')
    .argument('<files...>', 'journals, or what fio printed; the first is the reference')
    .option(
      '--metric <list>',
      'iops, bw, clat_mean, clat_p50, clat_p99 (several: with commas; default: iops)',
    )
    .option('--adjust <word>', 'holm, fdr or none: p for the number of tests (default: holm)')
    .option('--equivalence <percent>', 'what is the same: within ± so much (default: 2%)')
    .addOption(
      new Option('--fail-if <conditions>', 'exit 1 where a cell is slower:5%, or undecided').argParser(
        (text: string, others: string[] | undefined) => [...(others ?? []), text],
      ),
    )
    .option('--format <word>', 'table, md or json (default: table)')
    .option('--json [0|1]', 'the same as --format json')
    .addHelpText('after', compareFootnotes);
  return command.action(async (files: string[]) => {
    const { json, ...given } = command.opts<CompareArguments & { json?: string }>();
    const { compareCommand } = await import('./commands/compare.ts');
    finish(
      await compareCommand(
        io,
        files,
        json === undefined || json === '0' ? given : { ...given, format: 'json' },
      ),
    );
  });
}

function parityProgram(io: CliIo, finish: (exitCode: number) => void): Command {
  const command = configured(new Command('parity'), io, parityHelp)
    .summary('vfload and the installed fio, side by side')
    .usage('[OPTIONS] DIR|JOB.fio')
    .argument('<directory>', 'directory on the mount, or a job file: what ends in .fio')
    .addHelpText('after', parityFootnotes);
  const given: GivenInputs = {};
  addOptions(command, only(jobOptionTable, cellOptionNames), given, {
    lists: ['rw', 'ioengine'],
    defaults: cellDefaults,
  });
  addOptions(command, { output: certificateOutput, directory: certificateDirectory }, given);
  for (const [name, valueName, help] of parityOptions) {
    command.addOption(
      new Option(`--${name} ${valueName}`, `${help} (default: ${parityDefaults[name]})`)
        .argParser((text: string) => (given[name] = text))
        .helpGroup('Certificate:'),
    );
  }
  return command.action(async (directory: string) => {
    const { parityCommand } = await import('./commands/parity.ts');
    finish(await parityCommand(io, directory, given));
  });
}

/** Help with examples first, and nothing printed about errors: that is main's business. */
function configured(command: Command, io: CliIo, help: string): Command {
  const columns = Math.min(io.stdout.columns ?? widestHelp, widestHelp);
  return command
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .addHelpText('beforeAll', help)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
    });
}

function without(table: OptionTable, names: readonly string[]): OptionTable {
  return Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name)));
}

function only(table: OptionTable, names: readonly string[]): OptionTable {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}
