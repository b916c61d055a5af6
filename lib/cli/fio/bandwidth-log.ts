/** `--bandwidth-log`: what all jobs together transfer, twice a second, in files as fio names and writes them (fio-semantics 5.6). */
import { closeSync, openSync, writeSync } from 'node:fs';
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

  /** Makes the files in the current directory. */
  constructor(nowMs: number) {
    this.#descriptors = directions.map((direction) => openSync(`agg-${direction}_bw.log`, 'w', 0o644));
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
    for (const [direction, descriptor] of this.#descriptors.entries()) {
      // At the end of a ramp all counters start anew.
      const added = Math.max(0, (bytes[direction] ?? 0) - (this.#last.bytes[direction] ?? 0));
      const kibPerSecond = Math.floor((added * 1000) / elapsedMs / 1024);
      writeSync(descriptor, `${timeMs}, ${kibPerSecond}, ${direction}, 0, 0\n`);
    }
    this.#last = { atMs: nowMs, bytes };
  }

  close(): void {
    for (const descriptor of this.#descriptors) closeSync(descriptor);
  }
}
