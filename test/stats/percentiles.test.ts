import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketCount, bucketValue } from '../../lib/stats/buckets.ts';
import { defaultPercentiles, percentileRank, percentiles } from '../../lib/stats/percentiles.ts';
import { bucketOf } from '../result/statistics-fixture.ts';

function countsOf(values: readonly number[]): Float64Array {
  const counts = new Float64Array(bucketCount);
  for (const value of values) counts[bucketOf(value)] = (counts[bucketOf(value)] ?? 0) + 1;
  return counts;
}

// The ranks that fio 3.33 was seen to take; in doubles 60, 99.7 and 99.9 come out differently.
test.each([
  [99.9, 1000, 1000n],
  [99.7, 1000, 998n],
  [98.9, 2000, 1979n],
  [60, 50, 30n],
  [30, 350, 105n],
  [99.5, 1000, 995n],
  [50, 3, 2n],
])('percentile %d of %i values has rank %i', (percentile, count, rank) => {
  expect(percentileRank(percentile, count)).toBe(rank);
});

test('a percentile is the bucket of the value of its rank in the sorted list', () => {
  const values = fc.array(fc.integer({ min: 0, max: 20_000_000_000 }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(values, (list) => {
      const sorted = [...list].sort((a, b) => a - b);
      for (const { percentile, valueNs } of percentiles(countsOf(list))) {
        const ranked = sorted[Number(percentileRank(percentile, list.length)) - 1] ?? -1;
        expect(valueNs).toBe(bucketValue(bucketOf(ranked)));
      }
    }),
  );
});

test('the list is sorted, whatever order was asked for', () => {
  const found = percentiles(countsOf([10, 20, 30, 40]), [75, 25]);
  expect(found).toEqual([
    { percentile: 25, valueNs: 10 },
    { percentile: 75, valueNs: 30 },
  ]);
});

test('the default list has seventeen', () => {
  expect(percentiles(countsOf([5])).map(({ percentile }) => percentile)).toEqual(defaultPercentiles);
  expect(defaultPercentiles).toHaveLength(17);
});

test('nothing counted has no percentiles', () => {
  expect(percentiles(new Float64Array(bucketCount))).toEqual([]);
});
