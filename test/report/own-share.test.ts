import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { closingSentences } from '../../lib/report/closing.ts';
import { markedOutcome, ownShareSentences } from '../../lib/report/own-share.ts';
import { cellsOf } from '../../lib/report/cell.ts';
import { renderReport } from '../../lib/report/render.ts';
import { studyTable } from '../../lib/report/study.ts';
import { resultTable } from '../../lib/report/table.ts';
import type { Journal, JournalRepeat } from '../../lib/result/journal.ts';
import { journalOf, measuredCell, thrice } from './study-fixture.ts';

const look = { color: false, width: 80 };

/** Three repeats with these shares. */
function cell(run: string, shares: number[], configuration = 'share'): JournalRepeat[] {
  const repeats = measuredCell({ run, configuration, read: thrice(1024, 256) });
  for (const [index, { result }] of repeats.entries()) {
    const share = shares[index] ?? 0;
    const nsPerIo = 400 / share;
    result.vfload.generator = { loopNsPerIo: 30, floorNsPerIo: 400, nsPerIo, share, bound: share > 0.2 };
  }
  return repeats;
}

function unknown(run: string, reason: string): JournalRepeat[] {
  const repeats = measuredCell({ run, read: thrice(1024, 256) });
  for (const { result } of repeats) result.vfload.generator = { reason };
  return repeats;
}

function outcomeOf(journal: Journal, run: string, width: number): string {
  const lines = resultTable(journal, { width, colors: pc.createColors(false) }).split('\n');
  return (
    lines
      .find((line) => line.startsWith(run))
      ?.split(/ {2,}/)
      .at(-1) ?? ''
  );
}

const mixed = journalOf([
  ...cell('randread-psync', [0.01, 0.01, 0.01]),
  ...cell('seqread-psync', [0.8, 0.9, 0.79]),
  ...cell('seqread-mmap', [1, 1, 1]),
]);

test('the mean of the repeats marks a cell in the table, with words where there is room', () => {
  expect(outcomeOf(mixed, 'seqread-psync', 80)).toBe('ok, generator 83%');
  expect(outcomeOf(mixed, 'seqread-mmap', 72)).toBe('ok 100%');
  expect(outcomeOf(mixed, 'randread-psync', 80)).toBe('ok');
});

test('a mean below a fifth marks nothing, whatever a single repeat was', () => {
  const journal = journalOf(cell('randread-psync', [0.25, 0.1, 0.1]));
  expect(outcomeOf(journal, 'randread-psync', 80)).toBe('ok');
  expect(ownShareSentences(journal)).toEqual([]);
});

test('the longest name of the suite leaves room for the share in 80 columns', () => {
  const journal = journalOf(cell('randwrite-io_uring-multi', [1, 1, 1]));
  expect(outcomeOf(journal, 'randwrite-io_uring-multi', 80)).toBe('ok 100%');
  for (const line of renderReport([{ journal, path: undefined }], 'table', look).split('\n')) {
    expect(line.length, line).toBeLessThanOrEqual(80);
  }
});

test.each([
  ['ok', 7, 'ok 83%'],
  ['2/3', 7, '2/3 83%'],
  ['12/15', 7, '12/15 *'],
  ['short', 9, 'short 83%'],
  ['short', 7, 'short *'],
  ['stopped', 7, 'stoppe*'],
])('%s in %d columns is marked as %s', (text, width, marked) => {
  const [, bound] = cellsOf(mixed);
  expect(bound === undefined ? '' : markedOutcome(text, bound, width)).toBe(marked);
});

describe('the closing sentence', () => {
  test('names the cells, the most bound first', () => {
    expect(closingSentences(mixed).at(-1)).toBe(
      '2 cells are generator-bound: they measure vfload and the system call, not the file system: ' +
        'seqread-mmap (100% of the time per I/O), seqread-psync (83%).',
    );
    expect(closingSentences(mixed)).toHaveLength(4);
  });

  test('tells the configuration where there are several', () => {
    const journal = journalOf([
      ...cell('seqread-psync', [0.5, 0.5, 0.5], 'none'),
      ...cell('seqread-psync', [0.1, 0.1, 0.1], 'auto'),
    ]);
    expect(ownShareSentences(journal)).toEqual([
      '1 cell is generator-bound: it measures vfload and the system call, not the file system: ' +
        'seqread-psync on none (50% of the time per I/O).',
    ]);
  });

  test('says of which engines the share is not known, and why', () => {
    const reason = 'setting up io_uring: EPERM (a sysctl forbids it)';
    const journal = journalOf([
      ...unknown('seqread-io_uring', reason),
      ...unknown('randread-io_uring', reason),
    ]);
    expect(ownShareSentences(journal)).toEqual([
      `vfload's own share is not known of seqread-io_uring, randread-io_uring: ${reason}.`,
    ]);
  });

  test('is none in journals without calibration', () => {
    expect(closingSentences(journalOf(measuredCell({ run: 'a', read: thrice(1, 1) })))).toHaveLength(3);
  });
});

test("the study's table keeps its shape, and what is bound is told beneath", () => {
  const report = renderReport([{ journal: mixed, path: undefined }], 'study', look);
  expect(report.startsWith(studyTable(mixed))).toBe(true);
  const beneath = report.slice(studyTable(mixed).length);
  expect(beneath.replaceAll('\n', ' ')).toBe(`${ownShareSentences(mixed).join(' ')} `);
  for (const line of beneath.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('JSON has the share of each repeat', () => {
  const documents = JSON.parse(renderReport([{ journal: mixed, path: undefined }], 'json', look)) as object[];
  expect(documents[3]).toMatchObject({
    vfload: { run: 'seqread-psync', repeat: 1, generator: { share: 0.8, bound: true } },
  });
});
