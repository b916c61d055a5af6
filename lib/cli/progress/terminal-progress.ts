/** Progress on a terminal: the table as it grows, and a line that says what is going on. */
import { createLogUpdate } from 'log-update';
import type { Plan } from '../../plan/plan.ts';
import { renderProgress } from '../../report/render.ts';
import { type Journal, journalSchemaVersion } from '../../result/journal.ts';
import type { JournalRepeat } from '../../result/journal.ts';
import type { ProgressEvent } from '../../run/events.ts';
import type { CliStream } from '../cli-io.ts';
import type { Progress } from './progress.ts';
import { calibratingText, layoutText, planText, runningText } from './progress-text.ts';

/** Four times a second at most. */
const shortestPeriodMs = 250;
/** Of a core's time: the next drawing waits a hundred times as long as the last one took … */
const restPerWork = 100;
/** … but no longer than this: on a slow machine a growing table matters more than the last percent. */
const longestPeriodMs = 1500;
const columnsIfUnknown = 80;

interface Screen {
  (text: string): void;
  clear(): void;
  persist(text: string): void;
}

/** Draws on the terminal behind `stream`. */
export function makeTerminalProgress(stream: CliStream, color: boolean): Progress {
  // The cursor stays visible: hiding it installs handlers for signals, which are bin.ts's business.
  const screen = createLogUpdate(stream, { showCursor: true });
  return new TerminalProgress(screen, { color, width: () => stream.columns ?? columnsIfUnknown });
}

export class TerminalProgress implements Progress {
  readonly #screen: Screen;
  readonly #look: { color: boolean; width: () => number };
  readonly #nowMs: () => number;
  #plan: Plan | undefined;
  readonly #repeats: JournalRepeat[] = [];
  #table = '';
  #tableIsOld = false;
  #nextDrawingMs = -Infinity;

  /** @param nowMs - a clock; tests have their own */
  constructor(
    screen: Screen,
    look: { color: boolean; width: () => number },
    nowMs: () => number = () => performance.now(),
  ) {
    this.#screen = screen;
    this.#look = look;
    this.#nowMs = nowMs;
  }

  show(event: ProgressEvent): void {
    switch (event.type) {
      case 'plan':
        this.#plan = event.plan;
        this.#screen.persist(planText(event));
        break;
      case 'extended':
        this.#plan = event.plan;
        break;
      case 'notice':
        this.#screen.persist(`vfload: ${event.message}`);
        break;
      case 'calibrating':
        this.#draw(() => calibratingText(event));
        break;
      case 'layout':
        this.#draw(() => layoutText(event));
        break;
      case 'running':
        this.#draw(() => runningText(event));
        break;
      case 'repeat':
        this.#repeats.push(event.repeat);
        this.#tableIsOld = true;
        break;
    }
  }

  /** The report follows, with the same table. */
  end(): void {
    this.#screen.clear();
  }

  #draw(line: () => string): void {
    const startMs = this.#nowMs();
    if (startMs < this.#nextDrawingMs) return;
    this.#screen(`${this.#currentTable()}${line()}`);
    const endMs = this.#nowMs();
    const restMs = Math.min(longestPeriodMs, restPerWork * (endMs - startMs));
    this.#nextDrawingMs = startMs + Math.max(shortestPeriodMs, restMs);
  }

  #currentTable(): string {
    if (this.#tableIsOld) {
      const journal = this.#journal();
      const look = { color: this.#look.color, width: this.#look.width() };
      if (journal !== undefined) this.#table = `${renderProgress(journal, look).trimEnd()}\n\n`;
      this.#tableIsOld = false;
    }
    return this.#table;
  }

  /** What the journal holds so far, as far as tables look at it. */
  #journal(): Journal | undefined {
    const plan = this.#plan;
    const [first] = this.#repeats;
    if (plan === undefined || first === undefined) return undefined;
    const mountOf = (label: string): Journal['header']['configurations'][number]['mount'] =>
      this.#repeats.find(({ configuration }) => configuration === label)?.result.vfload.mount ?? null;
    const { environment } = first.result.vfload;
    return {
      header: {
        type: 'header',
        schemaVersion: journalSchemaVersion,
        vfload: environment.versions.vfload,
        createdAt: '',
        planHash: plan.hash,
        preset: plan.preset ?? null,
        repeats: plan.repeats,
        configurations: plan.configurations.map(({ label, directory }) => ({
          label,
          directory,
          mount: mountOf(label),
        })),
        runs: plan.runs.map(({ name }) => name),
        environment,
      },
      repeats: this.#repeats,
      warnings: [],
    };
  }
}
