import { describe, expect, test } from 'vitest';
import type { Entry, Source } from '../../lib/read/entry.ts';
import { readSources } from '../../lib/read/read-source.ts';
import { bar } from '../../lib/report/sources/bars.ts';
import { renderSources } from '../../lib/report/sources/render.ts';
import { folderForFiles } from '../read/written-file.ts';
import { configurationOrder, publishedCells, publishedTable } from './published-rows.ts';
import { rawLog } from './raw-logs.ts';

const write = folderForFiles();
const look = { color: false, width: 80 };

/** Raw logs of the excerpt of the study, one a configuration. */
function publishedLogs(): string[] {
  return configurationOrder.flatMap((configuration) => {
    const cells = publishedCells.filter((cell) => cell.configuration === configuration);
    // The study's wrapper went through its job files in alphabetical order.
    const ordered = cells.toSorted((a, b) => (a.run < b.run ? -1 : 1));
    return cells.length === 0
      ? []
      : [write(`${configuration}-test-data.txt`, rawLog(configuration, ordered))];
  });
}

test('what is not there in a raw log is unsupported, with the error that it ended with', async () => {
  const sources = await readSources(publishedLogs());
  const bad = sources.flatMap(({ entries }) => entries).filter(({ outcome }) => outcome !== 'measured');
  expect(new Set(bad.map(({ outcome, error }) => `${outcome} ${error ?? ''}`))).toEqual(
    new Set(['unsupported ENODEV']),
  );
  expect(bad.map(({ run, repeat, direction }) => `${run} ${repeat} ${direction ?? ''}`)).toContain(
    'randrw-mmap 3 write',
  );
});

test("the study's table is made of its raw logs, configurations in the order of the files", async () => {
  const sources = await readSources(publishedLogs());
  expect(sources.flatMap(({ warnings }) => warnings)).toEqual([]);
  expect(renderSources(sources, 'study', look)).toBe(publishedTable);
});

function entry(given: Partial<Entry> = {}): Entry {
  return {
    ...{
      source: 'a.json',
      configuration: 'a',
      job: 'x',
      run: 'x',
      group: 0,
      member: 0,
      repeat: 1,
      position: 0,
    },
    ...{ direction: 'read', outcome: 'measured', tool: { name: 'fio', version: '3.33' }, settings: {} },
    figures: { bw_bytes: 100 * 2 ** 20, iops: 25_600, io_bytes: 2 ** 30, runtime_ms: 1000 },
    place: { file: 'a.json', line: 1 },
    ...given,
  };
}

function source(...entries: Entry[]): Source {
  return { name: 'a', path: 'a.json', format: 'fio-json', entries, warnings: [] };
}

describe('comma-separated values', () => {
  const head =
    'source,configuration,job,group,repeat,direction,outcome,error,io_bytes,total_ios,runtime_ms,bw_bytes,iops,clat_min_ns,clat_mean_ns,clat_stddev_ns,clat_max_ns,clat_p50_ns,clat_p99_ns,usr_cpu,sys_cpu';

  test('are a row for each entry, empty where the source has nothing', () => {
    const failed = entry({ repeat: 2, outcome: 'failed', error: 'EIO', figures: {} });
    expect(renderSources([source(entry(), failed)], 'csv', look)).toBe(
      `${head}\na.json,a,x,0,1,read,measured,,1073741824,,1000,104857600,25600,,,,,,,,\na.json,a,x,0,2,read,failed,EIO,,,,,,,,,,,,,\n`,
    );
  });

  test('are quoted where they have to be', () => {
    const odd = entry({ configuration: 'a "b", c', figures: {} });
    expect(renderSources([source(odd)], 'csv', look)).toContain('a.json,"a ""b"", c",x,0');
  });
});

describe('percentiles of a cell', () => {
  const [low, high] = ['412:99 500:1', '412:1 500:99'];

  const shown = (...entries: Entry[]): string[] =>
    renderSources([source(...entries)], 'md', look)
      .split('\n')[2]
      ?.split(' | ')
      .slice(6, 8) ?? [];

  test('of several repeats are those of all their I/Os together', () => {
    const figures = { ...entry().figures, clat_p50_ns: 1, clat_p99_ns: 1 };
    // Of 200 I/Os 100 are in each bucket: the median is in the lower one, the 99th percentile in the upper.
    expect(
      shown(entry({ clatBuckets: low, figures }), entry({ repeat: 2, clatBuckets: high, figures })),
    ).toEqual(['2.96µs', '7.46µs']);
  });

  test('are left out where a repeat has no buckets, whatever its own percentiles are', () => {
    const figures = { ...entry().figures, clat_p50_ns: 1000, clat_p99_ns: 2000 };
    expect(shown(entry({ figures }), entry({ repeat: 2, figures }))).toEqual(['-', '-']);
    expect(shown(entry({ figures }))).toEqual(['1.00µs', '2.00µs']);
  });
});

test('rates of jobs side by side are added up, and then averaged over repeats', () => {
  const members = [1, 2].flatMap((repeat) => [0, 1].map((member) => entry({ repeat, member })));
  const table = renderSources([source(...members)], 'md', look);
  expect(table).toContain('| x | a | read | 200 | 51.2k | 0.0% | - | - | 2 repeats |');
});

test('Markdown keeps its form whatever names there are', () => {
  const table = renderSources([source(entry({ run: 'a|b*' }))], 'md', look);
  expect(table.split('\n')[2]).toMatch(/^\| a\\\|b\\\* \| a \| read /);
});

describe('the table for a terminal', () => {
  test('has bars that can be compared within a run, and what became of each cell', () => {
    const half = entry({ configuration: 'b', figures: { bw_bytes: 50 * 2 ** 20, iops: 12_800 } });
    const none = entry({ configuration: 'c', figures: {}, outcome: 'unsupported', error: 'ENODEV' });
    const lines = renderSources([source(entry(), half, none)], 'table', look).split('\n');
    expect(lines.slice(0, 7)).toEqual([
      'a.json: JSON of fio 3.33',
      '',
      expect.stringMatching(/^ +MiB\/s +IOPS +± +p50 +p99$/),
      'x',
      expect.stringMatching(/^ {2}a {2}█{26} +100 +25\.6k +- +- +- {2}1 repeat$/),
      expect.stringMatching(/^ {2}b {2}█{13} +50\.0 +12\.8k +- +- +- {2}1 repeat$/),
      '  c  unsupported: ENODEV',
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('is in colours where they are wanted', () => {
    expect(renderSources([source(entry())], 'table', { color: true, width: 80 })).toContain('\u001b[');
  });
});

test.each([
  [0, ''],
  [0.001, '▏'],
  [0.5, '████'],
  [0.55, '████▍'],
  [1, '████████'],
  [Number.NaN, ''],
])('a bar of %d is "%s"', (share, drawn) => {
  expect(bar(share, 8)).toBe(drawn);
});

test('a run that did nothing and has no error is told as such', () => {
  const idle = entry({ figures: {} });
  expect(renderSources([source(idle)], 'md', look)).toContain('| - | - | - | - | - | no I/O |');
});
