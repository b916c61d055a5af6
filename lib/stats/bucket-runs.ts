/** Counts of latency buckets as a short text: what a journal keeps of them, for fio's JSON+. */
import { bucketCount, bucketIndex, bucketValue } from './buckets.ts';

/** What such a text looks like. */
export const bucketRunsPattern: RegExp = /^(\d+:\d+(,\d+)*( \d+:\d+(,\d+)*)*)?$/;

/** A bucket in which something was counted. */
export interface Bin {
  /** What the bucket stands for, ns. */
  valueNs: number;
  count: number;
}

/**
 * The buckets that are not empty, as runs of neighbours: `412:3,17,5 500:1` says 3, 17 and 5 from bucket 412 on and 1 in
 * bucket 500. A text of nothing is empty. Latencies lie close together, so that a bucket takes some four characters.
 */
export function bucketRuns(counts: ArrayLike<number>): string {
  let text = '';
  let before = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] ?? 0;
    if (count > 0) text += before > 0 ? `,${count}` : `${text === '' ? '' : ' '}${index}:${count}`;
    before = count;
  }
  return text;
}

/**
 * The bins of a text that `bucketRuns` made, in ascending order.
 *
 * @throws RangeError for a bucket outside of the table
 */
export function binsOfRuns(runs: string): Bin[] {
  if (runs === '') return [];
  return runs.split(' ').flatMap((run) => {
    const [first, counts = ''] = run.split(':');
    return counts
      .split(',')
      .map((count, index) => ({ valueNs: bucketValue(Number(first) + index), count: Number(count) }));
  });
}

/** Of counts under the latencies that their buckets stand for, in any order; two of the same bucket are added up. */
export function bucketRunsOf(bins: Iterable<readonly [valueNs: number, count: number]>): string {
  const counts = new Float64Array(bucketCount);
  for (const [valueNs, count] of bins) {
    const index = bucketIndex(valueNs);
    counts[index] = (counts[index] ?? 0) + count;
  }
  return bucketRuns(counts);
}

/**
 * Adds the counts of a text that `bucketRuns` made to `total`, which has a place for each bucket. Digit by digit: a journal has a
 * hundred thousand of such texts.
 */
export function addBucketRuns(total: Float64Array, runs: string): void {
  let index = 0;
  let number = 0;
  const count = (): void => {
    total[index] = (total[index] ?? 0) + number;
    index += 1;
    number = 0;
  };
  for (let at = 0; at < runs.length; at += 1) {
    const code = runs.charCodeAt(at);
    if (code >= 48 && code <= 57) number = number * 10 + (code - 48);
    else if (code === 58) {
      index = number;
      number = 0;
    } else count();
  }
  if (runs !== '') count();
}
