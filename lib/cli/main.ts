/** The command line: arguments in, exit code out. Nothing here ends the process, so that tests can call it. */
import { type Command, CommanderError } from 'commander';
import { VfloadError } from '../errors.ts';
import { closest } from '../options/did-you-mean.ts';
import { jobOptionTable, vfloadOptionTable } from '../options/registry.ts';
import { type Api, loadApi } from './api.ts';
import type { CliIo } from './cli-io.ts';
import { completeFlags } from './option-flags.ts';
import { printError } from './print-error.ts';
import { makeProgram } from './program.ts';

/**
 * Runs vfload with these arguments (without node and the script).
 *
 * @param api - loads what measures; tests have their own
 * @returns 0 done; 1 a job failed; 2 usage, nothing was touched; 3 nothing asked for is supported; 130, 143 signals
 */
export async function main(
  args: readonly string[],
  io: CliIo,
  api: () => Promise<Api> = loadApi,
): Promise<number> {
  let exitCode = 0;
  const program = makeProgram(io, api, (code) => {
    exitCode = code;
  });
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return 2;
    }
    await program.parseAsync(completeFlags(args, vfloadOptionTable, jobOptionTable), { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and version are printed; commander tells so by an error with exit code 0.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return await printError(io, error instanceof CommanderError ? usageError(error, program) : error);
  }
}

/** Commander's complaint in the form of all others. */
function usageError(error: CommanderError, program: Command): VfloadError {
  const what = error.message
    .replace(/^error: /, '')
    .replace(/=1'$/, "'")
    .replace(/\.$/, '');
  const message = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  if (error.code === 'commander.unknownOption') {
    return new VfloadError('ERR_VFLOAD_UNKNOWN_OPTION', message, {
      remedy: unknownOptionRemedy(what, program),
    });
  }
  if (error.code === 'commander.excessArguments') {
    return new VfloadError('ERR_VFLOAD_USAGE', message, {
      remedy: 'vfload run takes options (job files are not supported yet); for a directory, --directory=DIR.',
    });
  }
  return new VfloadError('ERR_VFLOAD_USAGE', message, { remedy: 'See vfload --help.' });
}

function unknownOptionRemedy(message: string, program: Command): string {
  const name = /--?([^'=]+)/.exec(message)?.[1] ?? '';
  const known = [program, ...program.commands].flatMap(({ options }) =>
    options.flatMap(({ long }) => (long === undefined ? [] : [long.slice(2)])),
  );
  const suggestion = closest(name, known);
  return suggestion === undefined ? 'See vfload --help for all options.' : `Did you mean --${suggestion}?`;
}
