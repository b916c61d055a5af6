/** A tool as a process of its own, in a group of its own: a terminal's Ctrl-C reaches it through vfload alone. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export interface ToolEnd {
  stdout: string;
  stderr: string;
  /** undefined: a signal ended it, or it did not start. */
  exitCode: number | undefined;
  /** It could not be started: `ENOENT`, `EACCES`. */
  startError: string | undefined;
  /** It did not end in time and was killed; whether it has gone is not known. */
  isStuck: boolean;
}

export interface ToolCall {
  program: string;
  words: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** From its start to its end. */
  deadlineMs: number;
  /** Ends it: it is asked first, and killed after a moment. */
  signal: AbortSignal | undefined;
}

/** What a tool has to end its jobs in once it was asked, and what the kernel has to end it in. */
const graceMs = 3_000;
/** Far more than a document has. */
const mostOutputBytes = 2 ** 25;

/** Never rejects: how it ended is for the caller to judge. */
export async function runTool(call: ToolCall): Promise<ToolEnd> {
  const { program, words, env } = call;
  const child = spawn(program, words, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const taken = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      if (taken[name].length < mostOutputBytes) taken[name] += text;
    });
  }
  let startError: string | undefined;
  const ended = new Promise<number | undefined>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      startError = error.code ?? error.message;
      resolve(undefined);
    });
    child.on('close', (code) => {
      resolve(code ?? undefined);
    });
  });
  const isStuck = await endInTime(child, ended, call);
  if (isStuck) {
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
  }
  return { ...taken, exitCode: isStuck ? undefined : await ended, startError, isStuck };
}

/**
 * Waits for the end; kills the group after the deadline, or soon after an abort that did not end it.
 *
 * @returns whether it did not end in time, or not at all
 */
async function endInTime(
  child: ChildProcess,
  ended: Promise<unknown>,
  { deadlineMs, signal }: ToolCall,
): Promise<boolean> {
  const timers = new AbortController();
  const done = ended.then(() => 'ended' as const);
  const within = async (ms: number, others: readonly Promise<'aborted'>[] = []): Promise<string> => {
    const late = delay(ms, 'late', { signal: timers.signal });
    // What is not waited for any more is no error.
    late.catch(() => undefined);
    return await Promise.race([done, late, ...others]);
  };
  let interrupt = (): void => undefined;
  const aborted = new Promise<'aborted'>((resolve) => {
    interrupt = () => {
      kill(child, 'SIGINT');
      resolve('aborted');
    };
  });
  if (signal?.aborted === true) interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    const first = await within(deadlineMs, [aborted]);
    if (first === 'ended' || (first === 'aborted' && (await within(graceMs)) === 'ended')) return false;
    kill(child, 'SIGKILL');
    return (await within(graceMs)) !== 'ended' || first === 'late';
  } finally {
    signal?.removeEventListener('abort', interrupt);
    timers.abort();
  }
}

/** The tool with its jobs. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has gone by itself.
  }
}
