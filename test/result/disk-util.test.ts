import { expect, test } from 'vitest';
import { diskUtil, parseDiskStat, readDiskCounters, type DiskCounters } from '../../lib/result/disk-util.ts';

function counters(text: string, readAtMs: number): DiskCounters {
  const found = parseDiskStat('vda', text, readAtMs);
  if (found === undefined) throw new Error('not a stat line');
  return found;
}

// Kernels of different age have 11, 15 or 17 fields.
const before = counters('  100   2   800    40   50  1  400  30  0  60  70', 1000);
const after = counters(' 1100  12  8800   440   60  2  480  35  0 560  480  0 0 0 0 9 9', 2000);

test("a disk's entry is what its counters gained", () => {
  expect(diskUtil(before, after, '3.33')).toEqual({
    name: 'vda',
    read_ios: 1000,
    write_ios: 10,
    read_merges: 10,
    write_merges: 1,
    read_ticks: 400,
    write_ticks: 5,
    in_queue: 410,
    util: 50,
  });
});

test('later versions of fio tell sectors too, after the I/Os', () => {
  const entry = diskUtil(before, after, 'current');
  expect(entry).toMatchObject({ read_sectors: 8000, write_sectors: 80 });
  expect(Object.keys(entry).slice(0, 5)).toEqual([
    'name',
    'read_ios',
    'write_ios',
    'read_sectors',
    'write_sectors',
  ]);
});

test('utilisation is at most 100 percent, and 0 of no time', () => {
  expect(diskUtil(before, { ...after, busyMs: 1e6 }, '3.33').util).toBe(100);
  expect(diskUtil(before, { ...after, readAtMs: before.readAtMs }, '3.33').util).toBe(0);
});

test('a file system without a device has no counters', () => {
  expect(readDiskCounters({ major: 0, minor: 1 })).toBeUndefined();
});

test('text of another form has no counters', () => {
  expect(parseDiskStat('vda', '1 2 3', 0)).toBeUndefined();
  expect(parseDiskStat('vda', '', 0)).toBeUndefined();
});
