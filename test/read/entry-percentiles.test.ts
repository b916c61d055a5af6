import { expect, test } from 'vitest';
import type { Entry } from '../../lib/read/entry.ts';
import { clatPercentile } from '../../lib/read/entry-percentiles.ts';
import { bucketRunsOf } from '../../lib/stats/bucket-runs.ts';

function entry(clatBuckets: string | undefined, figures: Entry['figures'] = {}): Entry {
  return {
    ...{ source: 's', configuration: 'c', job: 'j', run: 'j', group: 0, member: 0, repeat: 1, position: 0 },
    ...{ outcome: 'measured', tool: { name: 'fio' }, settings: {}, figures, place: { file: 's', line: 1 } },
    ...(clatBuckets === undefined ? {} : { clatBuckets }),
  };
}

const fast = bucketRunsOf([[10, 3]]);
const slow = bucketRunsOf([[50, 1]]);

test('of a single entry it is what the source tells, else from its buckets', () => {
  expect(clatPercentile([entry(fast, { clat_p50_ns: 11 })], 50)).toBe(11);
  expect(clatPercentile([entry(fast, { clat_p50_ns: 11 })], 99)).toBe(10);
  expect(clatPercentile([entry(undefined)], 99)).toBeUndefined();
});

test('of several it is from the buckets of all, whatever each tells', () => {
  const told = { clat_p50_ns: 30, clat_p99_ns: 30 };
  expect(clatPercentile([entry(fast, told), entry(slow, told)], 50)).toBe(10);
  expect(clatPercentile([entry(fast, told), entry(slow, told)], 99)).toBe(50);
});

test('of several it is not known where one has no buckets', () => {
  expect(clatPercentile([entry(fast), entry(undefined, { clat_p50_ns: 30 })], 50)).toBeUndefined();
});
