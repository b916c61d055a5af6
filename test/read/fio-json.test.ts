import { describe, expect, test } from 'vitest';
import { folderForFiles, only, reading, told } from './written-file.ts';

const read = reading(folderForFiles());

const latency = { min: 2925, max: 18_786_141, mean: 167_977.933095, stddev: 564_366.978733, N: 9 };
const percentile = { '50.000000': 124_416, '99.000000': 1_138_688 };

const side = {
  io_bytes: 36_610_048,
  io_kbytes: 35_752,
  bw_bytes: 36_573_474,
  bw: 35_716,
  iops: 8929.070929,
  runtime: 1001,
  total_ios: 8938,
  clat_ns: { ...latency, percentile },
};

function job(given: object = {}): object {
  return { jobname: 'a', groupid: 0, error: 0, read: side, usr_cpu: 2.1, sys_cpu: 23.6, ...given };
}

function document(given: object = {}): object {
  return { 'fio version': 'fio-3.33', timestamp_ms: 1_000_000, jobs: [job()], ...given };
}

function text(...documents: object[]): string {
  return documents.map((each) => `${JSON.stringify(each, undefined, 2)}\n`).join('');
}

const figures = {
  io_bytes: 36_610_048,
  total_ios: 8938,
  runtime_ms: 1001,
  bw_bytes: 36_573_474,
  iops: 8929.070929,
  clat_min_ns: 2925,
  clat_mean_ns: 167_977.933095,
  clat_stddev_ns: 564_366.978733,
  clat_max_ns: 18_786_141,
  clat_p50_ns: 124_416,
  clat_p99_ns: 1_138_688,
  usr_cpu: 2.1,
  sys_cpu: 23.6,
};

test('a document gives its jobs, with the figures as they are', async () => {
  const source = await read(text(document()));
  expect(only(source)).toMatchObject({ job: 'a', direction: 'read', outcome: 'measured', repeat: 1 });
  expect(only(source).figures).toEqual(figures);
  expect([source.format, source.warnings]).toEqual(['fio-json', []]);
  expect(only(source).place.line).toBe(5);
});

test('directions in which nothing was done are left out', async () => {
  const nothing = { io_bytes: 0, io_kbytes: 0, bw_bytes: 0, bw: 0, iops: 0, runtime: 0, total_ios: 0 };
  const { entries } = await read(text(document({ jobs: [job({ write: nothing, trim: nothing })] })));
  expect(entries.map(({ direction }) => direction)).toEqual(['read']);
});

describe('a document of fio 2', () => {
  const old = {
    io_bytes: 7116,
    bw: 275,
    iops: 68.99,
    runtime: 25_788,
    total_ios: 1779,
    clat: { min: 51, max: 1684, mean: 11.34, stddev: 31.27, percentile: { '50.000000': 8, '99.000000': 90 } },
  };

  test('counts KiB and µs', async () => {
    const source = await read(text(document({ 'fio version': 'fio-2.2.10', jobs: [job({ read: old })] })));
    expect(only(source).figures).toMatchObject({
      io_bytes: 7116 * 1024,
      bw_bytes: 275 * 1024,
      total_ios: 1779,
      clat_min_ns: 51_000,
      clat_mean_ns: 11_340,
      clat_stddev_ns: 31_270,
      clat_max_ns: 1_684_000,
      clat_p50_ns: 8000,
      clat_p99_ns: 90_000,
    });
  });

  test('that counts bytes is known by its rate', async () => {
    const bytes = { ...old, io_bytes: 7116 * 1024 };
    const source = await read(text(document({ 'fio version': 'fio-2.1', jobs: [job({ read: bytes })] })));
    expect(only(source).figures.io_bytes).toBe(7116 * 1024);
  });

  test('that does not count I/Os has none', async () => {
    const fewer = Object.fromEntries(Object.entries(old).filter(([key]) => key !== 'total_ios'));
    const source = await read(text(document({ 'fio version': 'fio-2.1.4', jobs: [job({ read: fewer })] })));
    expect(only(source).figures).not.toHaveProperty('total_ios');
  });
});

test('buckets of JSON+ are kept, whatever their order', async () => {
  const bins = { '2928': 2, '11': 1, '124416': 4 };
  const withBins = { ...side, clat_ns: { ...latency, percentile, bins } };
  const source = await read(text(document({ jobs: [job({ read: withBins })] })));
  expect(source.format).toBe('fio-json+');
  expect(only(source).clatBuckets).toBe('11:1 411:2 761:4');
});

test('options of the file and of the job make the settings; what is not given is a default', async () => {
  const source = await read(
    text(
      document({
        'global options': { size: '1m', direct: '1', bs: '8k' },
        jobs: [job({ 'job options': { rw: 'randrw', bs: '4k,8k', runtime: '500ms', rwmixread: '75' } })],
      }),
    ),
  );
  const { options, ...settings } = only(source).settings;
  expect(settings).toEqual({
    rw: 'randrw',
    ioengine: 'psync',
    numjobs: 1,
    bs: '4096,8192',
    size: 1_048_576,
    direct: true,
    iodepth: 1,
    rwmixread: 75,
    runtime_ms: 500,
  });
  expect(options).toEqual({
    size: '1m',
    direct: '1',
    rw: 'randrw',
    bs: '4k,8k',
    runtime: '500ms',
    rwmixread: '75',
  });
});

test('a document without options says nothing of them', async () => {
  expect(only(await read(text(document()))).settings).toEqual({});
});

test('several documents in a row are repeats', async () => {
  const later = document({ timestamp_ms: 1_010_000 });
  const { entries, warnings } = await read(text(document(), later, later));
  expect(entries.map(({ repeat }) => repeat)).toEqual([1, 2, 3]);
  expect(warnings).toEqual([]);
});

test('several documents in one line are repeats, too, and so are those of a list', async () => {
  const one = JSON.stringify(document());
  expect((await read(`${one}${one}\n`)).entries.map(({ repeat }) => repeat)).toEqual([1, 2]);
  const list = JSON.stringify([document(), document()], undefined, 2);
  expect((await read(list)).entries.map(({ repeat }) => repeat)).toEqual([1, 2]);
});

test('a document of a run that goes on gives way to the next', async () => {
  const further = job({ read: { ...side, runtime: 2001, io_bytes: 2 * side.io_bytes } });
  const source = await read(text(document(), document({ timestamp_ms: 1_001_000, jobs: [further] })));
  expect(only(source).figures.runtime_ms).toBe(2001);
  expect(told(source)).toEqual([expect.stringMatching(/^1: .*goes on/)]);
  // The same, begun after the first had ended.
  const again = await read(text(document(), document({ timestamp_ms: 1_004_000, jobs: [further] })));
  expect(again.entries).toHaveLength(2);
});

test('jobs of the same name in one document are members of one repeat', async () => {
  const { entries } = await read(text(document({ jobs: [job(), job(), job({ jobname: 'b' })] })));
  expect(entries.map((entry) => [entry.job, entry.repeat, entry.member])).toEqual([
    ['a', 1, 0],
    ['a', 1, 1],
    ['b', 1, 0],
  ]);
});

test('groups with jobs of the same name are runs of their own', async () => {
  const { entries } = await read(text(document({ jobs: [job(), job({ groupid: 1 })] })));
  expect(entries.map(({ job: name, run, repeat }) => [name, run, repeat])).toEqual([
    ['a', 'a (group 0)', 1],
    ['a', 'a (group 1)', 1],
  ]);
});

test("of several clients each one's jobs count, and not their sum", async () => {
  const stats = [
    job({ hostname: 'one', port: 8765 }),
    job({ hostname: 'two', port: 8765 }),
    job({ jobname: 'All clients' }),
  ];
  const source = await read(text({ 'fio version': 'fio-3.33', client_stats: stats }));
  expect(source.entries.map(({ job: name, member, settings }) => [name, member, settings.options])).toEqual([
    ['a', 0, { hostname: 'one' }],
    ['a', 1, { hostname: 'two' }],
  ]);
});

describe('what is odd is told with its place:', () => {
  test('lines before a document', async () => {
    const source = await read(`Warning: something\nand more\n${text(document())}`);
    expect(source.entries).toHaveLength(1);
    expect(told(source)).toEqual(['1: before a document stands "Warning: something" and 1 more; left out']);
  });

  test('something before it in its line, as of a line of progress that was not ended', async () => {
    const source = await read(`oops ${text(document())}`);
    expect(source.entries).toHaveLength(1);
    expect(told(source)).toEqual([expect.stringMatching(/^1: something else/)]);
    const progress = await read(`Jobs: 1 (f=1): [r(1)][50.0%]\r${text(document())}`);
    expect(told(progress)).toEqual([]);
  });

  test('a key that is there twice, of which the last counts', async () => {
    const twice = text(document()).replace('"total_ios": 8938', '"total_ios": 1,\n"total_ios": 8938');
    const source = await read(twice);
    expect(only(source).figures.total_ios).toBe(8938);
    expect(told(source)).toEqual(['17: "total_ios" is there twice: the last one counts']);
  });

  test('but not an option that was given twice', async () => {
    const options = '"global options": { "bs": "8k", "bs": "4k" },\n  "jobs"';
    const source = await read(text(document()).replace('"jobs"', options));
    expect(only(source).settings.bs).toBe(4096);
    expect(source.warnings).toEqual([]);
  });

  test.each(['nan', '-nan', 'inf'])('%s, which is no figure', async (word) => {
    const source = await read(text(document()).replace('8929.070929', word));
    expect(only(source).figures).not.toHaveProperty('iops');
    expect(only(source).figures).toHaveProperty('total_ios', 8938);
    expect(told(source)).toEqual([expect.stringContaining('is no number')]);
  });

  test('commas that are missing or too many', async () => {
    const missing = await read(text(document()).replace('8938,', '8938'));
    expect(only(missing).figures).toEqual(figures);
    expect(told(missing)).toEqual([expect.stringContaining('a comma is missing')]);
    const surplus = await read(text(document()).replace('23.6', '23.6,'));
    expect(only(surplus).figures).toEqual(figures);
    expect(told(surplus)).toEqual([expect.stringContaining('a comma with nothing after it')]);
  });

  test('a document that is cut off, be it the last one or not', async () => {
    const whole = text(document());
    const last = await read(whole + whole.slice(0, 200));
    expect([last.entries.length, told(last)]).toEqual([1, [expect.stringMatching(/cut off/)]]);
    const first = await read(`${whole.slice(0, whole.indexOf('"iops"'))}\n${whole}`);
    expect([first.entries.length, told(first)]).toEqual([1, ['1: a document that is cut off; left out']]);
  });

  test('a document that is not of fio', async () => {
    const source = await read(`${text({ hello: 'world' })}${text(document())}`);
    expect(told(source)).toEqual([expect.stringMatching(/^1: a document without "jobs"/)]);
  });
});

test("a document of vfload's says where in which study it belongs", async () => {
  const vfload = {
    ...{ outcome: 'unsupported', reason: { kind: 'error', errnoName: 'ENODEV' }, configuration: 'none' },
    ...{ run: 'randread-mmap', repeat: 2, session: 'boot:31', short: false, interrupted: false },
  };
  const broken = job({ error: 19, read: {} });
  const source = await read(
    text(document({ 'fio version': 'fio-3.42-vfload-0.1.0', jobs: [broken], vfload })),
  );
  expect(only(source)).toMatchObject({
    ...{ tool: { name: 'vfload', version: '0.1.0' }, configuration: 'none', run: 'randread-mmap', repeat: 2 },
    ...{ session: 'boot:31', outcome: 'unsupported', error: 'ENODEV' },
  });
});
