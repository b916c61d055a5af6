import { describe, expect, test } from 'vitest';
import { parseBool } from '../../lib/options/parse/bool.ts';
import { parseCpuList } from '../../lib/options/parse/cpu-list.ts';
import { parseEnum } from '../../lib/options/parse/enum.ts';
import { parseInteger, parsePercent } from '../../lib/options/parse/int.ts';
import { parseSeed } from '../../lib/options/parse/seed.ts';
import { parseText } from '../../lib/options/parse/text.ts';
import { parseGiven } from '../../lib/options/parse-given.ts';
import { parseValue } from '../../lib/options/parse-value.ts';
import { jobRegistry } from '../../lib/options/registry.ts';

const good = (value: unknown): object => ({ ok: true, value });
const bad = expect.objectContaining({ ok: false }) as object;

describe('bool', () => {
  test.each([
    ['1', true],
    ['0', false],
    ['true', true],
    ['false', false],
  ])('%s', (text, value) => {
    expect(parseBool(text, 'vfload')).toEqual(good(value));
  });

  test.each(['', '2', 'yes', 'no', 'True', '01'])('%j is refused', (text) => {
    expect(parseBool(text, 'vfload')).toEqual(bad);
  });

  test('fio knows no words', () => {
    expect(parseBool('true', 'fio')).toEqual(bad);
    expect(parseBool('1', 'fio')).toEqual(good(true));
  });
});

describe('whole numbers', () => {
  test.each([
    ['0', 0],
    ['16', 16],
    ['0x10', 16],
    ['-1', -1],
  ])('%s', (text, value) => {
    expect(parseInteger(text)).toEqual(good(value));
  });

  test.each(['', '--1', '1.5', '4k', '1e3', '99999999999999999999'])('%j is refused', (text) => {
    expect(parseInteger(text)).toEqual(bad);
  });

  test('percent may have its sign', () => {
    expect(parsePercent('75')).toEqual(good(75));
    expect(parsePercent('75%')).toEqual(good(75));
    expect(parsePercent('75%%')).toEqual(bad);
  });
});

describe('seed', () => {
  test('has up to 64 bits, exactly', () => {
    expect(parseSeed('137')).toEqual(good(137n));
    expect(parseSeed('0x89')).toEqual(good(137n));
    expect(parseSeed('18446744073709551615')).toEqual(good(18446744073709551615n));
  });

  test.each(['', '--1', '1.5', '18446744073709551616'])('%j is refused', (text) => {
    expect(parseSeed(text)).toEqual(bad);
  });
});

describe('cpu list', () => {
  test.each([
    ['0', [0]],
    ['0-3,5', [0, 1, 2, 3, 5]],
    ['5,0-1,1', [0, 1, 5]],
  ])('%s', (text, cpus) => {
    expect(parseCpuList(text)).toEqual(good(cpus));
  });

  test.each(['', '3-1', 'a', '1,,2', '0-', '1024'])('%j is refused', (text) => {
    expect(parseCpuList(text)).toEqual(bad);
  });
});

describe('enum', () => {
  test('takes a choice or its other name', () => {
    expect(parseEnum('b', { choices: ['a', 'b'] })).toEqual(good('b'));
    expect(parseEnum('bee', { choices: ['a', 'b'], choiceAliases: { bee: 'b' } })).toEqual(good('b'));
  });

  test('suggests what was probably meant', () => {
    const words = { choices: ['read', 'randread'] };
    expect(parseEnum('randred', words)).toMatchObject({ remedy: 'Did you mean randread?' });
    expect(parseEnum('xyz', words)).not.toHaveProperty('remedy');
  });

  test('does not take names of Object.prototype', () => {
    expect(parseEnum('constructor', { choices: ['a'] })).toEqual(bad);
  });
});

describe('text', () => {
  test('is one line', () => {
    expect(parseText('a b')).toEqual(good('a b'));
    expect(parseText('')).toEqual(bad);
    expect(parseText('a\nb')).toEqual(bad);
    expect(parseText('a\u0000')).toEqual(bad);
  });
});

describe('bounds of the registry', () => {
  test.each([
    ['iodepth', '0', 'is less than 1'],
    ['iodepth', '65537', 'is more than 65536'],
    ['rwmixread', '101', 'is more than 100'],
    ['bs', '2g', 'is more than 1g'],
    ['bwavgtime', '0', 'is less than 1ms'],
  ] as const)('%s=%s %s', (name, text, problem) => {
    expect(parseValue(jobRegistry[name], text, 'vfload')).toMatchObject({ ok: false, problem });
  });
});

test('a control character in a value does not reach the terminal', () => {
  const entry = { kind: 'enum', choices: ['read'], group: 'io', scope: 'job', help: 'x' } as const;
  expect(() => parseGiven(entry, { name: 'rw', value: 'r\u001b[2J\n', origin: 'Option rw' })).toThrow(
    String.raw`Option rw: "r\u001b[2J\u000a" is not known`,
  );
});
