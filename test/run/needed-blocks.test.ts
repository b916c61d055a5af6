import { describe, expect, it } from 'vitest';
import { makeStudyPlan, makeSuitePlan } from '../../lib/plan/make-plan.ts';
import { withMoreBlocks } from '../../lib/plan/more-blocks.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { type MeasuredValue, neededBlocks } from '../../lib/run/needed-blocks.ts';
import { steinTotal } from '../../lib/stats/planning/stein.ts';

const options = { preset: 'quick', ioengine: 'psync', rw: 'randread,randwrite', numjobs: '1' } as const;
const suitePlan = makeSuitePlan({ ...options, directories: ['/a', '/b', '/c'], until: 3 });

function planWith(reference: string | undefined, more: object = {}): Plan {
  return makeStudyPlan(
    {
      ...{ file: '/s.yaml', name: undefined, reference, runs: {}, options: [], settings: [] },
      suite: { name: 's', published: undefined, runs: {}, options: [], settings: [] },
      configurations: ['a', 'b', 'c'].map((label) => ({
        ...{ label, directory: `/${label}`, hooks: {}, versions: {}, virtiofsd: undefined },
      })),
    },
    { ...options, until: 3, ...more },
  );
}

/** Logarithms of five blocks' values of each cell; cells that are not named are steady. */
function measured(logs: Record<string, number[]>): MeasuredValue[] {
  return [0, 1, 2].flatMap((configuration) =>
    [0, 1].flatMap((run) =>
      (logs[`${String(configuration)} ${String(run)}`] ?? [0, 0.0001, 0, -0.0001, 0]).map((log, index) => ({
        ...{ configuration, run, block: index + 1 },
        value: 1e6 * Math.exp(log),
      })),
    ),
  );
}

const moreOf = (plan: Plan, values: MeasuredValue[]): string[] =>
  withMoreBlocks(plan, neededBlocks(plan, values))
    .order.slice(plan.order.length)
    .map(({ block, configuration, run }) => `${String(block)} ${String(configuration)} ${String(run)}`);

const unsteady = [0, 0.04, -0.03, 0.02, -0.04];
const wanted = steinTotal(unsteady, Math.log(1.03));

describe('a study with a target', () => {
  it('has five blocks first, or more where that is asked for', () => {
    expect(suitePlan.repeats).toBe(5);
    expect(planWith(undefined, { repeats: 2 }).repeats).toBe(5);
    expect(planWith(undefined, { repeats: 8 }).repeats).toBe(8);
  });

  it('ends with them where all is known well enough', () => {
    expect(withMoreBlocks(suitePlan, neededBlocks(suitePlan, measured({})))).toBe(suitePlan);
  });

  it('goes on with the cells that need it, for as many blocks as Stein’s rule says', () => {
    const more = moreOf(suitePlan, measured({ '1 0': unsteady }));
    expect(wanted).toBeGreaterThan(6);
    expect(more).toEqual(Array.from({ length: wanted - 5 }, (_, index) => `${String(index + 6)} 1 0`));
  });

  it('aims at the ratio where there is a reference, which comes along', () => {
    const plan = planWith('a');
    // What both have in common is no deviation of their ratio.
    expect(moreOf(plan, measured({ '0 0': unsteady, '1 0': unsteady, '2 0': unsteady }))).toEqual([]);
    const more = moreOf(plan, measured({ '1 0': unsteady }));
    expect(new Set(more.map((cell) => cell.slice(cell.indexOf(' ') + 1)))).toEqual(new Set(['0 0', '1 0']));
    expect(more).toHaveLength(2 * (wanted - 5));
  });

  it('wants the same, whatever came after the first stage: it goes on as it would have', () => {
    const first = measured({ '1 0': unsteady });
    const later = { configuration: 1, run: 0, block: 6, value: 9e9 };
    expect(moreOf(suitePlan, [...first, later])).toEqual(moreOf(suitePlan, first));
  });

  it('adds nothing for cells without figures', () => {
    expect(moreOf(suitePlan, [])).toEqual([]);
  });

  it('numbers on, with seeds as every block has them', () => {
    const { order } = withMoreBlocks(suitePlan, neededBlocks(suitePlan, measured({ '1 0': unsteady })));
    expect(order.map(({ position }) => position)).toEqual([...order.keys()]);
    expect(new Set(order.map(({ seed }) => seed)).size).toBe(order.length);
  });

  it('has no fixed order', () => {
    expect(() => planWith(undefined, { order: 'fixed' })).toThrow(/no blocks to add/);
  });
});
