import { describe, expect, test } from 'vitest';
import { someReads, terseLine } from './terse-line.ts';
import { folderForFiles, only, reading, told } from './written-file.ts';

const read = reading(folderForFiles());

const figures = {
  io_bytes: 1024 * 1024,
  bw_bytes: 512 * 1024,
  iops: 128,
  runtime_ms: 2000,
  clat_min_ns: 35_000,
  clat_max_ns: 829_000,
  clat_mean_ns: 122_842.317,
  clat_stddev_ns: 8500,
  clat_p50_ns: 110_000,
  clat_p99_ns: 300_000,
  usr_cpu: 3.5,
  sys_cpu: 30.25,
};

describe.each([2, 3, 4, 5] as const)('a line of version %i', (version) => {
  test('is read alone', async () => {
    const entry = only(await read(`${terseLine({ version, name: 'x', read: someReads })}\n`));
    expect(entry).toMatchObject({
      job: 'x',
      group: 0,
      repeat: 1,
      direction: 'read',
      outcome: 'measured',
      figures,
    });
    expect(entry.figures).toEqual(figures);
    expect(entry.tool).toEqual(version === 2 ? { name: 'fio' } : { name: 'fio', version: '3.21' });
  });

  test('has a section for reads and writes as one', async () => {
    const entry = only(await read(terseLine({ version, mixed: someReads })));
    expect(entry).toMatchObject({ direction: 'mixed', figures });
  });

  test('that lacks fields is left out with a warning that tells where', async () => {
    const whole = terseLine({ version, read: someReads });
    const text = `# log\n${whole}\n${whole.slice(0, 300)}\n`;
    const source = await read(text);
    expect(source.entries).toHaveLength(1);
    expect(told(source)).toEqual([expect.stringMatching(/^3: a terse line of \d+ fields, .*; left out$/)]);
  });
});

test('reads, writes and trims have an entry each', async () => {
  const { entries } = await read(
    terseLine({ version: 4, read: someReads, write: someReads, trim: someReads }),
  );
  expect(entries.map(({ direction }) => direction)).toEqual(['read', 'write', 'trim']);
});

test('lines within lines of another log are found', async () => {
  const line = terseLine({ name: 'x', read: someReads });
  const { entries } = await read(`2020-12-09 21:50:57 INFO ${line}\nnothing; of; interest\n<host> ${line}\n`);
  expect(entries.map(({ job, place }) => [job, place.line])).toEqual([
    ['x', 1],
    ['x', 3],
  ]);
});

test('lines of the same job are repeats, and those that follow one another are said to be taken for it', async () => {
  const line = terseLine({ read: someReads });
  const source = await read(`${line}\n${line}\n${line}\n`);
  expect(source.entries.map(({ repeat, member }) => [repeat, member])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
  expect(told(source)).toEqual([expect.stringMatching(/^2: .*taken for repeats/)]);
});

test('lines of jobs side by side, of which the head tells, are one repeat', async () => {
  const head =
    'job: (g=0): rw=randread, bs=(R) 4096B-4096B, (W) 4096B-4096B, (T) 4096B-4096B, ioengine=psync, iodepth=1';
  const line = terseLine({ read: someReads });
  const text = `${head}\n...\nfio-3.21\nStarting 2 processes\n${line}\n${line}\n`;
  const source = await read(`${text}${text}`);
  expect(source.entries.map(({ repeat, member }) => [repeat, member])).toEqual([
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ]);
  expect(source.entries[0]?.settings).toMatchObject({
    rw: 'randread',
    bs: 4096,
    ioengine: 'psync',
    numjobs: 2,
  });
  expect(told(source)).toEqual([]);
});

test('of reports of a run that goes on only the last one counts', async () => {
  const lines = [1000, 2000, 3000].map((runtimeMs) =>
    terseLine({ read: { ...someReads, runtimeMs, kib: runtimeMs } }),
  );
  const source = await read(lines.join('\nsomething in between\n'));
  expect(only(source)).toMatchObject({ repeat: 1, figures: { runtime_ms: 3000 } });
  expect(told(source)).toEqual([
    expect.stringMatching(/^1: .*goes on/),
    expect.stringMatching(/^3: .*goes on/),
  ]);
});

test('an error that came before any I/O leaves no figures, and no zeros', async () => {
  const entry = only(await read(terseLine({ error: 19 })));
  expect(entry).toMatchObject({ outcome: 'unsupported', error: 'ENODEV', errno: 19, figures: {} });
  expect(only(await read(terseLine({ error: 5 })))).toMatchObject({ outcome: 'failed', error: 'EIO' });
});

test('an invalid argument is a want only where it was a mapping that wanted it', async () => {
  const remark = 'fio: pid=6873, err=22/file:engine.c:118, func=mmap, error=Invalid argument\n';
  const line = terseLine({ error: 22 });
  expect(only(await read(line))).toMatchObject({ outcome: 'failed', error: 'EINVAL' });
  expect(only(await read(remark + line))).toMatchObject({ outcome: 'unsupported', error: 'EINVAL' });
});

test('a job that failed after some I/O keeps its figures and is failed', async () => {
  const entry = only(await read(terseLine({ error: 28, write: someReads })));
  expect(entry).toMatchObject({ outcome: 'failed', error: 'ENOSPC', direction: 'write', figures });
});
