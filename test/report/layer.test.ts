import { expect, test } from 'vitest';
import { cellsOf } from '../../lib/report/cell.ts';
import { answeringLayer, pageCacheShare, probableLayer } from '../../lib/report/layer.ts';
import { journalOf, measuredCell } from './study-fixture.ts';

test.each([
  [900, 800, 'guest memory'],
  [8_000, 100, 'guest memory'],
  [20_000, 19_000, 'guest memory'],
  [20_000, 6_000, "the host's cache"],
  [41_000, 9_000, "the host's cache"],
  [41_000, 41_000, "the host's cache"],
  [120_000, 9_000, 'the device'],
  [8_000_000, 9_000, 'the device'],
])('an I/O of %i ns with %i ns of CPU time was answered by %s', (serviceNs, cpuNs, layer) => {
  expect(probableLayer(serviceNs, cpuNs)).toBe(layer);
});

/** Random reads of 41 µs each, of which the page cache held so much before and after; 1 MiB was read. */
function cellsWith(
  beforeBytes: number,
  afterBytes: number,
  rw: 'randread' | 'read' = 'randread',
): ReturnType<typeof cellsOf> {
  const repeats = measuredCell({ run: 'r', rw, read: [{ bw: 1024, iops: 256, latencies: [41_000] }] });
  const held = (cachedBytes: number): object[] => [
    { filename: 'f', method: 'cachestat', sizeBytes: 4 << 20, cachedBytes, dirtyBytes: 0 },
  ];
  for (const { result } of repeats) {
    Object.assign(result.vfload, { residency: { before: held(beforeBytes), after: held(afterBytes) } });
    result.vfload.achieved.bytes = 1 << 20;
  }
  return cellsOf(journalOf(repeats));
}

test.each([
  ['all of it was cached before', 4 << 20, 4 << 20, 1, 'guest memory'],
  ['three quarters were found', 0, 1 << 18, 0.75, 'guest memory'],
  ['nothing was found', 0, 1 << 20, 0, "the host's cache"],
  ['more was read ahead than was asked for', 0, 3 << 20, 0, "the host's cache"],
  ['the page cache took no part', 0, 0, undefined, "the host's cache"],
] as const)(
  '%s: the share of reads that the page cache answered, and who answered',
  (_what, before, after, share, layer) => {
    const cells = cellsWith(before, after);
    const [cell] = cells;
    expect(cell && pageCacheShare(cell)).toBe(share);
    expect(answeringLayer(cells)?.layer).toBe(layer);
  },
);

test('sequential reads tell nothing: they are read ahead', () => {
  const [cell] = cellsWith(0, 1 << 20, 'read');
  expect(cell && pageCacheShare(cell)).toBeUndefined();
});
