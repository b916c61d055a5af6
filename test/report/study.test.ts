import { expect, test } from 'vitest';
import {
  failureNotices,
  studyAverage,
  studyBandwidth,
  studyIops,
  studyTable,
} from '../../lib/report/study.ts';
import type { Journal } from '../../lib/result/journal.ts';
import { configurationOrder, publishedCells, publishedTable } from './published-rows.ts';
import { badCell, busError, journalOf, measuredCell, noMappings, thrice } from './study-fixture.ts';

function published(): Journal {
  const repeats = publishedCells.flatMap(({ configuration, run, rw, read, write }) => {
    const figures = { read, write };
    if (figures.read === undefined && figures.write === undefined) {
      return [badCell(run, { outcome: 'unsupported', reason: noMappings }, { configuration, rw })];
    }
    const told = (side: typeof read) => (side ?? []).map(([bw, iops]) => ({ bw, iops: iops + 0.9 }));
    return measuredCell({
      configuration,
      run,
      rw,
      ...(read === undefined ? {} : { read: told(read) }),
      ...(write === undefined ? {} : { write: told(write) }),
    });
  });
  const journal = journalOf(repeats);
  const configurations = configurationOrder.map((label) => ({ label, directory: '/mnt', mount: null }));
  return { ...journal, header: { ...journal.header, configurations } };
}

test('the published table is reproduced to the byte', () => {
  expect(studyTable(published())).toBe(publishedTable);
});

test.each([
  [0, '0kb'],
  [512, '512kb'],
  [10240, '10240kb'],
  [10241, '10.0mb'],
  [13063, '12.7mb'],
  [3181289, '3106.7mb'],
])('%i KiB/s are shown as %s', (kibPerSecond, shown) => {
  expect(studyBandwidth(kibPerSecond)).toBe(shown);
});

test.each([
  [0, '0'],
  [9775, '9775'],
  [10240, '10240'],
  [10433, '10.1k'],
  [795322, '776.6k'],
])('%i I/Os a second are shown as %s: a k is 1024 there', (iops, shown) => {
  expect(studyIops(iops)).toBe(shown);
});

test('averages are cut off', () => {
  expect(studyAverage([1, 1, 3])).toBe(1);
  expect(studyAverage([])).toBe(0);
});

test('failed cells are zeros as unsupported ones, and told on stderr', () => {
  const journal = journalOf([
    ...measuredCell({ run: 'randread-psync', read: thrice(102400, 25600) }),
    badCell('randread-mmap', { outcome: 'failed', reason: busError }),
    badCell('randread-libaio', { outcome: 'unsupported', reason: noMappings }),
  ]);
  const lines = studyTable(journal).split('\n');
  expect(lines[3]).toMatch(/^share +randread-mmap +0kb +0 +$/);
  expect(lines[5]).toMatch(/^share +randread-libaio +0kb +0 +$/);
  expect(failureNotices(journal)).toEqual([
    'share randread-mmap failed: SIGBUS: Process 4711 was ended by SIGBUS.',
  ]);
});

test('a cell of which a repeat failed shows what was measured', () => {
  const [first] = measuredCell({ run: 'randread-psync', read: thrice(102400, 25600) });
  const journal = journalOf([
    ...(first === undefined ? [] : [first]),
    badCell('randread-psync', { outcome: 'failed', reason: busError }, { repeat: 2 }),
  ]);
  expect(studyTable(journal)).toContain('100.0mb');
  expect(failureNotices(journal)).toHaveLength(1);
});
