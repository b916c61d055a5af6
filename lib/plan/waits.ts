/** Checks of `wait_for`: which job is waited for must be clear, and that job must stand above (fio-semantics 1.7). */
import { VfloadError } from '../errors.ts';

/** A job as its section describes it, clones not counted. */
export interface WaitingJob {
  readonly name: string;
  readonly waitsFor: string | undefined;
  /** Where it stands, as the beginning of a message. */
  readonly place: string;
}

/**
 * What fio checks, too: nothing can wait in a circle, since a job can only wait for one above it.
 *
 * @throws VfloadError ERR_VFLOAD_OPTION_VALUE
 */
export function checkWaits(jobs: readonly WaitingJob[]): void {
  const seen = new Map<string, number>();
  for (const { name, waitsFor, place } of jobs) {
    if (waitsFor !== undefined) checkWait(name, waitsFor, place, seen.get(waitsFor) ?? 0);
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
}

function checkWait(name: string, waitsFor: string, place: string, found: number): void {
  if (waitsFor === name) {
    throw refusal(place, waitsFor, 'is the job itself', 'Name another job, or leave wait_for out.');
  }
  if (found === 0) {
    throw refusal(place, waitsFor, 'is no job above this one', 'Name a job that stands above, by its name.');
  }
  if (found > 1) {
    throw refusal(place, waitsFor, `is the name of ${found} jobs above`, 'Give the jobs different names.');
  }
}

function refusal(place: string, name: string, problem: string, remedy: string): VfloadError {
  return new VfloadError('ERR_VFLOAD_OPTION_VALUE', `${place}wait_for: "${name}" ${problem}.`, { remedy });
}
