import { describe, expect, test } from 'vitest';
import { compareSources } from '../../lib/compare/compare.ts';
import { comparisonNotes, familyNotes } from '../../lib/compare/notes.ts';
import { around, cellsIn, compareTwo, defaults, sourceOf } from './source-fixture.ts';

const only = (comparison: ReturnType<typeof compareTwo>) => {
  const [cell] = cellsIn(comparison);
  if (cell === undefined) throw new Error('no cell');
  return cell;
};
const notesOf = (comparison: ReturnType<typeof compareTwo>) =>
  comparison.families.flatMap((family) => familyNotes(family, comparison));

const read = (level: number, given = {}) => ({ job: 'r', iops: around(level), ...given });

describe('a cell', () => {
  test('is faster, slower, the same, or undecided', () => {
    expect(only(compareTwo([read(1000)], [read(1100)])).verdict).toBe('faster');
    expect(only(compareTwo([read(1000)], [read(900)])).verdict).toBe('slower');
    expect(only(compareTwo([read(1000)], [read(1000)])).verdict).toBe('same');
    expect(only(compareTwo([read(1000)], [read(1000)], { equivalence: 0.001 })).verdict).toBe('undecided');
  });

  test('is compared by ratios within blocks where both sides are of one study', () => {
    const blocks = [100, 1000, 300, 50, 700, 400];
    const cells = [
      { job: 'r', configuration: 'a', iops: blocks },
      { job: 'r', configuration: 'b', iops: blocks.map((value, index) => value * (1.1 + index / 1000)) },
    ];
    const [comparison] = compareSources([sourceOf('study.jsonl', cells)], defaults);
    const cell = comparison && only(comparison);
    expect(cell).toMatchObject({ verdict: 'faster', estimate: { unit: 'block', counts: [6, 6] } });
    // The same values in two files have nothing in common.
    const [ours, theirs] = cells.map((each) => ({ ...each, configuration: 'share' }));
    expect(ours && theirs && only(compareTwo([ours], [theirs]))).toMatchObject({
      verdict: 'undecided',
      estimate: { unit: 'repeat' },
    });
  });

  test('by latency is slower where the value is larger', () => {
    const withLatency = (level: number) => ({
      job: 'r',
      iops: [1, 1, 1, 1],
      figures: { clat_mean_ns: level },
    });
    const comparison = compareTwo([withLatency(1000)], [withLatency(1500)], { metrics: ['clat_mean'] });
    expect(only(comparison)).toMatchObject({ verdict: 'slower', ratio: expect.closeTo(1.5, 9) as number });
  });

  test('marked short has no verdict', () => {
    const comparison = compareTwo([read(1000)], [read(2000, { isShort: true })]);
    expect(only(comparison)).toMatchObject({ verdict: 'none', noVerdict: 'short' });
    expect(comparison.families[0]?.size).toBe(0);
    expect(notesOf(comparison)).toContain('No verdict, since runs were short: r.');
  });

  test('with one repeat a side has a ratio and no verdict', () => {
    const cell = only(compareTwo([{ job: 'r', iops: [100] }], [{ job: 'r', iops: [150] }]));
    expect(cell).toMatchObject({ verdict: 'none', noVerdict: 'one repeat', judgement: undefined });
    expect(cell.ratio).toBeCloseTo(1.5, 9);
  });

  test('that was not measured, or did nothing, or does not tell, has none', () => {
    const failed = read(1, { outcome: 'unsupported' as const, error: 'ENODEV' });
    const comparison = compareTwo([read(1000)], [failed]);
    expect(only(comparison)).toMatchObject({ verdict: 'none', noVerdict: 'not measured' });
    expect(notesOf(comparison)).toContain('Not measured: r (unsupported: ENODEV).');
    expect(only(compareTwo([read(1000)], [{ job: 'r', iops: [0, 0] }])).noVerdict).toBe('nothing done');
    expect(only(compareTwo([read(1)], [read(1)], { metrics: ['clat_p99'] })).noVerdict).toBe('not told');
  });

  test('leaves out repeats that were stopped', () => {
    const source = sourceOf('new.jsonl', [read(1000)]);
    const [first] = source.entries;
    if (first !== undefined) Object.assign(first, { isInterrupted: true, figures: { iops: 1 } });
    const [comparison] = compareSources([sourceOf('old.jsonl', [read(1000)]), source], defaults);
    expect(comparison && only(comparison).other).toMatchObject({ repeats: 5, left: ['stopped'] });
  });

  test('has a rank test beside it from four repeats on, and never instead', () => {
    expect(only(compareTwo([read(1000)], [read(1100)])).rankTest).toMatchObject({ u: 36, isExact: true });
    const three = { job: 'r', iops: around(1000, 3) };
    expect(only(compareTwo([three], [three])).rankTest).toBeUndefined();
  });

  test('has a bootstrap interval from 20 repeats, or from 8 blocks, on', () => {
    const many = (count: number, configuration = 'share') => ({
      job: 'r',
      configuration,
      iops: around(1000, count),
    });
    expect(only(compareTwo([many(19)], [many(20)])).bootstrapInterval).toBeUndefined();
    const interval = only(compareTwo([many(20)], [many(20)])).bootstrapInterval;
    expect(interval?.low).toBeGreaterThan(0.99);
    expect(interval?.high).toBeLessThan(1.01);
    const study = (count: number) =>
      compareSources([sourceOf('s', [many(count, 'a'), many(count, 'b')])], defaults).map(only)[0];
    expect(study(7)?.bootstrapInterval).toBeUndefined();
    expect(study(8)?.bootstrapInterval).toBeDefined();
  });

  test('knows what difference it would have shown', () => {
    const { detectable } = only(compareTwo([read(1000)], [read(1000)]));
    // Deviation about 1 %, six a side: some two percent.
    expect(detectable).toBeGreaterThan(0.01);
    expect(detectable).toBeLessThan(0.03);
  });
});

describe('jobs side by side', () => {
  const members = (iops: number[], figures = {}) =>
    [0, 1].map((member) => ({ job: 'r', member, iops, figures, settings: { numjobs: 2 } }));

  test('have rates that add up', () => {
    expect(only(compareTwo(members([100, 100]), members([50, 50]))).reference.value).toBeCloseTo(200, 9);
  });

  test('have the percentiles of all their I/Os, from merged buckets', () => {
    // Buckets below 128 stand for their own number of ns.
    const [first, second] = members([1, 1]).map((member, index) => ({
      ...member,
      clatBuckets: index === 0 ? '10:99' : '100:1',
    }));
    const sides = first && second ? [first, second] : [];
    const value = (metric: 'clat_p50' | 'clat_p99') =>
      only(compareTwo(sides, sides, { metrics: [metric] })).reference.value;
    expect(value('clat_p50')).toBeCloseTo(10, 9);
    expect(value('clat_p99')).toBeCloseTo(10, 9);
    const more = sides.map((member) => ({ ...member, clatBuckets: '10:98 100:2' }));
    expect(only(compareTwo(more, more, { metrics: ['clat_p99'] })).reference.value).toBeCloseTo(100, 9);
  });

  test('without buckets have no percentile, rather than an average of several', () => {
    const sides = members([1, 1], { clat_p99_ns: 5 });
    expect(only(compareTwo(sides, sides, { metrics: ['clat_p99'] })).noVerdict).toBe('not told');
  });
});

describe('what is said once', () => {
  test('is that one session is not separable from what is measured', () => {
    const one = [read(1000, { session: 'boot:1' }), { ...read(1000, { session: 'boot:1' }), job: 's' }];
    const notes = notesOf(compareTwo(one, one));
    expect(
      notes.filter((note) => note.startsWith('One session: what is measured is not separable')),
    ).toHaveLength(1);
  });

  test('is not said of several sessions, which count instead of repeats', () => {
    const sessions = ['a', 'a', 'b', 'b', 'c', 'c'];
    const comparison = compareTwo([read(1000, { sessions })], [read(1100, { sessions })]);
    expect(only(comparison).estimate).toMatchObject({ unit: 'session', counts: [3, 3] });
    expect(notesOf(comparison).join()).not.toContain('One session');
  });

  test('is that repeats are too few for any plausible difference', () => {
    const noisy = (level: number) => [
      { job: 'r', iops: [level, level * 1.3, level * 0.7] },
      { job: 's', iops: [level, level * 1.2, level * 0.8] },
    ];
    expect(notesOf(compareTwo(noisy(100), noisy(110)))).toContainEqual(
      expect.stringMatching(/^Too few repeats for any plausible difference: with n = 3 half of the tests/),
    );
    expect(notesOf(compareTwo([read(100)], [read(110)])).join()).not.toContain('Too few');
  });

  test('is a drift over the order of measuring, pooled across cells', () => {
    const cells = ['a', 'b', 'c', 'd'].map((job, place) => ({
      job,
      iops: [0, 1, 2].map((block) => 100 * (place + 1) * 1.05 ** block * (1 + ((block + place) % 3) / 1000)),
    }));
    const steady = cells.map(({ job }) => ({ job, iops: [100, 101, 100] }));
    const notes = notesOf(compareTwo(steady, cells));
    expect(notes).toContainEqual(expect.stringMatching(/^Drift: IOPS of new\.jsonl changes by \+1\d %/));
    expect(notes.join()).not.toContain('of old.jsonl changes');
  });

  test('is no surer of a drift for the directions of a run, which were disturbed together', () => {
    const iops = [100, 104, 103, 108];
    const settings = { rw: 'randrw' };
    const directions = (['read', 'write'] as const).map((direction) => ({
      ...{ job: 'm', direction, iops, settings },
    }));
    const positions = [0, 1, 2, 3];
    const [one, both] = [directions.slice(0, 1), directions].map((cells) => {
      const source = sourceOf('new.jsonl', cells);
      const entries = source.entries.map((entry) => ({
        ...entry,
        position: positions[entry.repeat - 1] ?? 0,
      }));
      const sources = [
        { ...source, path: 'old.jsonl', entries },
        { ...source, entries },
      ];
      return compareSources(sources, defaults)[0]?.families[0]?.order[0]?.drift;
    });
    expect(one).toMatchObject({ cells: 1, values: 4 });
    expect(both).toMatchObject({ cells: 1, values: 4 });
    expect(both?.p).toBeCloseTo(one?.p ?? 0, 10);
  });

  test('is a warm-up, from six repeats on', () => {
    const rising = (count: number) => ({
      job: 'r',
      iops: Array.from({ length: count }, (_, index) => 100 + index / 10),
    });
    const warm = (count: number) => notesOf(compareTwo([rising(count)], [read(100)])).join();
    expect(warm(5)).not.toContain('Warm-up');
    expect(warm(6)).toContain('Warm-up: repeats get better one after the other in old.jsonl: r.');
  });
});

describe('different tools', () => {
  const fio = { tool: { name: 'fio', version: '3.33' } } as const;
  const figures = {
    io_bytes: 4096,
    total_ios: 1000,
    runtime_ms: 10,
    usr_cpu: 20,
    sys_cpu: 50,
    clat_p50_ns: 5,
  };

  test('are never faster or slower', () => {
    const comparison = compareTwo([read(1000, fio)], [read(2000)]);
    expect(only(comparison).verdict).toBe('tool difference');
    expect(only(comparison).judgement?.interval.low).toBeGreaterThan(1.9);
    expect(comparisonNotes(comparison)[0]).toBe(
      'Tool difference: fio 3.33 measured one side and vfload 0.1.0 the other, so that nothing is called faster or slower.',
    );
  });

  test('may come to the same', () => {
    expect(only(compareTwo([read(1000, fio)], [read(1000)])).verdict).toBe('same');
  });

  test('have a verdict with one repeat, too, and all figures that both tell of', () => {
    const comparison = compareTwo(
      [{ job: 'r', iops: [1000], figures: { ...figures, clat_p99_ns: 7 }, ...fio }],
      [{ job: 'r', iops: [1500], figures }],
    );
    expect(only(comparison).verdict).toBe('tool difference');
    expect(comparison.shared).toMatchObject([{ name: 'r' }]);
    expect(comparison.shared[0]?.figures).toContainEqual({ figure: 'iops', reference: 1000, other: 1500 });
    expect(comparison.shared[0]?.figures.map(({ figure }) => figure)).toEqual([
      ...['io_bytes', 'total_ios', 'runtime_ms', 'bw_bytes', 'iops', 'clat_p50_ns', 'usr_cpu', 'sys_cpu'],
    ]);
  });

  test('have their costs told', () => {
    const comparison = compareTwo(
      [read(1000, { ...fio, figures })],
      [read(1500, { figures: { ...figures, usr_cpu: 5 } })],
    );
    // 20 % of 10 ms for 1000 I/Os are 2000 ns each.
    expect(only(comparison).reference.generator).toEqual({
      userNsPerIo: expect.closeTo(2000, 6) as number,
      systemNsPerIo: expect.closeTo(5000, 6) as number,
    });
    expect(notesOf(comparison)).toContain(
      'CPU time per I/O, user + system, of fio 3.33 and vfload 0.1.0: r 2000 ns + 5000 ns and 500 ns + 5000 ns.',
    );
  });

  test('leave out cells that show the speed of a tool, and count them', () => {
    const comparison = compareTwo(
      [read(1000, fio), read(1000, { ...fio, job: 's' })],
      [read(1000, { isGeneratorBound: true }), read(1000, { job: 's' })],
    );
    expect(cellsIn(comparison).map(({ name }) => name)).toEqual(['s']);
    expect(comparisonNotes(comparison)).toContain('Left out, since they show the speed of a tool: 1 (r).');
  });

  test('that are the same tool leave nothing out', () => {
    const comparison = compareTwo([read(1000)], [read(1000, { isGeneratorBound: true })]);
    expect(cellsIn(comparison)).toHaveLength(1);
    expect(comparison.generatorBound).toEqual([]);
  });
});
