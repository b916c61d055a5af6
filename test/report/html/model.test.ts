import { describe, expect, test } from 'vitest';
import { findings, leaders } from '../../../lib/report/html/findings.ts';
import { reportModel } from '../../../lib/report/html/model/model.ts';
import { badCell, journalOf, measuredCell, noMappings } from '../study-fixture.ts';
import { inputOf, plainStudy, studyCell, wideStudy } from './html-fixture.ts';

const rowsOf = (model: ReturnType<typeof reportModel>) => model.workloads.flatMap(({ rows }) => rows);

describe('the model of a study', () => {
  test('has workloads with a row for each run, and the first configuration as reference', () => {
    const model = reportModel(inputOf(plainStudy()));
    expect(model.configurations.map(({ name }) => name)).toEqual(['none', 'auto']);
    expect(model.workloads.map(({ title, rows }) => [title, rows.map(({ run }) => run)])).toEqual([
      ['Random reads', ['randread-psync']],
      ['Random writes', ['randwrite-psync']],
    ]);
    expect(rowsOf(model).map(({ cells }) => cells[0]?.ratio)).toEqual([undefined, undefined]);
  });

  test('has ratios within blocks, with intervals and verdicts', () => {
    const [clear, unclear] = rowsOf(reportModel(inputOf(plainStudy()))).map(({ cells }) => cells[1]?.ratio);
    expect(clear?.value).toBeCloseTo(2.0012, 4);
    expect(clear?.interval?.low).toBeGreaterThan(1.95);
    expect(clear?.interval?.high).toBeLessThan(2.05);
    expect(clear).toMatchObject({ verdict: 'faster', isOneSession: true });
    expect(unclear?.verdict).toBe('undecided');
  });

  test('has no verdict of single repeats', () => {
    const journal = journalOf([...studyCell('a', 'r', [1000]), ...studyCell('b', 'r', [3000])]);
    const [row] = rowsOf(reportModel(inputOf(journal)));
    expect(row?.cells[1]?.ratio).toMatchObject({ interval: undefined, verdict: undefined });
    expect(row?.cells[1]?.ratio?.value).toBeCloseTo(3, 10);
  });

  test('takes percentiles of several repeats from all of their latencies', () => {
    const slow = [...studyCell('a', 'r', [1000, 4000])];
    const [row] = rowsOf(reportModel(inputOf(journalOf(slow))));
    // 80 latencies, half of them of each repeat: the median is the largest of the faster repeat's fast ones or above.
    const { p50Ns = 0, bins = [] } = row?.cells[0]?.cell ?? {};
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(80);
    expect(p50Ns).toBeGreaterThan(3.9e6);
    expect(p50Ns).toBeLessThan(1.05e7);
  });

  test('tells files with the same labels apart by their names', () => {
    const model = reportModel(inputOf(plainStudy(), plainStudy()));
    expect(model.configurations.map(({ name }) => name)).toEqual([
      'none (study1)',
      'auto (study1)',
      'none (study2)',
      'auto (study2)',
    ]);
  });

  test('gives a cell that was not measured its error, and no ratio', () => {
    const model = reportModel(inputOf(wideStudy()));
    const mapped = rowsOf(model).find(({ run }) => run === 'randread-mmap');
    expect(mapped?.cells[0]).toMatchObject({ cell: { outcome: 'unsupported', error: 'ENODEV' } });
    expect(mapped?.cells.map(({ ratio }) => ratio)).toEqual(Array.from({ length: 9 }, () => undefined));
    expect(model.facts[0]?.notMeasured.map(({ name, cells }) => [name, cells.length])).toEqual([
      ['ENODEV', 1],
      ['SIGBUS', 1],
    ]);
  });
});

describe('the findings', () => {
  test('say who is ahead, where and by how much', () => {
    const model = reportModel(inputOf(plainStudy()));
    const [first, second] = findings(model);
    expect(first).toMatch(
      /^auto has 1\.4\d× the throughput of none over 2 rows: faster in 1, undecided in 1\.$/,
    );
    expect(second).toMatch(/^It is highest in randread-psync with 2\.00× \(1\.9\d–2\.0\d\), lowest in/);
    expect(leaders(model)[0]).toEqual({
      title: 'Random reads',
      text: 'auto has the highest mean in its only row, 2.00× that of none',
    });
  });

  test('of one configuration name its extremes', () => {
    const journal = journalOf([...studyCell('a', 'quick', [102_400]), ...studyCell('a', 'slow', [1024])]);
    expect(findings(reportModel(inputOf(journal)))[0]).toBe(
      'Highest is quick with 100 MiB/s, lowest slow with 1 MiB/s.',
    );
  });

  test('claim nothing of what was not measured', () => {
    const journal = journalOf([badCell('r', { outcome: 'unsupported', reason: noMappings })]);
    expect(findings(reportModel(inputOf(journal)))).toEqual([
      'Nothing was measured.',
      'Not measured: 1 cell unsupported (ENODEV).',
    ]);
  });
});

describe('a single configuration that trims and writes', () => {
  const trimwrite = { run: 'erase', rw: 'trimwrite', configuration: 'share' } as const;
  const withRates = (write: number, trim: number) =>
    reportModel(
      inputOf(
        journalOf(
          measuredCell({
            ...trimwrite,
            write: [1, 2].map(() => ({ bw: write, iops: 1, latencies: [1000] })),
            trim: [1, 2].map(() => ({ bw: trim, iops: 1, latencies: [2000] })),
          }).map((repeat, index) => ({ ...repeat, position: index })),
        ),
      ),
    );

  test('has a title in words', () => {
    expect(withRates(1024, 512).workloads.map(({ title }) => title)).toEqual(['Sequential trims and writes']);
  });

  test('has no highest and lowest where both are the same', () => {
    expect(findings(withRates(2048, 1024)).join()).toContain('Highest is erase, write');
    expect(findings(withRates(1024, 1024)).join()).not.toContain('ighest');
  });

  test('has the percentiles of all repeats for trims as well', () => {
    const cells = rowsOf(withRates(2048, 1024)).map((row) => [row.direction, row.cells[0]?.cell?.p99Ns]);
    expect(cells).toContainEqual(['trim', expect.closeTo(2000, -2) as number]);
  });
});
