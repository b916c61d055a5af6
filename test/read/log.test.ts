import { expect, test } from 'vitest';
import { bucketCount, bucketIndex, bucketValue } from '../../lib/stats/buckets.ts';
import { folderForFiles, only, reading, told } from './written-file.ts';

const read = reading(folderForFiles());

const everyIo = [
  '0, 38302, 0, 4096, 0',
  '0, 20000, 0, 4096, 0',
  '1, 45000, 0, 4096, 0',
  '1, 1000, 1, 8192, 0',
  '',
].join('\n');

test('a log of every completion has all of the latencies, and counts I/Os and bytes', async () => {
  const source = await read(everyIo, 'x_clat.2.log');
  expect(source.format).toBe('log');
  const [reads, writes] = source.entries;
  expect(reads).toMatchObject({ job: 'x', member: 1, direction: 'read', outcome: 'measured' });
  expect(reads?.figures).toEqual({
    io_bytes: 12_288,
    total_ios: 3,
    clat_min_ns: 20_000,
    clat_mean_ns: (38_302 + 20_000 + 45_000) / 3,
    clat_stddev_ns: expect.closeTo(Math.sqrt(334_942_136 / 2), 6) as number,
    clat_max_ns: 45_000,
    clat_p50_ns: bucketValue(bucketIndex(38_302)),
    clat_p99_ns: bucketValue(bucketIndex(45_000)),
  });
  expect(writes?.figures).toMatchObject({
    io_bytes: 8192,
    total_ios: 1,
    clat_mean_ns: 1000,
    clat_stddev_ns: 0,
  });
});

test('values of other logs of every I/O are no latencies of completion', async () => {
  for (const kind of ['lat', 'slat', 'bw', 'iops']) {
    const { entries } = await read(everyIo, `x_${kind}.1.log`);
    expect(entries[0]?.figures).toEqual({ io_bytes: 12_288, total_ios: 3 });
  }
});

test('averages of bandwidth and IOPS are averaged over the time', async () => {
  const averages = '500, 100, 0, 0, 0\n1000, 300, 0, 0, 0\n';
  expect(only(await read(averages, 'x_bw.1.log')).figures).toEqual({ bw_bytes: 200 * 1024 });
  expect(only(await read(averages, 'x_iops.log')).figures).toEqual({ iops: 200 });
});

test('averages of latencies tell nothing, and that is said', async () => {
  const source = await read('500, 100, 0, 0, 0\n', 'x_clat.1.log');
  expect(only(source).figures).toEqual({});
  expect(told(source)).toEqual(['1: a log of averages tells nothing of single I/Os']);
});

test('a log whose name does not tell what its values are counts I/Os alone', async () => {
  const source = await read(everyIo, 'some.txt');
  expect(source.entries[0]).toMatchObject({ job: 'some', figures: { total_ios: 3 } });
  expect(told(source)).toEqual([expect.stringContaining('its name does not say')]);
});

test('histograms are added up, whatever the file is called', async () => {
  const counts = (index: number, count: number): string =>
    Array.from({ length: bucketCount }, (_unused, at) => (at === index ? count : 0)).join(', ');
  const text = `500, 0, 4096, ${counts(600, 98)}\n1000, 0, 4096, ${counts(700, 2)}\n`;
  const entry = only(await read(text, 'any.log'));
  expect(entry.figures).toEqual({ clat_p50_ns: bucketValue(600), clat_p99_ns: bucketValue(700) });
  expect(entry.clatBuckets).toBe('600:98 700:2');
});

test('offsets and priorities at the end of lines are passed over', async () => {
  const { entries } = await read(
    '0, 38302, 0, 4096, 8192, 0x4004\n0, 38302, 0, 4096, 8192, 1\n',
    'x_clat.1.log',
  );
  expect(entries[0]?.figures.total_ios).toBe(2);
});

test('lines that are odd are left out and told, and not without end', async () => {
  const source = await read(`${everyIo}2, cut o\n${'strange\n'.repeat(100)}`, 'x_clat.1.log');
  expect(source.entries).toHaveLength(2);
  expect(source.warnings).toHaveLength(20);
  expect(told(source)[0]).toBe('5: is no line of this log; left out');
});

test('the log of what there was none of is empty, and no error', async () => {
  const source = await read('', 'x_slat.1.log');
  expect(source.entries).toEqual([]);
  expect(told(source)).toEqual(['1: the log is empty']);
});
