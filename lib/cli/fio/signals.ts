/** SIGINT and its like in fio's place: the first ends the jobs, and results are printed; the second ends at once. */
import { constants } from 'node:os';
import { type CliIo, exitCodeBySignal } from '../cli-io.ts';

export interface Signals {
  /** Aborted by the first. */
  readonly signal: AbortSignal;
  readonly received: boolean;
  release: () => void;
}

/** @param onFirst - is told its number */
export function watchSignals(io: CliIo, onFirst: (signal: number) => void): Signals {
  const controller = new AbortController();
  const release = io.onSignal((signal) => {
    if (controller.signal.aborted) {
      io.exit(exitCodeBySignal[signal]);
      return;
    }
    onFirst(constants.signals[signal]);
    controller.abort(signal);
  });
  return {
    signal: controller.signal,
    get received() {
      return controller.signal.aborted;
    },
    release,
  };
}
