/** `--bandwidth-log`: what all jobs together transfer, twice a second, in files as fio names and writes them (fio-semantics 5.6). */
import { closeSync, openSync, writeSync } from 'node:fs';
import { VfloadError } from '../../errors.ts';
import { fileFailure } from '../../file-failure.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import type { JobProgress } from '../../run/fio-run/execute-fio-plan.ts';

const intervalMs = 500;
/** By fio's number of the direction. */
const directions = ['read', 'write', 'trim'] as const;

export class BandwidthLog {
  readonly #descriptors: readonly number[];
  readonly #startedAtMs: number;
  #run: PlannedRun | undefined;
  #last: { atMs: number; bytes: readonly number[] };

  readonly #complain: (text: string) => void;
  #isFull = false;

  /**
   * Makes the files in the current directory.
   *
   * @param complain - is told, once, that a file takes no more lines
   * @throws VfloadError ERR_VFLOAD_OUTPUT
   */
  constructor(nowMs: number, complain: (text: string) => void) {
    this.#complain = complain;
    this.#descriptors = directions.map((direction) => opened(fileOf(direction)));
    this.#startedAtMs = nowMs;
    this.#last = { atMs: nowMs, bytes: [0, 0, 0] };
  }

  /** Writes a line where it is time. */
  note(run: PlannedRun, progress: readonly JobProgress[], nowMs: number): void {
    if (this.#run !== run) {
      // Other jobs, who count from nothing.
      this.#run = run;
      this.#last = { ...this.#last, bytes: [0, 0, 0] };
    }
    const elapsedMs = nowMs - this.#last.atMs;
    if (elapsedMs < intervalMs) return;
    const sum = (bytes: (child: JobProgress) => number): number =>
      progress.reduce((total, child) => total + bytes(child), 0);
    const bytes = [
      sum(({ readBytes }) => readBytes),
      sum(({ writeBytes }) => writeBytes),
      sum(({ trimBytes }) => trimBytes),
    ];
    const timeMs = Math.round(nowMs - this.#startedAtMs);
    if (this.#isFull) return;
    for (const [direction, descriptor] of this.#descriptors.entries()) {
      // At the end of a ramp all counters start anew.
      const added = Math.max(0, (bytes[direction] ?? 0) - (this.#last.bytes[direction] ?? 0));
      const kibPerSecond = Math.floor((added * 1000) / elapsedMs / 1024);
      this.#write(direction, descriptor, `${timeMs}, ${kibPerSecond}, ${direction}, 0, 0\n`);
    }
    this.#last = { atMs: nowMs, bytes };
  }

  #write(direction: number, descriptor: number, line: string): void {
    if (this.#isFull) return;
    try {
      writeSync(descriptor, line);
    } catch (error) {
      this.#isFull = true;
      const file = fileOf(directions[direction] ?? '');
      this.#complain(
        `fio: --bandwidth-log: ${file} cannot be written: ${fileFailure(file, error).name}. It ends here; the jobs go on.`,
      );
    }
  }

  close(): void {
    for (const descriptor of this.#descriptors) closeSync(descriptor);
  }
}

function fileOf(direction: string): string {
  return `agg-${direction}_bw.log`;
}

function opened(file: string): number {
  try {
    return openSync(file, 'w', 0o644);
  } catch (error) {
    const { name, details } = fileFailure(file, error);
    throw new VfloadError('ERR_VFLOAD_OUTPUT', `--bandwidth-log: ${file} cannot be written: ${name}.`, {
      ...details,
      remedy: 'Work in a directory that may be written to, or leave --bandwidth-log out.',
    });
  }
}
