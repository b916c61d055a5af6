import { describe, expect, test } from 'vitest';
import { compareSources } from '../../lib/compare/compare.ts';
import { around, cellsIn, compareTwo, defaults, sourceOf } from './source-fixture.ts';

const read = { job: 'randread', iops: around(1000) };
const namesOf = (comparison: ReturnType<typeof compareTwo>) => cellsIn(comparison).map(({ name }) => name);

describe('cells of the same name', () => {
  test('are compared whatever run, group and place they have', () => {
    const comparison = compareTwo(
      [read, { job: 'b', iops: around(10) }],
      [
        { job: 'b', iops: around(10), group: 1, run: 'all' },
        { ...read, group: 0, run: 'all' },
      ],
    );
    expect(namesOf(comparison)).toEqual(['randread', 'b']);
    expect(comparison.notComparable).toEqual([]);
  });

  test.each([
    ['rw', { rw: 'read' }, 'rw randread and read'],
    ['ioengine', { ioengine: 'mmap' }, 'ioengine psync and mmap'],
    ['numjobs', { numjobs: 4 }, 'numjobs 1 and 4'],
    ['bs', { bs: 8192 }, 'bs 4k and 8k'],
    ['size', { size: 2 ** 31 }, 'size 1g and 2g'],
    ['direct', { direct: true }, 'direct 0 and 1'],
    ['iodepth', { iodepth: 16 }, 'iodepth 1 and 16'],
    ['runtime', { runtime_ms: 20_000 }, 'runtime 3s and 20s'],
  ])('and another %s are not comparable', (_, settings, reason) => {
    const comparison = compareTwo([read], [{ ...read, settings }]);
    expect(cellsIn(comparison)).toEqual([]);
    expect(comparison.notComparable).toEqual([{ name: 'randread', reason }]);
  });

  test('may have another mix, unless reads and writes are mixed', () => {
    const mixed = { ...read, settings: { rw: 'randrw' } };
    const other = { rwmixread: 75 };
    expect(namesOf(compareTwo([read], [{ ...read, settings: other }]))).toEqual(['randread']);
    expect(compareTwo([mixed], [{ ...mixed, settings: { rw: 'randrw', ...other } }]).notComparable).toEqual([
      { name: 'randread read', reason: 'rwmixread 50 and 75' },
    ]);
  });

  test('have workloads by either of their names', () => {
    const mixed = { ...read, settings: { rw: 'rw' } };
    expect(namesOf(compareTwo([mixed], [{ ...mixed, settings: { rw: 'readwrite' } }]))).toEqual([
      'randread read',
    ]);
  });

  test('are compared by direction', () => {
    const mixed = { job: 'm', iops: around(10), settings: { rw: 'randrw' } };
    const both = [
      { ...mixed, direction: 'read' as const },
      { ...mixed, direction: 'write' as const },
    ];
    expect(namesOf(compareTwo(both, both))).toEqual(['m read', 'm write']);
  });

  test('find their like among several by their settings', () => {
    const deep = { ...read, settings: { iodepth: 16 }, run: 'deep' };
    const comparison = compareTwo([read, deep], [deep]);
    expect(cellsIn(comparison).map(({ run }) => run)).toEqual(['deep']);
    expect(comparison.notComparable).toEqual([{ name: 'randread', reason: 'only in old.jsonl' }]);
  });

  test('and the same settings are told apart by their runs, or not at all', () => {
    const runs = [
      { ...read, run: 'first' },
      { ...read, run: 'second' },
    ];
    expect(namesOf(compareTwo(runs, runs))).toHaveLength(2);
    const comparison = compareTwo([{ ...read, run: 'third' }], runs);
    expect(cellsIn(comparison)).toEqual([]);
    expect(comparison.notComparable[0]?.reason).toContain('2 jobs of this name in new.jsonl');
  });
});

test('cells that only one side has are listed', () => {
  const comparison = compareTwo([read, { job: 'a', iops: [1] }], [read, { job: 'b', iops: [1] }]);
  expect(namesOf(comparison)).toEqual(['randread']);
  expect(comparison.notComparable).toEqual([
    { name: 'a', reason: 'only in old.jsonl' },
    { name: 'b', reason: 'only in new.jsonl' },
  ]);
});

describe('other settings', () => {
  const given = (options: Record<string, string>) => ({ ...read, settings: { options } });

  test('that differ warn, once for all cells', () => {
    const cells = ['a', 'b'].map((job) => ({ ...given({ randseed: '7' }), job }));
    const others = ['a', 'b'].map((job) => ({ ...given({ fsync: '32' }), job }));
    const { settingWarnings } = compareTwo(cells, others);
    expect(settingWarnings).toEqual([
      { text: 'fsync 0 and 32 differ', names: ['a', 'b'] },
      { text: expect.stringMatching(/^randseed .* differ$/) as string, names: ['a', 'b'] },
    ]);
  });

  test('that are the same by other words do not, nor where and how it is reported', () => {
    const ours = given({ filesize: '1g', fsync: '0', filename: 'a', group_reporting: '', direct: '0' });
    const theirs = given({ filesize: '1024m', directory: '/mnt', name: 'x' });
    expect(compareTwo([ours], [theirs]).settingWarnings).toEqual([]);
  });

  test('that a side does not tell of are taken for the same, and that is told', () => {
    const source = sourceOf('log.txt', [read]);
    for (const entry of source.entries) entry.settings = { rw: 'randread', bs: 4096 };
    const [comparison] = compareSources([sourceOf('a.jsonl', [read]), source], defaults);
    expect(comparison?.settingWarnings).toEqual([
      {
        text: 'log.txt does not tell of ioengine, numjobs, size, direct, iodepth, runtime: taken for the same',
        names: ['randread'],
      },
    ]);
  });

  test('such as the version warn as well', () => {
    const newer = { ...read, tool: { name: 'vfload', version: '0.2.0' } as const };
    expect(compareTwo([read], [newer]).settingWarnings[0]?.text).toBe(
      'vfload 0.1.0 and vfload 0.2.0 made the measurements',
    );
  });
});

describe('configurations', () => {
  const on = (configuration: string, level = 1000) => ({ ...read, configuration, iops: around(level) });

  test('of one file are compared with its first', () => {
    const source = sourceOf('study.jsonl', [on('none'), on('auto', 1200), on('always', 800)]);
    const comparisons = compareSources([source], defaults);
    expect(
      comparisons.map(({ reference, other, isInterleaved }) => ({ reference, other, isInterleaved })),
    ).toEqual([
      { reference: 'none', other: 'auto', isInterleaved: true },
      { reference: 'none', other: 'always', isInterleaved: true },
    ]);
    expect(comparisons.map((comparison) => cellsIn(comparison)[0]?.ratio)).toEqual([
      expect.closeTo(1.2, 9),
      expect.closeTo(0.8, 9),
    ]);
  });

  test('of a file with only one make no comparison', () => {
    expect(compareSources([sourceOf('a.jsonl', [read])], defaults)).toEqual([]);
    expect(compareSources([], defaults)).toEqual([]);
  });

  test('of two files belong together by name, where there are several', () => {
    const comparison = compareTwo([on('none'), on('auto', 500)], [on('auto', 550), on('loose')]);
    expect(cellsIn(comparison)).toMatchObject([
      { name: 'auto randread', ratio: expect.closeTo(1.1, 9) as number },
    ]);
    expect(comparison.notComparable).toEqual([
      { name: 'none', reason: 'a configuration of old.jsonl only' },
      { name: 'loose', reason: 'a configuration of new.jsonl only' },
    ]);
  });

  test('of two files with one each may be called as they like', () => {
    expect(namesOf(compareTwo([on('a')], [on('b')]))).toEqual(['randread']);
  });

  test('of several files are each compared with the first', () => {
    const sources = ['a', 'b', 'c'].map((name) => sourceOf(name, [read]));
    expect(compareSources(sources, defaults).map(({ reference, other }) => [reference, other])).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
  });
});
