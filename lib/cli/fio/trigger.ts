/** `--trigger`: a file that appears, or a time that is over, ends the jobs, and a command is run (fio-semantics 6). */
import { spawn } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import type { FioSettings } from '../../fio-face/settings.ts';

/** How often the file is looked for. */
const lookEveryMs = 250;

export interface Trigger {
  /** Aborted when it is time. */
  readonly signal: AbortSignal;
  /** Is over when the command is, if one was begun. However that ends, the results are printed. */
  readonly commandEnded: () => Promise<void>;
  /** Waits for nothing more. */
  readonly release: () => void;
}

/** Begins to wait, where the settings say for what. */
export function watchTrigger({ trigger: { file, timeoutMs, command } }: FioSettings): Trigger {
  const controller = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const release = (): void => {
    clearInterval(looking);
    clearTimeout(waiting);
  };
  const fire = (): void => {
    release();
    controller.abort('trigger');
    if (command !== '') running = ended(command);
  };
  const looking =
    file === ''
      ? undefined
      : setInterval(() => {
          if (statSync(file, { throwIfNoEntry: false }) === undefined) return;
          rmSync(file, { force: true, recursive: false });
          fire();
        }, lookEveryMs);
  const waiting = timeoutMs === 0 ? undefined : setTimeout(fire, timeoutMs);
  return { signal: controller.signal, commandEnded: () => running, release };
}

/** By the shell, with this process's output. */
function ended(command: string): Promise<void> {
  return new Promise((resolve) => {
    const shell = spawn('/bin/sh', ['-c', command], { stdio: ['ignore', 'inherit', 'inherit'] });
    shell.on('close', () => {
      resolve();
    });
    shell.on('error', () => {
      resolve();
    });
  });
}
