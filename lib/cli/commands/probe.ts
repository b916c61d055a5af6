/** `vfload probe DIR`: what a mount can do. */
import { VfloadError } from '../../errors.ts';
import { parseSettings } from '../../options/api-inputs.ts';
import type { ProbeResult } from '../../probe/probe-result.ts';
import type { Api } from '../api.ts';
import { type CliIo, lookOf, writeText } from '../cli-io.ts';
import { parseDirectoryArgument } from '../directory-argument.ts';
import { watchInterrupts } from '../interrupt.ts';
import type { GivenInputs } from '../option-flags.ts';
import { probeTable } from '../probe-table.ts';

/**
 * @returns the exit code: 1 where an operation hung
 * @throws VfloadError where the directory cannot be opened
 */
export async function probeCommand(
  io: CliIo,
  api: () => Promise<Api>,
  argument: string,
  given: GivenInputs,
): Promise<number> {
  const { format } = parseSettings(given);
  if (format === 'study') {
    throw new VfloadError('ERR_VFLOAD_OPTION_VALUE', 'Option format: "study" is no form of a probe.', {
      remedy: 'Expected table or json.',
    });
  }
  const { directory } = parseDirectoryArgument(argument);
  const { probe } = await api();
  const interrupt = watchInterrupts(io);
  try {
    const result = await probe({ directory, stuckAfter: given['stuckAfter'], signal: interrupt.signal });
    await writeText(io.stdout, probeText(result, format === 'json', io));
    return interrupt.exitCode() ?? (result.operations.some(({ stuck }) => stuck) ? 1 : 0);
  } catch (error) {
    const exitCode = interrupt.exitCode();
    if (exitCode !== undefined) return exitCode;
    throw error;
  } finally {
    interrupt.release();
  }
}

function probeText(result: ProbeResult, asJson: boolean, io: CliIo): string {
  return asJson ? `${JSON.stringify(result, undefined, 2)}\n` : probeTable(result, lookOf(io.stdout, io.env));
}
