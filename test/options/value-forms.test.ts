import { describe, expect, expectTypeOf, test } from 'vitest';
import { expectedValue } from '../../lib/options/expected-value.ts';
import { formatValue } from '../../lib/options/format-value.ts';
import type { ValueOf } from '../../lib/options/option-entry.ts';
import { parseValue } from '../../lib/options/parse-value.ts';
import { jobRegistry } from '../../lib/options/registry.ts';
import { defaultPercentiles } from '../../lib/stats/percentiles.ts';
import type { Directions, Postfixed, Share, ValueForm } from '../../lib/options/value-form.ts';

const sizes: ValueForm = { kind: 'size', unit: 'bytes', perDirection: true };
const sizeOrPercent: ValueForm = { kind: 'size', unit: 'bytes', takesPercent: true };
const thinktime: ValueForm = { kind: 'duration', unit: 'us', bareUnit: 'us' };
const delay: ValueForm = { kind: 'duration-range', unit: 'ms', bareUnit: 's' };
const range: ValueForm = { kind: 'size-range', unit: 'bytes', perDirection: true, min: 512 };
const split: ValueForm = { kind: 'size-split', unit: 'bytes', perDirection: true };
const decimals: ValueForm = { kind: 'decimals', most: 3, min: 0, max: 100 };
const names: ValueForm = { kind: 'names' };
const prefix: ValueForm = { kind: 'string', valueIsOptional: true };
const distribution: ValueForm = {
  kind: 'postfixed',
  choices: ['random', 'zipf', 'normal', 'read', 'randread', 'zoned'],
  postfixes: { zipf: 'decimals', normal: 'decimals', read: 'size', randread: 'int', zoned: 'text' },
};
const ranges: ValueForm = { kind: 'postfixed-list', choices: ['wait_before', 'write', 'wait_after'] };

const each = <Value>(value: Value) => ({ read: value, write: value, trim: value });
const parts = (...list: [number, number?][]) => list.map(([bytes, percent]) => ({ bytes, percent }));

describe('both dialects read', () => {
  test.each<[ValueForm, string, unknown]>([
    [sizes, '4k', each(4096)],
    [sizes, '4k,8k', { read: 4096, write: 8192, trim: 8192 }],
    [sizes, '1k,2k,3k', { read: 1024, write: 2048, trim: 3072 }],
    [sizes, ',8k', { read: undefined, write: 8192, trim: 8192 }],
    [sizes, '4k,', { read: 4096, write: undefined, trim: undefined }],
    [sizes, '4k,8k,', { read: 4096, write: 8192, trim: undefined }],
    [sizes, ',,16k', { read: undefined, write: undefined, trim: 16384 }],
    [sizeOrPercent, '50%', { percent: 50 }],
    [sizeOrPercent, '4k', 4096],
    [thinktime, '10', 10],
    [thinktime, '3ms', 3000],
    [thinktime, '2s', 2_000_000],
    [delay, '5', { low: 5000, high: 5000 }],
    [delay, '5-2500ms', { low: 2500, high: 5000 }],
    [range, '4k-1k', each({ low: 1024, high: 4096 })],
    [range, '1k:4k,2k-8k', { ...each({ low: 2048, high: 8192 }), read: { low: 1024, high: 4096 } }],
    [split, '4k/20:8k/30:64k/50', each(parts([4096, 20], [8192, 30], [65536, 50]))],
    [split, '4k/10:8k,16k', { ...each(parts([16384])), read: parts([4096, 10], [8192]) }],
    [decimals, '50:99:99.9', [50, 99, 99.9]],
    [decimals, '1e1', [10]],
    [names, String.raw`a:b\:c`, ['a', 'b:c']],
    [prefix, '', ''],
    [prefix, 'log', 'log'],
    [distribution, 'random', { word: 'random', postfix: '', numbers: [] }],
    [distribution, 'zipf:1.1', { word: 'zipf', postfix: '1.1', numbers: [1.1] }],
    [distribution, 'zipf:1.1:0.5', { word: 'zipf', postfix: '1.1:0.5', numbers: [1.1, 0.5] }],
    [distribution, 'randread:8', { word: 'randread', postfix: '8', numbers: [8] }],
    [distribution, 'read:-4k', { word: 'read', postfix: '-4k', numbers: [-4096] }],
    [distribution, 'zoned:60/10:40/90', { word: 'zoned', postfix: '60/10:40/90', numbers: [] }],
    [ranges, 'write', { words: ['write'], count: undefined }],
    [ranges, 'wait_before,write:8', { words: ['wait_before', 'write'], count: 8 }],
  ])('%o %s', (form, text, value) => {
    expect(parseValue(form, text, 'vfload')).toEqual({ ok: true, value });
    expect(parseValue(form, text, 'fio')).toEqual({ ok: true, value });
  });
});

describe('vfload refuses what fio reads otherwise than it looks', () => {
  test.each<[ValueForm, string, string, unknown]>([
    [sizes, '8k:16k', 'unknown suffix|is not a size', { ...each(16384), read: 8192 }],
    [sizes, '8k,16k,4k,2k', 'more than three', { read: 8192, write: 16384, trim: 4096 }],
    [sizeOrPercent, '50%x', 'not a size', { percent: 50 }],
    [sizeOrPercent, '150%', 'more than 100%', { percent: 150 }],
    [thinktime, '10sec', '', 10],
    [split, '4k/20.5', 'whole number of percent', each(parts([4096, 20]))],
    [split, '4k/60:8k/60', 'shares of 120 %', each(parts([4096, 60], [8192, 60]))],
    [split, '4k/', 'whole number of percent', each(parts([4096]))],
    [decimals, '50%', 'is not a number', [50]],
    [decimals, '5:', 'has "", which is not a number', [5]],
    [decimals, '1:2:3:4', 'more than 3', [1, 2, 3]],
    [distribution, 'random:5', 'random takes nothing', { word: 'random', postfix: '5', numbers: [] }],
    [distribution, 'randread:x', 'not a whole number', { word: 'randread', postfix: 'x', numbers: [] }],
    [ranges, 'write:x', 'not a whole number', { words: ['write'], count: 0 }],
    [ranges, 'write:2k', 'not a whole number', { words: ['write'], count: 2 }],
  ])('%o %s', (form, text, problem, value) => {
    const own = parseValue(form, text, 'vfload');
    // Of `10sec` vfload makes ten seconds.
    if (problem === '') expect(own).toEqual({ ok: true, value: 10_000_000 });
    else expect(own).toMatchObject({ ok: false, problem: expect.stringMatching(problem) as string });
    expect(parseValue(form, text, 'fio')).toEqual({ ok: true, value });
  });
});

describe('neither takes', () => {
  test.each<[ValueForm, string]>([
    [sizes, ','],
    [sizes, ''],
    [sizes, 'x'],
    [range, '4k'],
    [range, '4k-'],
    [range, '1-4k'],
    [split, 'x'],
    [split, ''],
    [decimals, '101'],
    [decimals, '-1'],
    [decimals, 'x'],
    [names, 'a::b'],
    [distribution, 'zip'],
    [distribution, 'zipf:x'],
    [distribution, 'randread:8,4'.replace('randread:8', 'randrea')],
    [ranges, 'foo:3'],
    [thinktime, 'x'],
  ])('%o %s', (form, text) => {
    expect(parseValue(form, text, 'vfload')).toMatchObject({ ok: false });
    expect(parseValue(form, text, 'fio')).toMatchObject({ ok: false });
  });
});

test('values are written as they are read', () => {
  const pairs: [ValueForm, string][] = [
    [sizes, '4k'],
    [sizes, '4k,8k,8k'],
    [sizes, ',8k,8k'],
    [sizeOrPercent, '50%'],
    [thinktime, '15us'],
    [thinktime, '3ms'],
    [delay, '2s-5s'],
    [range, '1k-4k'],
    [split, '4k/20:8k'],
    [decimals, '50:99.9'],
    [names, String.raw`a:b\:c`],
    [distribution, 'zipf:1.1'],
    [distribution, 'random'],
    [ranges, 'wait_before,write:8'],
    [ranges, 'write'],
  ];
  for (const [form, text] of pairs) {
    const result = parseValue(form, text, 'vfload');
    expect(result.ok && formatValue(form, result.value)).toBe(text);
  }
});

test('what is expected is told of each form', () => {
  expect(expectedValue(sizes)).toContain('up to three with commas');
  expect(expectedValue(sizeOrPercent)).toContain('50%');
  expect(expectedValue(thinktime)).toContain('without a suffix: microseconds');
  expect(expectedValue(range)).toContain('1k-4k');
  expect(expectedValue(split)).toContain('4k/20');
  expect(expectedValue(decimals)).toBe(
    'numbers from 0 to 100 with colons between them, such as 50:99:99.9; at most 3',
  );
  expect(expectedValue({ kind: 'percent', unit: 'percent', min: 1, max: 50 })).toBe(
    'a whole number from 1 to 50',
  );
  expect(expectedValue(distribution)).toContain('zipf[:NUMBER], normal[:NUMBER]');
});

test('types follow forms', () => {
  type Sizes = ValueOf<{ kind: 'size'; perDirection: true }>;
  expectTypeOf<Sizes>().toEqualTypeOf<Directions<number | undefined>>();
  expectTypeOf<ValueOf<{ kind: 'size'; perDirection: true; default: 4096 }>>().toEqualTypeOf<
    Directions<number>
  >();
  expectTypeOf<ValueOf<{ kind: 'size'; takesPercent: true }>>().toEqualTypeOf<number | Share>();
  type Words = ValueOf<{ kind: 'postfixed'; choices: readonly ['random', 'zipf'] }>;
  expectTypeOf<Words>().toEqualTypeOf<Postfixed<'random' | 'zipf'>>();
});

test('percentile_list has the list that percentiles are otherwise made of', () => {
  expect(jobRegistry.percentile_list.default).toEqual(defaultPercentiles);
});
