import { type CliIo, type EndingSignal, exitCodeBySignal } from './cli-io.ts';

/** Ctrl-C while something is measured. */
export interface Interrupt {
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** Exit code of the signal that came, if one did. */
  exitCode(): number | undefined;
  /** Gives the signals back. */
  release(): void;
}

/**
 * The first SIGINT, SIGTERM or SIGHUP stops submission and drains; what was measured is written and reported. The
 * second one ends the process at once: supervisors and keepers notice that and clean up by themselves.
 */
export function watchInterrupts(io: CliIo): Interrupt {
  const controller = new AbortController();
  let first: EndingSignal | undefined;
  const release = io.onSignal((signal) => {
    if (first !== undefined) {
      io.exit(exitCodeBySignal[signal]);
      return;
    }
    first = signal;
    io.stderr.write(`\nvfload: ${signal}: stopping; what was measured is kept. Once more to end at once.\n`);
    controller.abort(signal);
  });
  return {
    signal: controller.signal,
    exitCode: () => (first === undefined ? undefined : exitCodeBySignal[first]),
    release,
  };
}
