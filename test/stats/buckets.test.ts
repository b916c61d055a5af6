import { expect, test } from 'vitest';
import { addCounts, bucketCount, bucketIndex, bucketValue } from '../../lib/stats/buckets.ts';
import { bucketOf } from '../result/statistics-fixture.ts';

test.each([
  [127, 127],
  [128, 129],
  [191, 255],
  [448, 4128],
  [737, 99840],
  [954, 1003520],
  [1591, 1002438656],
  [1854, 16978542592],
  [1855, 17112760320],
])('bucket %i stands for %i ns', (index, valueNs) => {
  expect(bucketValue(index)).toBe(valueNs);
});

test('every bucket stands for a value that falls into it', () => {
  for (let index = 0; index < bucketCount; index += 1) expect(bucketOf(bucketValue(index))).toBe(index);
});

test('every latency is counted in the bucket that the generator counts it in', () => {
  for (let index = 0; index < bucketCount; index += 1) expect(bucketIndex(bucketValue(index))).toBe(index);
  for (let power = 0; power < 40; power += 1) {
    for (const valueNs of [2 ** power - 1, 2 ** power, 2 ** power + 1])
      expect(bucketIndex(valueNs)).toBe(bucketOf(valueNs));
  }
});

test('an index outside of the table is refused', () => {
  expect(() => bucketValue(-1)).toThrow(RangeError);
  expect(() => bucketValue(bucketCount)).toThrow(RangeError);
  expect(() => bucketValue(0.5)).toThrow(RangeError);
});

test('counts of several tables are added, also those above 32 bits and of a part of a buffer', () => {
  const large = BigUint64Array.of(1n, 2n ** 40n + 5n, 7n).subarray(1);
  const small = BigUint64Array.of(3n, 4n);
  expect([...addCounts([large, small], 2)]).toEqual([2 ** 40 + 8, 11]);
  expect([...addCounts([], 2)]).toEqual([0, 0]);
});
