/** The logs that a plan's jobs replay (`read_iolog`), read before any job starts: each once, however many jobs replay it. */
import { readReplayLog } from '../../iolog/iolog-file.ts';
import { type ReplayLog, type ReplayOptions, ReplayProblem } from '../../iolog/replay-builder.ts';
import type { JobOptions } from '../../options/job-options.ts';
import type { JobEnd } from '../../result/job-end.ts';
import { fileFailure } from '../../file-failure.ts';
import type { NativeJob } from '../native.ts';

/** A job's log, or why it has none. */
export type Replay = ReplayLog | { failure: NonNullable<JobEnd['failure']> };

/** EINVAL and ENOENT, as the kernel numbers them. */
const invalidArgument = 22;
const noSuchFile = 2;

/**
 * @param readonly - whether the writes of logs are left out (`--readonly`)
 * @param complain - is told, line by line, what fio says of logs and options on stderr
 * @returns the replays of those jobs that have one
 */
export function readReplays(
  jobs: readonly JobOptions[],
  readonly: boolean,
  complain: (text: string) => void,
): Map<JobOptions, Replay> {
  const logs = new Map<string, Replay>();
  const replays = new Map<JobOptions, Replay>();
  for (const job of jobs) {
    const [file] = job.read_iolog ?? [];
    if (file === undefined) continue;
    if (job.write_iolog !== undefined) complain('fio: read iolog overrides write_iolog');
    const options = replayOptions(job, readonly);
    const key = JSON.stringify([file, options]);
    const log = logs.get(key) ?? readOne(file, options, complain);
    logs.set(key, log);
    replays.set(job, log);
  }
  return replays;
}

function replayOptions(job: JobOptions, readonly: boolean): ReplayOptions {
  return {
    noStall: job.replay_no_stall,
    timeScale: job.replay_time_scale,
    redirect: job.replay_redirect,
    scale: job.replay_scale,
    align: job.replay_align ?? 0,
    readonly,
  };
}

function readOne(file: string, options: ReplayOptions, complain: (text: string) => void): Replay {
  try {
    const log = readReplayLog(file, options);
    for (const text of log.complaints) complain(text);
    return log;
  } catch (error) {
    if (error instanceof ReplayProblem) {
      complain(error.message);
      return failed(error.isEmpty ? noSuchFile : invalidArgument);
    }
    const { name, details } = fileFailure(file, error);
    complain(`fio: cannot read the iolog ${file}: ${name}`);
    // As fio has it, for which only a directory is something else than no log.
    return failed(name === 'EISDIR' ? (details.errno ?? invalidArgument) : invalidArgument);
  }
}

function failed(errno: number): Replay {
  return { failure: { errno, point: 'failed initializing iolog', filename: undefined } };
}

/**
 * What a log says of the job takes the place of its options: directions, and the longest I/O. With `read_iolog_chunked` fio does not
 * know the directions when it opens the files.
 */
export function withReplay(job: JobOptions, native: NativeJob, log: ReplayLog): NativeJob {
  const isMixed = job.read_iolog_chunked || (log.reads > 0 && log.writes > 0);
  const rw = isMixed ? 'rw' : log.reads > 0 ? 'read' : 'write';
  return { ...native, rw, bs: log.longestBytes, replay: log.entries };
}
