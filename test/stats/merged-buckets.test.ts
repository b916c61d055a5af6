import { expect, test } from 'vitest';
import { bucketRuns, bucketRunsOf } from '../../lib/stats/bucket-runs.ts';
import { mergedCounts, percentilesOfRuns } from '../../lib/stats/merged-buckets.ts';

const fast = bucketRunsOf([[10, 99]]);
const slow = bucketRunsOf([
  [10, 1],
  [50, 100],
]);

test('counts of the same bucket add up', () => {
  expect(bucketRuns(mergedCounts([fast, slow]))).toBe('10:100 50:100');
});

test('percentiles are of all together, and no average of those of each', () => {
  expect(percentilesOfRuns([fast], [50, 99])).toEqual([10, 10]);
  expect(percentilesOfRuns([slow], [50, 99])).toEqual([50, 50]);
  expect(percentilesOfRuns([fast, slow], [50, 50.5, 99])).toEqual([10, 50, 50]);
});

test('nothing has no percentiles', () => {
  expect(percentilesOfRuns([], [50])).toEqual([]);
  expect(percentilesOfRuns([''], [50])).toEqual([]);
});
