/** Shows on stderr how far a measurement has come. */
import type { ProgressEvent } from '../../run/events.ts';
import { type CliIo, isInteractive, usesColor } from '../cli-io.ts';
import { LineProgress } from './line-progress.ts';

export interface Progress {
  show(event: ProgressEvent): void;
  /** Takes away what was only of interest meanwhile. */
  end(): void;
}

/** On a terminal, a view that is redrawn; elsewhere, a line now and then. */
export async function makeProgress(io: CliIo): Promise<Progress> {
  if (!isInteractive(io.stderr, io.env)) return new LineProgress(io.stderr);
  const { makeTerminalProgress } = await import('./terminal-progress.ts');
  return makeTerminalProgress(io.stderr, usesColor(io.stderr, io.env));
}
