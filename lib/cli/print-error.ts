import { VfloadError, exitCodeByErrorCode } from '../errors.ts';
import { type CliIo, writeText } from './cli-io.ts';

/**
 * Prints one clear message: what went wrong and where, the likely cause, the remedy.
 *
 * @returns the exit code: 2 for a request that cannot be fulfilled and touched nothing, 1 for the rest
 */
export async function printError(io: CliIo, error: unknown): Promise<number> {
  await writeText(io.stderr, `${errorText(error)}\n`);
  return error instanceof VfloadError ? exitCodeByErrorCode[error.code] : 1;
}

/** @param program - the name that the user called */
export function errorText(error: unknown, program = 'vfload'): string {
  if (!(error instanceof VfloadError)) {
    // A mistake in vfload itself: the stack says where.
    return `${program}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const cause = causeText(error.cause);
  return [
    `${program}: ${error.message}`,
    ...(cause === undefined ? [] : [`  cause:  ${cause}`]),
    ...(error.remedy === undefined ? [] : [`  remedy: ${error.remedy}`]),
  ].join('\n');
}

function causeText(cause: unknown): string | undefined {
  if (typeof cause === 'string') return cause;
  return cause instanceof Error ? cause.message : undefined;
}
