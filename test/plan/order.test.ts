import { expect, test } from 'vitest';
import { planOrder } from '../../lib/plan/order.ts';

test('a block has one repeat of every run, in the order of execution', () => {
  expect(planOrder(1, [2, 0, 1], 2)).toEqual([
    { configuration: 0, run: 2, repeat: 1, block: 1, position: 0 },
    { configuration: 0, run: 0, repeat: 1, block: 1, position: 1 },
    { configuration: 0, run: 1, repeat: 1, block: 1, position: 2 },
    { configuration: 0, run: 2, repeat: 2, block: 2, position: 3 },
    { configuration: 0, run: 0, repeat: 2, block: 2, position: 4 },
    { configuration: 0, run: 1, repeat: 2, block: 2, position: 5 },
  ]);
});

test('configurations take turns within a run, the other way round in every second block', () => {
  const order = planOrder(3, [0, 1], 2).map(
    ({ run, configuration }) => `${run}${'abc'.charAt(configuration)}`,
  );
  expect(order).toEqual(['0a', '0b', '0c', '1a', '1b', '1c', '0c', '0b', '0a', '1c', '1b', '1a']);
});

test('every cell has every repeat once', () => {
  const order = planOrder(2, [0, 1, 2], 4);
  const cells = order.map(({ configuration, run, repeat }) => `${configuration}/${run}/${repeat}`);
  expect(new Set(cells).size).toBe(24);
  expect(order.map(({ position }) => position)).toEqual(Array.from({ length: 24 }, (_, index) => index));
});
