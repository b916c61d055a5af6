/** `--debug=process`: what becomes of each job, from one state to the next, by fio's names of them. */
import { debugLine } from '../../fio-face/debug-words.ts';
import type { JobOptions } from '../../options/job-options.ts';
import type { PlannedRun } from '../../plan/plan.ts';
import type { FioDocumentInput, JobOutcome } from '../../result/run-outcome.ts';
import type { JobProgress } from '../../run/fio-run/execute-fio-plan.ts';

const states = [
  'NOT_CREATED',
  'CREATED',
  'INITIALIZED',
  'RAMP',
  'RUNNING',
  'FSYNCING',
  'FINISHING',
  'EXITED',
  'REAPED',
] as const;
type State = (typeof states)[number];

/** States that not every job is in. */
const passing: readonly State[] = ['RAMP', 'FSYNCING'];

const stateOf: Readonly<Record<JobProgress['phase'], State>> = {
  none: 'NOT_CREATED',
  preparing: 'CREATED',
  ready: 'INITIALIZED',
  ramping: 'RAMP',
  running: 'RUNNING',
  draining: 'RUNNING',
  syncing: 'FSYNCING',
  ended: 'EXITED',
};

/** Whether a job is told about. */
export type IsTold = (job: JobOptions, jobNumber: number) => boolean;

export class ProcessLines {
  readonly #isTold: IsTold;
  #last: State[] = [];
  #jobs: PlannedRun['jobs'] = [];
  #first = 1;

  constructor(isTold: IsTold) {
    this.#isTold = isTold;
  }

  /** Jobs of a part begin. */
  began({ firstJobNumber, jobs }: PlannedRun): string {
    this.#first = firstJobNumber;
    this.#jobs = jobs;
    this.#last = jobs.map(() => 'NOT_CREATED');
    return jobs
      .map(({ thread }, index) => this.#line(index, `will ${thread ? 'pthread_create' : 'fork'}`))
      .join('');
  }

  /** What has changed since the last time. @param outcomes - of all jobs of all parts */
  changed(progress: readonly JobProgress[], outcomes: readonly JobOutcome[]): string {
    return progress.map(({ phase }, index) => this.#to(index, stateOf[phase], outcomes)).join('');
  }

  /** The part is over. */
  ended({ jobs }: Pick<FioDocumentInput, 'jobs'>): string {
    return this.#last.map((_state, index) => this.#to(index, 'REAPED', jobs)).join('');
  }

  #to(index: number, state: State, outcomes: readonly JobOutcome[]): string {
    const before = this.#last[index];
    const pid = outcomes[this.#first - 1 + index]?.end?.pid ?? 0;
    if (before === undefined || before === state || pid === 0) return '';
    this.#last[index] = state;
    const way = states.slice(states.indexOf(before), states.indexOf(state) + 1);
    const passed = way.filter((each) => each === before || each === state || !passing.includes(each));
    return passed
      .slice(1)
      .map((next, place) => this.#line(index, `pid=${pid}: runstate ${passed[place] ?? ''} -> ${next}`))
      .join('');
  }

  #line(index: number, text: string): string {
    const job = this.#jobs[index];
    return job !== undefined && this.#isTold(job, this.#first + index)
      ? debugLine('process', process.pid, text)
      : '';
  }
}
