/** Logs that have no place to be written to. fio runs all the same without most of them, and says so when it would write them. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fileFailure } from '../../file-failure.ts';
import type { JobOptions } from '../../options/job-options.ts';
import { errnoWords } from '../../result/errno-words.ts';
import type { JobEnd } from '../../result/job-end.ts';
import type { NativeJob, NativeLogs } from '../native.ts';
import { logPrefixes } from '../native-job/logs.ts';

/** A log's member in what the addon takes, and into how many files it goes. */
const logs = {
  write_bw_log: { prefix: 'bandwidthPrefix', files: 1 },
  write_lat_log: { prefix: 'latencyPrefix', files: 3 },
  write_iops_log: { prefix: 'iopsPrefix', files: 1 },
  write_hist_log: { prefix: 'histogramPrefix', files: 1 },
} as const satisfies Record<string, { prefix: keyof NativeLogs; files: number }>;

/** EINVAL, which a job without its iolog ends with. */
const invalidArgument = 22;

/** @returns the job without the logs that cannot be written, and a line for each of their files, in fio's words. */
export function withoutUnwritableLogs(
  job: JobOptions,
  native: NativeJob,
): { native: NativeJob; complaints: string[] } {
  if (native.logs === undefined) return { native, complaints: [] };
  const left = { ...native.logs };
  const complaints: string[] = [];
  for (const [name, prefix] of logPrefixes(job)) {
    const words = obstacleToFilesIn(path.dirname(path.resolve(prefix)));
    if (words === undefined) continue;
    left[logs[name].prefix] = undefined;
    complaints.push(...Array<string>(logs[name].files).fill(`fopen log: ${words}`));
  }
  return { native: { ...native, logs: left }, complaints };
}

/**
 * @param complain - is told, in fio's words, what is wrong
 * @returns how a job ends whose iolog cannot be written: before it starts. undefined: it can, or there is none
 */
export function endWithoutIolog(job: JobOptions, complain: (text: string) => void): JobEnd | undefined {
  if (job.write_iolog === undefined || job.read_iolog !== undefined) return undefined;
  const file = path.resolve(job.write_iolog);
  const words = isThere(file) ? obstacleTo(file, constants.W_OK) : obstacleToFilesIn(path.dirname(file));
  if (words === undefined) return undefined;
  complain(`fopen write iolog: ${words}`);
  const failure = { errno: invalidArgument, point: 'failed initializing iolog', filename: undefined };
  return { pid: 0, end: 'ended', failure, startedAfterMs: undefined, statistics: undefined };
}

function isThere(file: string): boolean {
  return obstacleTo(file, constants.F_OK) === undefined;
}

/** With a slash at its end, what is no directory is told apart from one without permission. */
function obstacleToFilesIn(directory: string): string | undefined {
  return obstacleTo(`${directory}/`, constants.W_OK | constants.X_OK);
}

/** @returns the C library's words for why not; undefined: it can be. */
function obstacleTo(place: string, mode: number): string | undefined {
  try {
    accessSync(place, mode);
    return undefined;
  } catch (error) {
    const { name, details } = fileFailure(place, error);
    return details.errno === undefined ? name : errnoWords(details.errno);
  }
}
