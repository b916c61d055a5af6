import { describe, expect, test } from 'vitest';
import type { HostCache, PlanDesign } from '../../lib/plan/design.ts';
import { blockOrder, planOrder } from '../../lib/plan/order.ts';
import type { PlannedRepeat } from '../../lib/plan/plan.ts';

const blocks: PlanDesign = { order: 'blocks', isSeedGiven: false, settleMs: 0, asPublished: false };
const fixed: PlanDesign = { ...blocks, order: 'fixed' };
const splitPlot = (seed: number, hostCache: HostCache = 'as-is'): PlanDesign => ({
  ...{ order: 'split-plot', seed, isSeedGiven: true, settleMs: 0, asPublished: false },
  hostCache,
});
const names = (order: readonly Omit<PlannedRepeat, 'position'>[]): string[] =>
  order.map(({ run, configuration }) => `${String(run)}${'abcd'.charAt(configuration)}`);

describe('blocks', () => {
  test('a block has one repeat of every run, in the order of execution', () => {
    expect(planOrder(blocks, { configurations: 1, execution: [2, 0, 1] }, 2)).toEqual([
      { configuration: 0, run: 2, repeat: 1, block: 1, position: 0 },
      { configuration: 0, run: 0, repeat: 1, block: 1, position: 1 },
      { configuration: 0, run: 1, repeat: 1, block: 1, position: 2 },
      { configuration: 0, run: 2, repeat: 2, block: 2, position: 3 },
      { configuration: 0, run: 0, repeat: 2, block: 2, position: 4 },
      { configuration: 0, run: 1, repeat: 2, block: 2, position: 5 },
    ]);
  });

  test('configurations take turns within a run, the other way round in every second block', () => {
    const order = planOrder(blocks, { configurations: 3, execution: [0, 1] }, 2);
    expect(names(order)).toEqual(['0a', '0b', '0c', '1a', '1b', '1c', '0c', '0b', '0a', '1c', '1b', '1a']);
  });
});

test('fixed: configuration after configuration, the repeats of a run back to back', () => {
  const order = planOrder(fixed, { configurations: 2, execution: [1, 0] }, 2);
  expect(names(order)).toEqual(['1a', '1a', '0a', '0a', '1b', '1b', '0b', '0b']);
  expect(order.map(({ repeat }) => repeat)).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
});

test.each([
  ['blocks', blocks],
  ['fixed', fixed],
  ['split-plot', splitPlot(1)],
])('%s: every cell has every repeat once, at positions that count on', (_name, design) => {
  const order = planOrder(design, { configurations: 2, execution: [0, 1, 2] }, 4);
  const cells = order.map(({ configuration, run, repeat }) => `${configuration}/${run}/${repeat}`);
  expect(new Set(cells).size).toBe(24);
  expect(order.map(({ position }) => position)).toEqual(Array.from({ length: 24 }, (_, index) => index));
});

describe('split plot', () => {
  const cells = { configurations: 3, execution: [0, 1, 2, 3] };

  test('a block measures one configuration as a whole before the next, each in an order of its own', () => {
    const order = blockOrder(splitPlot(7), cells, 1);
    const configurations = order.map(({ configuration }) => configuration);
    for (const first of [0, 4, 8]) {
      expect(new Set(configurations.slice(first, first + 4)).size).toBe(1);
      expect(
        order
          .slice(first, first + 4)
          .map(({ run }) => run)
          .sort(),
      ).toEqual([0, 1, 2, 3]);
    }
    expect(new Set(configurations).size).toBe(3);
  });

  test('the same seed gives the same order everywhere, and another seed another one', () => {
    expect(names(blockOrder(splitPlot(7), cells, 1))).toEqual(names(blockOrder(splitPlot(7), cells, 1)));
    // Written down: an order that changed with a version would not continue its journals.
    expect(names(blockOrder(splitPlot(7), { configurations: 2, execution: [0, 1, 2] }, 1))).toEqual([
      '1a',
      '2a',
      '0a',
      '2b',
      '1b',
      '0b',
    ]);
    const orders = [1, 2, 3, 4, 5].map((seed) => names(blockOrder(splitPlot(seed), cells, 1)).join());
    expect(new Set(orders).size).toBe(5);
  });

  test('each configuration comes first about equally often, and so does each run', () => {
    const firsts = Array.from({ length: 3000 }, (_, index) => blockOrder(splitPlot(11), cells, index + 1)[0]);
    const count = (matches: (first: (typeof firsts)[0]) => boolean): number => firsts.filter(matches).length;
    // Four standard deviations of a binomial: 103 of 1000, 95 of 750.
    for (const place of [0, 1, 2]) {
      expect(Math.abs(count((first) => first?.configuration === place) - 1000)).toBeLessThan(104);
    }
    for (const place of [0, 1, 2, 3]) {
      expect(Math.abs(count((first) => first?.run === place) - 750)).toBeLessThan(96);
    }
  });

  const seedsOfRun = (design: PlanDesign, run: number): string[] =>
    planOrder(design, cells, 2)
      .filter((planned) => planned.run === run)
      .map(({ block, seed }) => `${String(block)}: ${String(seed)}`);

  test.each(['cold', 'warm'] as const)(
    'with a %s host cache the seed is the same across the configurations of a block, and new in the next',
    (hostCache) => {
      const seeds = seedsOfRun(splitPlot(7, hostCache), 2);
      expect(seeds).toHaveLength(6);
      expect(new Set(seeds).size).toBe(2);
      expect(new Set(seeds.map((seed) => seed.split(': ')[1])).size).toBe(2);
    },
  );

  test('with a host cache as it is every repeat of every cell has a seed of its own', () => {
    const order = planOrder(splitPlot(7), cells, 2);
    expect(new Set(order.map(({ seed }) => seed)).size).toBe(24);
  });
});
