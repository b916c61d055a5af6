/** `--until`: the blocks that cells need beyond those that all have. */
import { deepFreeze } from '../options/deep-freeze.ts';
import { estimateRunMs } from './estimate.ts';
import { blockOrder } from './order.ts';
import type { Plan } from './plan.ts';

/** With fewer the deviation is hardly known. */
export const leastFirstStage = 5;

/** A cell that needs more than this will not get there. */
const mostBlocks = 1000;

/**
 * The same plan with the blocks that are wanting: whole blocks of the cells that need more, and of the reference's beside them.
 *
 * @param needed - blocks in all of a cell, by its indices in the plan
 * @returns the plan itself where nothing is wanting
 */
export function withMoreBlocks(plan: Plan, needed: (configuration: number, run: number) => number): Plan {
  const { repeats, configurations, execution, design, runs } = plan;
  const all = [...configurations.keys()].flatMap((configuration) =>
    [...runs.keys()].map((run) => needed(configuration, run)),
  );
  const most = Math.min(mostBlocks, Math.max(repeats, ...all));
  const cells = { configurations: configurations.length, execution };
  const more = Array.from({ length: most - repeats }, (_, index) => repeats + index + 1)
    .flatMap((block) => blockOrder(design, cells, block))
    .filter(({ configuration, run, block }) => needed(configuration, run) >= block)
    .map((repeat, index) => ({ ...repeat, position: plan.order.length + index }));
  if (more.length === 0) return plan;
  const moreMs = more.reduce((sum, { run }) => {
    const planned = plan.runs[run];
    return sum + (planned === undefined ? 0 : estimateRunMs(planned));
  }, 0);
  return deepFreeze({ ...plan, order: [...plan.order, ...more], estimatedMs: plan.estimatedMs + moreMs });
}
