/** Which jobs of a run end together in a steady state: those of a reporting group, and any other job alone (fio-semantics 4.9). */
import { isDeepStrictEqual } from 'node:util';
import { VfloadError } from '../errors.ts';
import type { JobOptions } from '../options/job-options.ts';
import { type SteadyState, steadyStateOf } from '../options/steady-state.ts';

export interface SteadyUnits {
  units: SteadyState[];
  /** Of each job: its unit's place from 1, or 0. */
  ofJobs: number[];
}

/** @throws VfloadError ERR_VFLOAD_OPTION_CONFLICT where jobs of one group are judged differently, as in fio */
export function steadyUnits(jobs: readonly JobOptions[]): SteadyUnits {
  const units: SteadyState[] = [];
  /** Of the group that goes on; the place is that of the jobs that are reported together. */
  let group: { asked: SteadyState | undefined; place: number | undefined } | undefined;
  const add = (asked: SteadyState | undefined): number => (asked === undefined ? 0 : units.push(asked));
  const ofJobs = jobs.map((job) => {
    if (job.new_group) group = undefined;
    const asked = steadyStateOf(job);
    group ??= { asked, place: undefined };
    if (!isDeepStrictEqual(group.asked, asked)) throw inconsistent(job);
    if (!job.group_reporting) return add(asked);
    group.place ??= add(asked);
    return group.place;
  });
  return { units, ofJobs };
}

function inconsistent({ name }: JobOptions): VfloadError {
  return new VfloadError(
    'ERR_VFLOAD_OPTION_CONFLICT',
    `Option steadystate: ${name} is judged otherwise than the other jobs of its group.`,
    { remedy: 'Give the jobs of a group the same steadystate options, or begin a new one (new_group).' },
  );
}
