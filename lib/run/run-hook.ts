/** Runs a hook: a command of the user's, whose output is kept. */
import { spawn } from 'node:child_process';
import type { JournalHook } from '../result/journal.ts';

/** What a hook has said beyond this is left out at its beginning: its end says how it ended. */
const keptBytes = 64 << 10;

export interface HookRequest {
  hook: JournalHook['hook'];
  command: string;
  configuration: string;
  /** Beside vfload's own environment. */
  environment: Readonly<Record<string, string>>;
  /** Where it runs. */
  folder: string;
  signal: AbortSignal | undefined;
}

/** A hook's line in the journal before it has a plan. */
export type HookEnd = Omit<JournalHook, 'type' | 'planHash' | 'position'>;

/**
 * Runs `sh -c COMMAND`. An abort ends it and all that it has started, by SIGTERM.
 *
 * @returns how it ended; a shell that could not be started has exit code null and says why in `output`
 */
export async function runHook(request: HookRequest): Promise<HookEnd> {
  const { hook, command, configuration, signal } = request;
  const startedAt = new Date();
  let output = Buffer.alloc(0);
  const keep = (chunk: Buffer): void => {
    output = Buffer.concat([output, chunk]);
    if (output.length > keptBytes) output = output.subarray(output.length - keptBytes);
  };
  const ended = await new Promise<{ exitCode: number | null; signal: string | null }>((resolve) => {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd: request.folder,
      env: { ...process.env, ...request.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C on a terminal must not end it in the middle of an unmount.
      detached: true,
    });
    const stop = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      keep(Buffer.from(error.message));
      resolve({ exitCode: null, signal: null });
    });
    // "exit" and not "close": a daemon that the hook leaves behind keeps its output open.
    child.once('exit', (exitCode, endedBy) => {
      signal?.removeEventListener('abort', stop);
      setImmediate(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ exitCode, signal: endedBy });
      });
    });
  });
  return {
    ...{ hook, configuration, command },
    startedAt: startedAt.toISOString(),
    elapsedMs: Date.now() - startedAt.getTime(),
    ...ended,
    output: output.toString('utf8'),
  };
}

/** @returns why a hook counts as failed, as a sentence; undefined: it did what it should. */
export function hookFailure({ hook, configuration, exitCode, signal, output }: HookEnd): string | undefined {
  if (exitCode === 0) return undefined;
  const how =
    signal === null ? `ended with exit code ${String(exitCode ?? 'none')}` : `was ended by ${signal}`;
  const last = output.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return `The hook ${hook} of ${configuration} ${how}${last === '' ? '' : `: ${last}`}.`.replace(
    /\.\.$/,
    '.',
  );
}
