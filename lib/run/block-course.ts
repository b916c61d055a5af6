/** What the runs of a block on one configuration have in common: together they are what fio does with a job file. */
import type { PlannedRepeat } from '../plan/plan.ts';
import type { Warning } from '../result/vfload-member.ts';
import type { CellEnd } from './execute-cell.ts';

interface Course {
  /** That its runs have taken so far; those of a journal that is continued count for nothing. */
  elapsedMs: number;
  /** The run in which a job with `exit_what=all` ended everything. */
  endedBy: string | undefined;
}

export class BlockCourses {
  /** Of a configuration's blocks: in a fixed order they take turns. */
  readonly #courses = new Map<string, Course>();

  /** What is over of the time that `startdelay` counts, ms. */
  elapsedMs(planned: PlannedRepeat): number {
    return this.#course(planned).elapsedMs;
  }

  /** @returns why the repeat is not to be started; undefined where nothing is against it. */
  obstacle(planned: PlannedRepeat): Warning | undefined {
    const { endedBy } = this.#course(planned);
    if (endedBy === undefined) return undefined;
    return {
      code: 'not-started',
      message: `Not started: a job of ${endedBy} has ended everything (exit_what=all).`,
    };
  }

  note(planned: PlannedRepeat, run: string, { elapsedMs, endsAll }: CellEnd): void {
    const course = this.#course(planned);
    course.elapsedMs += elapsedMs;
    if (endsAll) course.endedBy ??= run;
  }

  #course({ configuration, block }: PlannedRepeat): Course {
    const key = `${String(configuration)} ${String(block)}`;
    const course = this.#courses.get(key) ?? { elapsedMs: 0, endedBy: undefined };
    this.#courses.set(key, course);
    return course;
  }
}
