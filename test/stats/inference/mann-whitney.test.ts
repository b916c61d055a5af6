import { describe, expect, test } from 'vitest';
import { mannWhitney } from '../../../lib/stats/inference/mann-whitney.ts';
import { ozone, permeability } from '../published-data.ts';

describe("R's wilcox.test", () => {
  test('of the permeability of the chorioamnion, exactly', () => {
    const { atTerm, earlier } = permeability;
    // R prints W = 35, p = 0.1272 for the one-sided test.
    const found = mannWhitney(atTerm, earlier);
    expect(found).toMatchObject({ u: 35, isExact: true });
    expect((found?.p ?? NaN) / 2).toBeCloseTo(0.1272, 4);
  });

  test('of ozone in May and August, by the normal distribution', () => {
    const found = mannWhitney(ozone.may, ozone.august);
    expect(found).toMatchObject({ u: 127.5, isExact: false });
    expect(found?.p).toBeCloseTo(0.0001208, 7);
  });
});

test.each([
  [3, 0.1],
  [4, 2 / 70],
  [5, 2 / 252],
])('%d values a side that lie wholly apart have p = %d', (count, p) => {
  const low = Array.from({ length: count }, (_, index) => index);
  const high = low.map((value) => value + 100);
  expect(mannWhitney(low, high)).toMatchObject({ u: 0, p: expect.closeTo(p, 12) as number });
  expect(mannWhitney(high, low)).toMatchObject({ u: count * count, p: expect.closeTo(p, 12) as number });
});

test('equal values count a half, and p is still from all ways to divide them', () => {
  // Ranks 1, 2.5, 2.5, 4: of the 6 pairs of ranks, 2 add up to no more than 3.5.
  expect(mannWhitney([1, 2], [2, 3])).toEqual({
    u: 0.5,
    p: expect.closeTo(4 / 6, 12) as number,
    isExact: true,
  });
  expect(mannWhitney([1, 1], [1, 1])?.p).toBe(1);
  expect(mannWhitney(new Array<number>(30).fill(1), new Array<number>(30).fill(1))?.p).toBe(1);
});

test('there is none without values', () => {
  expect(mannWhitney([], [1])).toBeUndefined();
});
