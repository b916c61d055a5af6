import { describe, expect, test } from 'vitest';
import { steinInterval, steinTotal } from '../../../lib/stats/planning/stein.ts';
import { counted, normalNumbers } from '../simulated.ts';

describe("Stein's rule", () => {
  // Deviation 1, and 2.776 is the 97.5 % point of Student's t with 4 degrees of freedom.
  const first = [-1, -1, 0, 1, 1];

  test('asks for (t s / half width)² values in all', () => {
    expect(steinTotal(first, 2.7)).toBe(5);
    expect(steinTotal(first, 1)).toBe(Math.ceil(2.776 ** 2));
    expect(steinTotal(first, 0.1)).toBe(Math.ceil(2.77645 ** 2 * 100));
  });

  test('asks for no fewer than there are', () => {
    expect(steinTotal(first, 100)).toBe(5);
  });

  test('has an interval with the deviation of the first stage', () => {
    const { low, high } = steinInterval([...first, 10, -10, 5, -5], 5);
    expect(high).toBeCloseTo(2.776445 / 3, 5);
    expect(low).toBeCloseTo(-high, 12);
  });
});

test('of 2000 simulated studies that stop by the rule, intervals hold the true value in 95 %, and are as narrow as wanted', () => {
  const normal = normalNumbers(1945);
  const held = counted(2000).filter(() => {
    const values = counted(5).map(normal);
    while (values.length < steinTotal(values.slice(0, 5), 0.8)) values.push(normal());
    const { low, high } = steinInterval(values, 5);
    expect(high - low).toBeLessThanOrEqual(1.6 + 1e-9);
    return low <= 0 && high >= 0;
  }).length;
  // At most five standard errors of a binomial share off.
  expect(held / 2000).toBeGreaterThan(0.927);
  expect(held / 2000).toBeLessThan(0.97);
});
