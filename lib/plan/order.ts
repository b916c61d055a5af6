/** The order in which repeats are run. */
import { type PlanDesign, isHostCacheControlled } from './design.ts';
import type { PlannedRepeat } from './plan.ts';
import { keyedSeed, shuffled } from './shuffle.ts';

/** What is put in order. */
export interface Cells {
  configurations: number;
  /** Indices of runs in the order of execution. */
  execution: readonly number[];
}

/** A repeat's place before all of them are counted. */
type Placed = Omit<PlannedRepeat, 'position'>;

/** The first `repeats` blocks in the order of the design. */
export function planOrder(design: PlanDesign, cells: Cells, repeats: number): PlannedRepeat[] {
  const blocks = Array.from({ length: repeats }, (_, index) => index + 1);
  const placed =
    design.order === 'fixed'
      ? fixedOrder(cells, blocks)
      : blocks.flatMap((block) => blockOrder(design, cells, block));
  return placed.map((repeat, position) => ({ ...repeat, position }));
}

/**
 * One repeat of every cell, so that what drifts over time (warm-up, neighbours) meets all cells alike.
 *
 * In a split plot a configuration is measured as a whole before the next one, as a guest or a mount that is set up for it
 * would be: what changes with the configuration changes once a block. Else configurations take turns, the other way round in
 * every second block, so that none is always the first to meet a cold device.
 *
 * @param block - from 1
 */
export function blockOrder(design: PlanDesign, cells: Cells, block: number): Placed[] {
  const all = range(cells.configurations);
  if (design.seed === undefined) {
    const turns = block % 2 === 1 ? all : all.toReversed();
    return cells.execution.flatMap((run) =>
      turns.map((configuration) => ({ configuration, run, repeat: block, block })),
    );
  }
  const key = `${String(design.seed)}/${String(block)}`;
  return shuffled(all, key).flatMap((configuration) =>
    shuffled(cells.execution, `${key}/${String(configuration)}`).map((run) => ({
      ...{ configuration, run, repeat: block, block },
      seed: keyedSeed(seedKey(design, key, run, configuration)),
    })),
  );
}

/**
 * With the host's cache in a known state, all configurations of a block read at the same offsets, which takes their luck out of the
 * comparison. Else the second one would find in the host's cache what the first has read there.
 */
function seedKey(design: PlanDesign, key: string, run: number, configuration: number): string {
  const common = `${key}/seed/${String(run)}`;
  return isHostCacheControlled(design) ? common : `${common}/${String(configuration)}`;
}

function fixedOrder({ configurations, execution }: Cells, blocks: readonly number[]): Placed[] {
  return range(configurations).flatMap((configuration) =>
    execution.flatMap((run) => blocks.map((block) => ({ configuration, run, repeat: block, block }))),
  );
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
