import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { PlanDesign } from './design.ts';
import type { Configuration, Plan, PlannedRun } from './plan.ts';

interface Hashed {
  configurations: readonly Configuration[];
  runs: readonly PlannedRun[];
  repeats: number;
  fioCompat: Plan['fioCompat'];
  design: PlanDesign;
}

/**
 * The first 16 hex digits of SHA-256 over what makes cells comparable: labels (not paths: a share may be mounted elsewhere
 * the next time), runs with all values (not the texts they were given by: 4k and 4096 are the same), repeats, design (without its
 * seed: another order of the same is the same study).
 */
export function planHash({ configurations, runs, repeats, fioCompat, design }: Hashed): string {
  const content = {
    labels: configurations.map(({ label }) => label),
    runs: runs.map(({ name, firstJobNumber, jobs }) => ({
      name,
      firstJobNumber,
      jobs: jobs.map(
        ({ given: _given, clone: _clone, directory: _directory, description: _description, ...values }) =>
          values,
      ),
    })),
    repeats,
    fioCompat,
    ...hashedDesign(design),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);
}

/** What is as it was before there were designs is left out: plans keep their hashes. */
function hashedDesign({ order, hostCache, asPublished }: PlanDesign): object {
  return {
    ...(order === 'blocks' ? {} : { order }),
    ...(hostCache === undefined ? {} : { hostCache }),
    ...(asPublished ? { asPublished } : {}),
  };
}
