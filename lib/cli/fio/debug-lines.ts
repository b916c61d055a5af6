/** What `--debug` prints while jobs run. */
import { isToldAbout } from '../../fio-face/debug-words.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import type { FioDocumentInput } from '../../result/run-outcome.ts';
import type { FioRunRequest, JobProgress } from '../../run/fio-run/execute-fio-plan.ts';
import { type CliIo, writeText } from '../cli-io.ts';
import type { FioOutput } from './output-file.ts';
import { type IsTold, ProcessLines } from './process-lines.ts';
import { RandomLines } from './random-lines.ts';
import type { Surroundings } from './run-plan.ts';

export class DebugLines {
  readonly drawLogOf: FioRunRequest['drawLogOf'];
  readonly #process: ProcessLines | undefined;
  readonly #random: RandomLines | undefined;
  readonly #output: FioOutput;
  readonly #io: CliIo;
  #soFar: (() => FioDocumentInput) | undefined;

  /**
   * @param jobs - how many there are
   * @throws VfloadError ERR_VFLOAD_OUTPUT
   */
  constructor(jobs: number, { settings: { debug }, output, io }: Surroundings) {
    const isTold: IsTold = ({ thread }, jobNumber) => isToldAbout(debug, { jobNumber, thread }, jobs);
    this.#process = debug.words.includes('process') ? new ProcessLines(isTold) : undefined;
    const random = debug.words.includes('random') ? new RandomLines() : undefined;
    this.#random = random;
    this.drawLogOf =
      random && ((job, number) => (isTold(job, number) ? random.fileOf(job, number) : undefined));
    this.#output = output;
    this.#io = io;
  }

  /** @param soFar - the outcomes of all jobs as they are */
  async partBegan(run: PlannedRun, soFar: () => FioDocumentInput): Promise<void> {
    const before = this.#soFar;
    this.#soFar = soFar;
    if (before !== undefined) await this.#tell(this.#process?.ended(before()));
    await this.#tell(this.#process?.began(run));
  }

  async running(progress: readonly JobProgress[]): Promise<void> {
    if (this.#soFar !== undefined) await this.#tell(this.#process?.changed(progress, this.#soFar().jobs));
    await this.#passOn();
  }

  /** All parts are over. */
  async ended(input: FioDocumentInput): Promise<void> {
    await this.#passOn();
    await this.#tell(this.#process?.ended(input));
  }

  release(): void {
    this.#random?.release();
  }

  async #tell(text: string | undefined): Promise<void> {
    if (text !== undefined && text !== '') await this.#output.write(text);
  }

  async #passOn(): Promise<void> {
    for (const { text, isThread } of this.#random?.news() ?? []) {
      // Of a job that is a process fio loses them where there is a file for the output, which has nothing but results then.
      await (isThread ? this.#output.write(text) : writeText(this.#io.stdout, text));
    }
  }
}
