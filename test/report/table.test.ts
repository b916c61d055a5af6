import pc from 'picocolors';
import { expect, test } from 'vitest';
import { resultTable } from '../../lib/report/table.ts';
import type { Journal } from '../../lib/result/journal.ts';
import { badCell, busError, journalOf, measuredCell, noMappings, thrice } from './study-fixture.ts';

const plain = pc.createColors(false);

function table(journal: Journal, width = 80): string[] {
  return resultTable(journal, { width, colors: plain }).trimEnd().split('\n');
}

/** The row of a run, without blanks at its ends. */
function rowOf(journal: Journal, name: string, width = 80): string {
  return table(journal, width).find((line) => line.trim().startsWith(name)) ?? '';
}

const randread = measuredCell({
  run: 'randread-psync',
  read: [
    { bw: 92160, iops: 23040, latencies: [40_000, 50_000] },
    { bw: 102400, iops: 25600, latencies: [40_000, 50_000] },
    { bw: 112640, iops: 28160, latencies: [40_000, 50_000] },
  ],
  cpuUs: 24,
});

test('a cell has bandwidth, IOPS, spread, percentiles, CPU per I/O and outcome', () => {
  const [heading, row] = table(journalOf(randread));
  expect(heading?.split(/\s+/)).toEqual(['run', 'MiB/s', 'IOPS', '±', 'p50', 'p99', 'CPU/IO', 'outcome']);
  expect(row?.split(/\s+/)).toEqual([
    'randread-psync',
    '100',
    '25.6k',
    '10%',
    '40.2µs',
    '49.9µs',
    '8.00µs',
    'ok',
  ]);
});

test('what is unsupported or failed has a reason and never zeros', () => {
  const journal = journalOf([
    badCell('randread-mmap', { outcome: 'unsupported', reason: noMappings }),
    badCell('randwrite-mmap', { outcome: 'failed', reason: busError }, { rw: 'randwrite' }),
  ]);
  expect(rowOf(journal, 'randread-mmap')).toMatch(
    /^randread-mmap +unsupported: ENODEV, virtiofs with cache=none/,
  );
  expect(rowOf(journal, 'randwrite-mmap')).toMatch(
    /^randwrite-mmap {1,12}failed: SIGBUS, the file was cut off$/,
  );
  expect(table(journal).join('\n')).not.toMatch(/\b0\b/);
});

test('reads and writes of a mixed cell have a row each', () => {
  const mixed = measuredCell({
    run: 'randrw-psync',
    rw: 'randrw',
    read: thrice(3072, 768),
    write: thrice(1024, 256),
  });
  const lines = table(journalOf(mixed));
  expect(lines[1]?.split(/\s+/).slice(0, 4)).toEqual(['randrw-psync', 'r', '3.00', '768']);
  expect(lines[2]?.split(/\s+/).slice(1, 4)).toEqual(['w', '1.00', '256']);
  expect(lines[2]).not.toContain('ok');
});

test('a table of a plan that goes on shows how many repeats there are, and no row for what is to come', () => {
  const journal = journalOf(randread.slice(0, 2));
  const growing = { ...journal, header: { ...journal.header, runs: ['randread-psync', 'randwrite-psync'] } };
  expect(rowOf(growing, 'randread-psync')).toMatch(/2\/3$/);
  expect(table(growing).join('\n')).not.toContain('randwrite');
});

test('a cell of which a repeat failed says so below what was measured', () => {
  const failed = badCell('randread-psync', { outcome: 'failed', reason: busError }, { repeat: 3 });
  const lines = table(journalOf([...randread.slice(0, 2), failed]));
  expect(lines[1]).toMatch(/2\/3 ok$/);
  expect(lines[2]).toMatch(/^ +failed: SIGBUS/);
});

test('runs that were too short are marked', () => {
  const short = measuredCell({ run: 'randread-psync', read: thrice(1024, 256), runtimeMs: 20_000 });
  expect(rowOf(journalOf(short), 'randread-psync')).toMatch(/short$/);
});

test('a single repeat has no spread', () => {
  const [only] = randread;
  const journal = journalOf(only === undefined ? [] : [only]);
  const single = { ...journal, header: { ...journal.header, repeats: 1 } };
  expect(rowOf(single, 'randread-psync').split(/\s+/)[3]).toBe('-');
  expect(rowOf(single, 'randread-psync')).toMatch(/ok$/);
});

test('several configurations are grouped by run', () => {
  const journal = journalOf(
    ['none', 'auto'].flatMap((configuration) =>
      ['randread-psync', 'randread-mmap'].flatMap((run) =>
        measuredCell({ run, configuration, read: thrice(1024, 256) }),
      ),
    ),
  );
  const firstWords = table(journal).map((line) => line.trim().split(/\s+/)[0]);
  expect(firstWords).toEqual(['run', 'randread-psync', 'none', 'auto', 'randread-mmap', 'none', 'auto']);
});

test('the widest rows of the suite fit in 80 columns', () => {
  const journal = journalOf([
    ...measuredCell({
      run: 'randwrite-io_uring-multi',
      write: [
        { bw: 99_999_999, iops: 999_499, latencies: [123_400, 998_000] },
        { bw: 1, iops: 0.2, latencies: [123_400, 998_000] },
      ],
    }),
    ...measuredCell({
      run: 'randrw-io_uring-multi',
      rw: 'randrw',
      read: thrice(1e6, 1e6),
      write: thrice(1e6, 1e6),
    }),
    badCell('randwrite-libaio-multi', { outcome: 'unsupported', reason: noMappings }),
  ]);
  for (const line of table(journal)) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(rowOf(journal, 'randwrite-io_uring-multi')).not.toContain('…');
  expect(table(journal)[0]).toMatch(/outcome$/);
  expect(rowOf(journal, 'randwrite-libaio-multi')).toMatch(/-multi +unsupported: ENODEV, /);
});

test('a wide terminal tells causes at full length', () => {
  const journal = journalOf([badCell('randread-mmap', { outcome: 'unsupported', reason: noMappings })]);
  expect(rowOf(journal, 'randread-mmap', 140)).toContain(noMappings.cause);
});

test('colours change nothing but colours', () => {
  const journal = journalOf(randread);
  const colored = resultTable(journal, { width: 80, colors: pc.createColors(true) });
  expect(colored).toContain('\u001B[32m');
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
  expect(colored.replace(escapes, '').replace(/ +$/gm, '')).toBe(table(journal).join('\n') + '\n');
});

test('percentiles of a cell are of the I/Os of all its repeats, and no mean of percentiles', () => {
  const cell = measuredCell({
    run: 'randread-psync',
    read: [
      { bw: 1, iops: 1, latencies: Array.from({ length: 99 }, () => 10_000) },
      { bw: 1, iops: 1, latencies: [90_000] },
    ],
  });
  // The 99th of 100; the mean of both repeats' own would be 50 µs.
  expect(rowOf(journalOf(cell), 'randread-psync').split(/\s+/).slice(4, 6)).toEqual(['10.0µs', '10.0µs']);
});

test('writes and trims of a mixed cell are called so', () => {
  const rows = table(
    journalOf(
      measuredCell({
        run: 'erase',
        rw: 'trimwrite',
        write: [{ bw: 2048, iops: 512 }],
        trim: [{ bw: 1024, iops: 256 }],
      }),
    ),
  );
  expect(rows[1]).toMatch(/^erase w +2\.00 /);
  expect(rows[2]).toMatch(/^ {6}t +1\.00 /);
});
