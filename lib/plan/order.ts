import type { PlannedRepeat } from './plan.ts';

/**
 * The order of execution. A block is one repeat of every cell, so that what drifts over time (warm-up, neighbours) meets
 * all cells alike. Within a block a run is done on one configuration after the other; every second block goes through the
 * configurations backwards, so that none is always the first to meet a cold device.
 *
 * @param execution - indices of runs in the order of execution
 */
export function planOrder(
  configurations: number,
  execution: readonly number[],
  repeats: number,
): PlannedRepeat[] {
  const forwards = Array.from({ length: configurations }, (_, index) => index);
  const backwards = forwards.toReversed();
  const blocks = Array.from({ length: repeats }, (_, index) => index + 1);
  return blocks
    .flatMap((block) =>
      execution.flatMap((run) =>
        (block % 2 === 1 ? forwards : backwards).map((configuration) => ({
          configuration,
          run,
          repeat: block,
          block,
        })),
      ),
    )
    .map((repeat, position) => ({ ...repeat, position }));
}
