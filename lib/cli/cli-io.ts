/** What the command line has to do with the world, so that tests can stand in for it. */
import { VfloadError } from '../errors.ts';

/** A stream that may be a terminal. */
export interface CliStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** Signals that end a measurement early, with the exit code of each. SIGHUP: the terminal was closed. */
export const exitCodeBySignal = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
export type EndingSignal = keyof typeof exitCodeBySignal;

export interface CliIo {
  /** Data, and nothing else. */
  stdout: CliStream;
  stderr: CliStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Calls `listener` for each ending signal; returns what stops it. */
  onSignal(listener: (signal: EndingSignal) => void): () => void;
  /** Calls `listener` for each SIGUSR1, which asks for results so far; returns what stops it. */
  onStatusSignal(listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** The streams, environment and signals of this process. */
export function processIo(): CliIo {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    onSignal: (listener) => {
      const signals = Object.keys(exitCodeBySignal) as EndingSignal[];
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
    onStatusSignal: (listener) => {
      process.on('SIGUSR1', listener);
      return () => process.off('SIGUSR1', listener);
    },
    exit: (code) => process.exit(code),
  };
}

/**
 * Writes all of a text. A reader that has gone away (`vfload … | head`, a closed terminal) is no error: what was measured
 * is in the journal.
 *
 * @throws VfloadError `ERR_VFLOAD_STDOUT` where it cannot be written
 */
export function writeText(stream: CliStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === undefined || error === null || hasNoReader(error)) resolve();
      else reject(unwritable(error));
    });
  });
}

/** A stream's errors reach whoever writes, by `writeText`. Without a listener they would also end the process, with a stack. */
export function leaveErrorsToWriters(stream: CliStream): void {
  stream.on('error', () => undefined);
}

function hasNoReader(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'EIO' || code === 'ERR_STREAM_DESTROYED';
}

function unwritable(error: NodeJS.ErrnoException): VfloadError {
  return new VfloadError(
    'ERR_VFLOAD_STDOUT',
    `The output cannot be written: ${error.code ?? error.message}.`,
    {
      errno: error.errno,
      syscall: error.syscall,
      cause: error.code === 'ENOSPC' ? 'the disk that it goes to is full' : 'where it goes to refuses it',
      remedy: 'send it elsewhere; what was measured is in the journal, for vfload report',
    },
  );
}

/** @returns whether a stream gets colours: a terminal does, unless NO_COLOR says otherwise (no-color.org). */
export function usesColor(stream: CliStream, env: CliIo['env']): boolean {
  const isSet = (name: string): boolean => env[name] !== undefined && env[name] !== '';
  if (isSet('NO_COLOR')) return false;
  if (isSet('FORCE_COLOR')) return env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** @returns whether lines on a stream may be overwritten: on a terminal, and not in a CI's log. */
export function isInteractive(stream: CliStream, env: CliIo['env']): boolean {
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  return stream.isTTY === true && env['TERM'] !== 'dumb' && !isCi;
}

/** Columns where there is no terminal: tables in files and pipes. */
const columnsWithoutTerminal = 80;

/** @returns how wide and colourful a text for a stream may be. */
export function lookOf(stream: CliStream, env: CliIo['env']): { color: boolean; width: number } {
  return { color: usesColor(stream, env), width: stream.columns ?? columnsWithoutTerminal };
}
