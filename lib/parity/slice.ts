/** One slice: a tool, fresh, on the file for a moment, and what it says of it. */
import path from 'node:path';
import type { ParityCell } from './cell.ts';
import { FioOutputReader } from '../read/fio-output.ts';
import { type ToolEnd, runTool } from './tool-process.ts';
import { type Environment, type ParityTool, firstLine } from './tools.ts';

/** What a tool reports, over all directions. */
export interface SliceFigures {
  bytesPerSecond: number;
  ioBytes: number;
  ios: number;
  /** Of the longest direction. */
  runtimeMs: number;
}

export interface SliceFailure {
  /** A sentence without its end. */
  failure: string;
  /** Something did not end, so that nothing more can be tried on this mount. */
  isStuck: boolean;
}

export type SliceEnd = { figures: SliceFigures } | SliceFailure;

/** More than a slice takes to start and to end, on a slow mount also. */
const startAndEndMs = 60_000;

/**
 * A tool makes directories that it is told of and that are missing, also after the keeper has removed them: so it works in the current
 * one. The shell goes there, since vfload itself must not wait for a mount.
 */
const inDirectory = 'cd -- "$1" && shift && exec "$@"';

/** @param file - absolute */
export async function runSlice(
  tool: ParityTool,
  cell: ParityCell,
  slice: { file: string; milliseconds: number; env: Environment; signal: AbortSignal | undefined },
): Promise<SliceEnd> {
  const ended = await runTool({
    program: '/bin/sh',
    words: [
      '-c',
      inDirectory,
      'sh',
      path.dirname(slice.file),
      tool.program,
      ...tool.firstWords,
      ...wordsOf(cell, slice),
    ],
    env: slice.env,
    deadlineMs: slice.milliseconds + startAndEndMs,
    signal: slice.signal,
  });
  return endOf(tool, ended);
}

/** The same words for both tools. */
export function wordsOf(cell: ParityCell, slice: { file: string; milliseconds: number }): string[] {
  const options = {
    name: cell.name,
    filename: path.basename(slice.file),
    ...cell.options,
    runtime: `${slice.milliseconds}ms`,
    time_based: '1',
    // The cache is as it was prepared, and the file is the one that is there.
    invalidate: '0',
    allow_file_create: '0',
    'output-format': 'json',
  };
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}

function endOf(tool: ParityTool, ended: ToolEnd): SliceEnd {
  const failure = (what: string): SliceEnd => ({ failure: `${tool.name}: ${what}`, isStuck: ended.isStuck });
  if (ended.isStuck) return failure('it did not end and was killed');
  if (ended.startError !== undefined) return failure(`it cannot be started: ${ended.startError}`);
  const said = firstLine(ended.stderr);
  const exit = ended.exitCode === undefined ? 'a signal ended it' : `exit code ${ended.exitCode}`;
  if (ended.exitCode !== 0) return failure(said === '' ? exit : `${exit}: ${said}`);
  const figures = readFigures(ended.stdout);
  return figures === undefined ? failure('it tells of no I/O') : { figures };
}

/** @returns undefined where no job did anything, or one failed */
export function readFigures(stdout: string): SliceFigures | undefined {
  const reader = new FioOutputReader(() => undefined);
  for (const [index, line] of stdout.split('\n').entries()) reader.line(line, index + 1);
  reader.end();
  const jobs = reader.calls.flatMap(({ reports }) => reports.flatMap((report) => report.jobs));
  const sides = jobs.flatMap((job) => Object.values(job.sides).map(({ figures }) => figures));
  const sum = (of: (figures: (typeof sides)[number]) => number | undefined): number =>
    sides.reduce((total, figures) => total + (of(figures) ?? 0), 0);
  const bytesPerSecond = sum((figures) => figures.bw_bytes);
  if (bytesPerSecond <= 0 || jobs.some(({ errno }) => errno !== 0)) return undefined;
  return {
    bytesPerSecond,
    ioBytes: sum((figures) => figures.io_bytes),
    ios: sum((figures) => figures.total_ios),
    runtimeMs: Math.max(...sides.map((figures) => figures.runtime_ms ?? 0)),
  };
}
