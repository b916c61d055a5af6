/** How many blocks intervals of a wanted width need, by Stein's two-stage rule from the blocks that all cells have. */
import type { Plan } from '../plan/plan.ts';
import { steinTotal } from '../stats/planning/stein.ts';

/** What a repeat of the first stage came to. */
export interface MeasuredValue {
  /** Index in the plan. */
  configuration: number;
  /** Index in the plan. */
  run: number;
  block: number;
  /** B/s of all jobs, above 0. */
  value: number;
}

/**
 * It depends on the first stage alone, so that a study that was cut off is continued as it would have gone on.
 *
 * @param measured - later blocks are left out
 * @returns how many blocks in all a cell needs, by its indices in the plan
 */
export function neededBlocks(
  plan: Plan,
  measured: readonly MeasuredValue[],
): (configuration: number, run: number) => number {
  const { until, runs, configurations, repeats } = plan;
  const first = measured.filter(({ block }) => block <= repeats);
  const halfWidth = Math.log1p((until?.percent ?? 0) / 100);
  const needed = new Map<string, number>();
  for (const run of runs.keys()) {
    for (const configuration of configurations.keys()) {
      if (configuration === until?.reference) continue;
      const values = targets(first, run, configuration, until?.reference);
      const blocks = values.length < 2 ? repeats : steinTotal(values, halfWidth);
      needed.set(cellKey(configuration, run), blocks);
      if (until?.reference === undefined) continue;
      const reference = cellKey(until.reference, run);
      needed.set(reference, Math.max(blocks, needed.get(reference) ?? 0));
    }
  }
  return (configuration, run) => needed.get(cellKey(configuration, run)) ?? 0;
}

/** Logarithms of what is to be known well: of the ratio to the reference in each block, where there is one. */
function targets(
  measured: readonly MeasuredValue[],
  run: number,
  configuration: number,
  reference: number | undefined,
): number[] {
  const own = measured.filter((each) => each.run === run && each.configuration === configuration);
  if (reference === undefined) return own.map(({ value }) => Math.log(value));
  return own.flatMap(({ block, value }) => {
    const beside = measured.find(
      (each) => each.run === run && each.configuration === reference && each.block === block,
    );
    return beside === undefined ? [] : [Math.log(value / beside.value)];
  });
}

function cellKey(configuration: number, run: number): string {
  return `${String(configuration)} ${String(run)}`;
}
