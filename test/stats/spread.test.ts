import { expect, test } from 'vitest';
import { spread } from '../../lib/stats/spread.ts';

test('the spread of repeats has mean, bounds, deviation and coefficient of variation', () => {
  expect(spread([90, 100, 110])).toEqual({
    count: 3,
    mean: 100,
    min: 90,
    max: 110,
    stddev: 10,
    variation: 0.1,
  });
});

test('a single repeat has no variation', () => {
  expect(spread([5])).toEqual({ count: 1, mean: 5, min: 5, max: 5, stddev: 0, variation: undefined });
});

test('repeats of nothing but zeros have no variation', () => {
  expect(spread([0, 0])?.variation).toBeUndefined();
});

test('no repeats have no spread', () => {
  expect(spread([])).toBeUndefined();
});
