import { expect, test } from 'vitest';
import { nativeJob } from './native-job.mjs';
import { addon } from './supervised-work.ts';

const mebibyte = 1 << 20;

// fio-semantics 3.4 and B.1: block numbers of randread, 64m, 4k.
const vectors = [
  { fioCompat: '3.33', jobNumber: 1, blocks: [988, 12128, 13814, 7700, 6584, 13764, 6234, 5792] },
  { fioCompat: '3.33', jobNumber: 2, blocks: [4174, 2976, 9841, 644, 7421, 10110, 11395, 4662] },
  { fioCompat: 'current', jobNumber: 1, blocks: [16007, 14187, 10760, 8459, 9878, 16019, 236, 3705] },
  { fioCompat: 'current', jobNumber: 2, blocks: [3824, 2297, 3804, 6618, 13510, 9718, 11317, 8379] },
] as const;

for (const { fioCompat, jobNumber, blocks } of vectors) {
  test(`offsets of job ${String(jobNumber)} are those of fio ${fioCompat}`, () => {
    const job = nativeJob({ size: 64 * mebibyte, fioCompat, jobNumber });
    const { offsets } = addon.offsets(job, 64 * mebibyte, blocks.length);
    expect([...offsets].map((offset) => offset / 4096)).toEqual(blocks);
  });
}

test("directions of randrw are fio's (fio-semantics B.2)", () => {
  const job = nativeJob({ rw: 'randrw', rwmixread: 75, size: 32 * mebibyte, fioCompat: '3.33' });
  const { offsets, writes } = addon.offsets(job, 32 * mebibyte, 7);
  expect(
    [...offsets].map((offset, index) => `${writes[index] === 1 ? 'w' : 'r'}${String(offset / 4096)}`),
  ).toEqual(['r494', 'r6064', 'r6907', 'w3850', 'r3292', 'r6882', 'w3117']);
});

test("buckets are fio's (fio-semantics B.4)", () => {
  const pairs = [
    [127, 127],
    [128, 128],
    [255, 191],
    [4096, 448],
    [100_000, 737],
    [1e6, 954],
    [1e9, 1591],
    [17_045_651_455, 1854],
    [17_045_651_456, 1855],
  ] as const;
  for (const [ns, index] of pairs) expect(addon.bucketIndex(ns)).toBe(index);
});
