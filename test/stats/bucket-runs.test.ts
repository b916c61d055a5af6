import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addBucketRuns,
  binsOfRuns,
  bucketRuns,
  bucketRunsOf,
  bucketRunsPattern,
} from '../../lib/stats/bucket-runs.ts';
import { bucketCount, bucketValue } from '../../lib/stats/buckets.ts';

function counted(counts: readonly (readonly [number, number])[]): Float64Array {
  const table = new Float64Array(bucketCount);
  for (const [index, count] of counts) table[index] = count;
  return table;
}

test('neighbours follow each other, a gap begins a new run', () => {
  const table = counted([
    [0, 7],
    [412, 3],
    [413, 17],
    [414, 5],
    [1855, 1],
  ]);
  expect(bucketRuns(table)).toBe('0:7 412:3,17,5 1855:1');
  expect(binsOfRuns('412:3,17')).toEqual([
    { valueNs: bucketValue(412), count: 3 },
    { valueNs: bucketValue(413), count: 17 },
  ]);
});

test('nothing is an empty text', () => {
  expect(bucketRuns(counted([]))).toBe('');
  expect(binsOfRuns('')).toEqual([]);
});

test('any counts come back as they were', () => {
  const entry = fc.tuple(fc.nat(bucketCount - 1), fc.integer({ min: 1, max: 2 ** 40 }));
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ([index]) => index }), (entries) => {
      const text = bucketRuns(counted(entries));
      expect(text).toMatch(bucketRunsPattern);
      const ascending = [...entries].sort(([a], [b]) => a - b);
      expect(binsOfRuns(text)).toEqual(
        ascending.map(([index, count]) => ({ valueNs: bucketValue(index), count })),
      );
    }),
  );
});

test.each(['412', '412:', '412:3,', ' 412:3', '412:3  500:1', '412:-3', 'a:1'])(
  '%j is no such text',
  (text) => {
    expect(text).not.toMatch(bucketRunsPattern);
  },
);

test('a bucket outside of the table is refused', () => {
  expect(() => binsOfRuns('1855:1,1')).toThrow(RangeError);
});

test('counts under the latencies of their buckets come in any order, two of one bucket added up', () => {
  const bins = [
    [bucketValue(1855), 1],
    [bucketValue(412), 3],
    [0, 7],
    [bucketValue(412), 2],
  ] as const;
  expect(bucketRunsOf(bins)).toBe('0:7 412:5 1855:1');
});

test('texts are added up bucket by bucket', () => {
  const total = new Float64Array(bucketCount);
  for (const runs of ['', '0:7 412:3,17', '412:1 1855:1099511627776']) addBucketRuns(total, runs);
  expect(bucketRuns(total)).toBe('0:7 412:4,17 1855:1099511627776');
});
