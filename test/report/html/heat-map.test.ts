import { expect, test } from 'vitest';
import { heatStep, scaleEnd } from '../../../lib/report/html/sections/heat-map.ts';

test('a scale of colours ends where the ratios do, the same way up and down', () => {
  expect(scaleEnd([])).toBe(1.25);
  expect(scaleEnd([1.1, 0.9])).toBe(1.25);
  expect(scaleEnd([0.3])).toBe(4);
  expect(scaleEnd([3.3])).toBe(4);
  expect(scaleEnd([5000])).toBe(256);
});

test('colours go in even steps of factors and are strongest at the end', () => {
  expect([1, 1.01, 1.2, 2, 2.1, 4, 100].map((ratio) => heatStep(ratio, 4))).toEqual([0, 0, 1, 2, 3, 4, 4]);
  expect([0.9, 0.5, 0.25, 0.001].map((ratio) => heatStep(ratio, 4))).toEqual([-1, -2, -4, -4]);
});
