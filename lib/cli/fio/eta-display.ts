/** Prints the line of progress, over itself, as often as asked for. */
import type { FioSettings } from '../../fio-face/settings.ts';
import type { FioPlan } from '../../plan/fio-plan.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import type { JobProgress } from '../../run/fio-run/execute-fio-plan.ts';
import type { CliStream } from '../cli-io.ts';
import { EtaLine } from './eta-line.ts';

export class EtaDisplay {
  readonly #stream: CliStream;
  readonly #settings: FioSettings;
  readonly #line: EtaLine;
  #printedAtMs: number = performance.now();
  #newLineAtMs: number = performance.now();
  #width = 0;

  /** @param stream - of the terminal, also where the results go to a file */
  constructor(stream: CliStream, settings: FioSettings, plan: FioPlan) {
    this.#stream = stream;
    this.#settings = settings;
    this.#line = new EtaLine(plan);
  }

  /** On a terminal, or always; never among terse lines or JSON alone. */
  get #isShown(): boolean {
    const { eta, outputFormat } = this.#settings;
    const isAsked = eta === 'always' || (eta === 'auto' && this.#stream.isTTY === true);
    return isAsked && outputFormat.includes('normal');
  }

  show(run: PlannedRun, progress: readonly JobProgress[]): void {
    const nowMs = performance.now();
    const { etaIntervalMs, etaNewlineMs } = this.#settings;
    if (!this.#isShown || nowMs - this.#printedAtMs < etaIntervalMs) return;
    this.#printedAtMs = nowMs;
    const text = this.#line.text(run, progress, nowMs);
    // What is left of a longer line is overwritten.
    this.#stream.write(`${text.padEnd(this.#width)}\r`);
    this.#width = text.length;
    if (etaNewlineMs === 0 || nowMs - this.#newLineAtMs < etaNewlineMs) return;
    this.#newLineAtMs = nowMs;
    this.end();
  }

  /** Leaves the line as it is, and goes to the next one. */
  end(): void {
    if (this.#width > 0) this.#stream.write('\n');
    this.#width = 0;
  }
}
