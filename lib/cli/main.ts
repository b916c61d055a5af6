/** The command line: arguments in, exit code out. Nothing here ends the process: tests can call it. */
import { type Command, CommanderError } from 'commander';
import { VfloadError } from '../errors.ts';
import { closest } from '../options/did-you-mean.ts';
import { jobOptionTable, optionNames, vfloadOptionTable } from '../options/registry.ts';
import { unsupportedOptionTable } from '../options/unsupported-options.ts';
import { type Api, loadApi } from './api.ts';
import { type CliIo, writeText } from './cli-io.ts';
import { helpAnswer } from './option-help-argument.ts';
import { completeFlags } from './option-flags.ts';
import { printError } from './print-error.ts';
import { makeProgram } from './program.ts';

/**
 * Runs vfload with these arguments (without node and the script).
 *
 * @param api - loads what measures; tests have their own
 * @returns 0 done; 1 a job failed; 2 usage, nothing was touched; 3 nothing asked for is supported;
 *   130, 143 signals
 */
export async function main(
  args: readonly string[],
  io: CliIo,
  api: () => Promise<Api> = loadApi,
): Promise<number> {
  if (args[0] === 'fio') {
    const { fioMain } = await import('./fio/main.ts');
    return await fioMain(args.slice(1), io);
  }
  let exitCode = 0;
  const program = makeProgram(args, io, api, (code) => {
    exitCode = code;
  });
  let failing = program;
  for (const command of [program, ...program.commands]) {
    // Complaints come as exceptions, which are printed below; nothing ends the process.
    command.exitOverride((error) => {
      failing = command;
      throw error;
    });
  }
  try {
    const help = helpAnswer(args);
    if (help !== undefined) {
      await writeText(io.stderr, help.stderr);
      await writeText(io.stdout, help.stdout);
      return help.exitCode;
    }
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return 2;
    }
    await program.parseAsync(completeFlags(args, vfloadOptionTable, jobOptionTable, unsupportedOptionTable), {
      from: 'user',
    });
    return exitCode;
  } catch (error) {
    // Help and version are printed; commander tells so by an error with exit code 0.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return await printError(io, error instanceof CommanderError ? usageError(error, failing) : error);
  }
}

/** The complaint of a command in the form of all others. */
function usageError(error: CommanderError, command: Command): VfloadError {
  const what = error.message
    .replace(/^error: /, '')
    .replace(/=1'$/, "'")
    .replace(/\.$/, '');
  const message = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  if (error.code === 'commander.unknownOption') {
    return new VfloadError('ERR_VFLOAD_UNKNOWN_OPTION', message, {
      remedy: unknownOptionRemedy(what, command),
    });
  }
  return new VfloadError('ERR_VFLOAD_USAGE', message, { remedy: 'See vfload --help.' });
}

/** Only what has to do with the command is suggested: what another one takes would be no option here either. */
function unknownOptionRemedy(message: string, command: Command): string {
  const name = /--?([^'=]+)/.exec(message)?.[1] ?? '';
  const known = command.options.flatMap(({ long }) => (long === undefined ? [] : [long.slice(2)]));
  const refused = known.includes('rw') ? optionNames(unsupportedOptionTable) : [];
  const suggestion = closest(name, [...known, ...refused]);
  if (suggestion !== undefined) return `Did you mean --${suggestion}?`;
  const called = command.parent === null ? 'vfload' : `vfload ${command.name()}`;
  return `See ${called} --help for all options.`;
}
