/** The blocks that a target wants after the first stage, one after the other, as long as the budget lasts. */
import { withMoreBlocks } from '../plan/more-blocks.ts';
import type { Plan } from '../plan/plan.ts';
import type { JournalRepeat } from '../result/journal.ts';
import { neededBlocks } from './needed-blocks.ts';
import type { Emit } from './running.ts';

/**
 * @returns the plan with what its target wants; the plan itself until its first stage is done
 */
export function planMore(plan: Plan, repeats: readonly JournalRepeat[]): Plan {
  if (plan.until === undefined) return plan;
  const done = repeats.filter(({ block, result }) => block <= plan.repeats && !result.vfload.interrupted);
  if (done.length < plan.order.length) return plan;
  const labels = plan.configurations.map(({ label }) => label);
  const names = plan.runs.map(({ name }) => name);
  const measured = done.flatMap(({ configuration, run, block, result }) => {
    const value = result.jobs.reduce((sum, { read, write }) => sum + read.bw_bytes + write.bw_bytes, 0);
    if (result.vfload.outcome !== 'measured' || value === 0) return [];
    return [{ configuration: labels.indexOf(configuration), run: names.indexOf(run), block, value }];
  });
  return withMoreBlocks(plan, neededBlocks(plan, measured));
}

/**
 * @param startedAtMs - what the budget counts from, by performance.now()
 * @param first - repeats of the first stage: what came after them is run by this
 * @param runBlock - runs some repeats, those that are recorded left out
 */
export async function runMoreBlocks(
  { plan, first, startedAtMs, signal, emit }: MoreBlocks,
  runBlock: (order: Plan['order']) => Promise<void>,
): Promise<void> {
  const more = plan.order.slice(first);
  if (more.length === 0) return;
  const cells = new Set(more.map(({ configuration, run }) => `${String(configuration)} ${String(run)}`)).size;
  const blocks = [...new Set(more.map(({ block }) => block))];
  const percent = String(plan.until?.percent);
  const message = `For ${percent}% ${String(cells)} cells need up to ${String(blocks.length)} more blocks, ${String(more.length)} measurements.`;
  emit({ type: 'notice', message });
  const repeatMs = plan.estimatedMs / plan.order.length;
  for (const [index, block] of blocks.entries()) {
    const order = more.filter((planned) => planned.block === block);
    const endMs = performance.now() - startedAtMs + repeatMs * order.length;
    if (signal?.aborted === true) return;
    if (endMs > (plan.until?.budgetMs ?? Infinity)) {
      const left = String(blocks.length - index);
      emit({
        type: 'notice',
        message: `The budget ends before the target is reached: ${left} blocks are left.`,
      });
      return;
    }
    await runBlock(order);
  }
}

export interface MoreBlocks {
  plan: Plan;
  first: number;
  startedAtMs: number;
  signal: AbortSignal | undefined;
  emit: Emit;
}
