import { describe, expect, test } from 'vitest';
import { driftOf, type OrderedValue } from '../../../lib/stats/inference/drift.ts';
import { norris } from '../published-data.ts';

describe("NIST's certified values of Norris", () => {
  const cell = norris.map(([position, value]) => ({ cell: 'a', position, value }));

  test('are those of one cell', () => {
    const { slope } = driftOf(cell) ?? {};
    expect(slope?.value).toBeCloseTo(1.00211681802045, 12);
    expect(slope?.standardError).toBeCloseTo(0.000429796848199937, 12);
    expect(slope?.degreesOfFreedom).toBe(34);
  });

  test('are found again in two cells at different levels', () => {
    const other = cell.map((each) => ({ ...each, cell: 'b', value: each.value + 1000 }));
    const { slope, cells, values } = driftOf([...cell, ...other]) ?? {};
    expect(slope?.value).toBeCloseTo(1.00211681802045, 12);
    expect({ cells, values, degreesOfFreedom: slope?.degreesOfFreedom }).toEqual({
      cells: 2,
      values: 72,
      degreesOfFreedom: 69,
    });
  });
});

test('a rise by a tenth over the whole order is told as such', () => {
  const values: OrderedValue[] = [0, 1, 2, 3, 4, 5].map((position) => ({
    cell: position % 2 === 0 ? 'a' : 'b',
    position,
    value: (position % 2) * 3 + (Math.log(1.1) * position) / 5,
  }));
  const drift = driftOf(values);
  expect(drift?.factor).toBeCloseTo(1.1, 9);
  expect(drift?.p).toBeLessThan(1e-6);
});

test('cells whose values are no more than their level show none', () => {
  expect(driftOf([])).toBeUndefined();
  expect(driftOf([{ cell: 'a', position: 0, value: 1 }])).toBeUndefined();
  expect(driftOf([0, 1].map((position) => ({ cell: 'a', position, value: position })))).toBeUndefined();
  expect(driftOf([0, 1, 2].map((value) => ({ cell: 'a', position: 0, value })))).toBeUndefined();
});
