import { describe, expect, test } from 'vitest';
import { terseLines } from '../../../lib/report/fio/terse.ts';
import type { Reason } from '../../../lib/result/vfload-member.ts';
import type { RunResult } from '../../../lib/result/fio-document.ts';
import { sumsOf } from '../../../lib/stats/sums.ts';
import { job, options } from '../../result/outcome-fixture.ts';
import { finished, reader } from './finished-run.ts';

function lines(of: RunResult, number: number): string {
  return terseLines(of, number, of.vfload.fioOutput);
}

const result = finished([reader([900, 12_000, 42_345])]);
const version = 'fio-3.33-vfload-0.1.0';

function fieldsOf(line: string): string[] {
  return line.trimEnd().split(';');
}

test.each([
  [2, 161],
  [3, 121],
  [4, 162],
  [5, 180],
])('version %i has %i fields', (number, count) => {
  expect(fieldsOf(lines(result, number))).toHaveLength(count);
});

describe('version 3', () => {
  const fields = fieldsOf(lines(result, 3));
  /** By their numbers from 1, as fio's users count them. */
  const at = (first: number, last: number = first): string[] => fields.slice(first - 1, last);

  test('begins with version, fio, job, group and error', () => {
    expect(at(1, 5)).toEqual(['3', version, 'reads', '0', '0']);
  });

  test('has KiB, KiB/s, IOPS and runtime where scripts look for them', () => {
    expect(at(6, 9)).toEqual(['12', '12', '3', '1000']);
    expect(at(47, 50)).toEqual(['0', '0', '0', '0']);
  });

  test('has latencies in whole µs, their means with six decimals', () => {
    expect(at(14, 17)).toEqual(['0', '42', '18.415000', '21.454281']);
    expect(at(18)).toEqual(['1.000000%=0']);
    expect(at(34, 37)).toEqual(['99.990000%=42', '0%=0', '0%=0', '0%=0']);
  });

  test('names the percentiles of a direction without I/Os', () => {
    expect(at(59, 78)).toEqual(
      expect.arrayContaining(['1.000000%=0', '50.000000%=0', '99.990000%=0', '0%=0']),
    );
  });

  test('counts what took less than a µs among what took less than two', () => {
    expect(at(100, 103)).toEqual(['33.33%', '0.00%', '0.00%', '33.33%']);
  });

  test('has that share as it is, also where each class of it is less than a hundredth of a percent', () => {
    const many = Array.from({ length: 50_000 }, (_unused, index) => (index < 2 ? 50 + 150 * index : 5000));
    const rare = finished([reader(many)]);
    expect(fieldsOf(lines(rare, 3))[99]).toBe('0.00%');
    expect(fieldsOf(terseLines(rare, 3, undefined))[99]).toBe('0.02%');
  });
});

test('the share of a group is that of its whole KiB/s', () => {
  const samples = { bwSamples: sumsOf([11, 12]) };
  const fields = fieldsOf(lines(finished([reader([10, 20, 30], samples)]), 5));
  expect(fields.slice(41, 52)).toEqual([
    ...['11', '12', '95.833333%', '11.500000', '0.707107', '2'],
    ...['4', '5', '4.500000', '0.707107', '2'],
  ]);
});

test('a line for each entry, each with the disks; version 2 has neither disks nor the version', () => {
  const disk = {
    ...{ name: 'vda', read_ios: 12, write_ios: 3, read_merges: 1, write_merges: 2 },
    ...{ read_ticks: 4, write_ticks: 5, in_queue: 9, util: 51.163 },
  };
  const two = finished([reader([10]), reader([20])], { disks: [disk] });
  const both = lines(two, 3).trimEnd().split('\n');
  expect(both).toHaveLength(2);
  for (const line of both) expect(line).toMatch(/;vda;12;3;1;2;4;5;9;51\.16%$/);
  expect(lines(two, 2)).not.toMatch(/vda|fio-/);
});

test('an entry ends with its description, behind the disks; in version 2 that is a line of its own', () => {
  const told = { ...reader([10]), options: options({ name: 'b', new_group: true, description: 'why' }) };
  const disk = {
    ...{ name: 'vda', read_ios: 12, write_ios: 3, read_merges: 1, write_merges: 2 },
    ...{ read_ticks: 4, write_ticks: 5, in_queue: 9, util: 51.163 },
  };
  const two = finished([reader([10]), told], { disks: [disk] });
  const [plain = '', described = ''] = lines(two, 3).trimEnd().split('\n');
  expect(plain).toMatch(/;51\.16%$/);
  expect(described).toMatch(/^3;[^;]+;b;1;0;.*;51\.16%;why$/);
  expect(lines(two, 2)).toMatch(/^2;reads;0;.*%\n2;b;1;.*%\n;why\n$/);
});

test('a job that never started is zeros with its errno, and no figure that is none', () => {
  const reason: Reason = {
    ...{ errno: 19, operation: 'map', message: '', cause: '', remedy: '' },
    kind: 'error',
  };
  const unsupported = finished([job({ options: options({ name: 'maps' }), end: undefined })], {
    verdict: { outcome: 'unsupported', reason },
  });
  const fields = fieldsOf(lines(unsupported, 3));
  expect(fields.slice(2, 9)).toEqual(['maps', '0', '19', '0', '0', '0', '0']);
  expect(fields.filter((field) => /nan|inf|undefined/i.test(field))).toEqual([]);
});

test('the percentiles asked for are named also where nothing was done', () => {
  const reads = { ...reader([900, 12_000]), options: options({ percentile_list: [50, 99.9] }) };
  const fields = fieldsOf(lines(finished([reads]), 3));
  expect(fields).toHaveLength(121);
  const named = fields.filter((field) => /^[1-9].*%=/.test(field)).map((field) => field.split('=')[0]);
  expect(named).toEqual(['50.000000%', '99.900000%', '50.000000%', '99.900000%']);
});
