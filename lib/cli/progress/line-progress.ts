/**
 * Progress where lines cannot be overwritten: a line for each finished repeat, and for layout and long runs
 * now and then.
 */
import type { ProgressEvent } from '../../run/events.ts';
import type { CliStream } from '../cli-io.ts';
import type { Progress } from './progress.ts';
import { calibratingText, layoutText, planText, repeatText, runningText } from './progress-text.ts';

const layoutPeriodMs = 10_000;
/** A repeat that takes longer than this shows that it is alive. */
const runningPeriodMs = 30_000;

export class LineProgress implements Progress {
  readonly #stream: CliStream;
  readonly #nowMs: () => number;
  #total = 0;
  #done = 0;
  #isComplete = false;
  #lastLineMs = -Infinity;

  /** @param nowMs - a clock; tests have their own */
  constructor(stream: CliStream, nowMs: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#nowMs = nowMs;
  }

  show(event: ProgressEvent): void {
    switch (event.type) {
      case 'plan':
        this.#total = event.plan.order.length;
        this.#isComplete = event.isComplete ?? false;
        this.#line(planText(event));
        // The first line of layout comes at once.
        this.#lastLineMs = -Infinity;
        break;
      case 'extended':
        // What is added is told by a notice.
        this.#total = event.plan.order.length;
        break;
      case 'notice':
        this.#stream.write(`vfload: ${event.message}\n`);
        break;
      case 'calibrating':
        // It takes seconds: that it begins is all there is to tell.
        if (event.fraction === 0) this.#stream.write(`${calibratingText(event)}\n`);
        break;
      case 'layout':
        if (this.#isDue(layoutPeriodMs)) this.#line(layoutText(event));
        break;
      case 'running':
        if (this.#isDue(runningPeriodMs) && Number.isFinite(this.#lastLineMs)) this.#line(runningText(event));
        else if (!Number.isFinite(this.#lastLineMs)) this.#lastLineMs = this.#nowMs();
        break;
      case 'repeat':
        // Of what was there already the report follows at once.
        if (this.#isComplete) break;
        this.#done += 1;
        this.#line(repeatText(event.repeat, this.#done, this.#total));
        break;
    }
  }

  /** Lines stay. */
  end(): void {
    this.#lastLineMs = -Infinity;
  }

  #isDue(periodMs: number): boolean {
    return this.#nowMs() - this.#lastLineMs >= periodMs;
  }

  #line(text: string): void {
    this.#lastLineMs = this.#nowMs();
    this.#stream.write(`${text}\n`);
  }
}
