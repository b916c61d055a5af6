import { expect, test } from 'vitest';
import { lastOfEach } from '../../lib/options/last-of-each.ts';
import type { OptionTable } from '../../lib/options/option-entry.ts';
import { completeDirections, noDirections } from '../../lib/options/parse/directions.ts';
import { parseOptions } from '../../lib/options/parse-options.ts';

const table: OptionTable = {
  ba: { kind: 'size', unit: 'bytes', perDirection: true, group: 'io', scope: 'job', help: 'x' },
  size: { kind: 'size', unit: 'bytes', group: 'io', scope: 'job', help: 'x' },
};

const raw = (...texts: string[]) =>
  texts.map((text) => {
    const [name = '', value = ''] = text.split('=');
    return { name, value, origin: name };
  });

test('directions that a value says nothing about are as an earlier value has them', () => {
  const { values, given } = parseOptions(table, raw('ba=4k', 'ba=,8k'));
  expect(values.get('ba')).toEqual({ read: 4096, write: 8192, trim: 8192 });
  expect(given.get('ba')).toBe('4k,8k,8k');
});

test('a value for all directions is the only one that counts', () => {
  const { values, given } = parseOptions(table, raw('ba=,8k', 'ba=1k,2k'));
  expect(values.get('ba')).toEqual({ read: 1024, write: 2048, trim: 2048 });
  expect(given.get('ba')).toBe('1k,2k');
});

test('what nobody said is the default', () => {
  expect(completeDirections({ ...noDirections, write: 8192 }, 4096)).toEqual({
    read: 4096,
    write: 8192,
    trim: 4096,
  });
});

test('of many values those are kept that together say what all say', () => {
  const kept = (...texts: string[]) =>
    lastOfEach(table, raw(...texts)).map(({ name, value }) => `${name}=${value}`);
  expect(kept('ba=4k', 'size=1m', 'ba=,8k', 'ba=,9k', 'size=2m')).toEqual(['ba=4k', 'ba=,9k', 'size=2m']);
  expect(kept('ba=4k', 'ba=,8k', 'ba=1k,', 'ba=2k')).toEqual(['ba=2k']);
});
