import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../lib/options/parse/duration.ts';

describe("times on vfload's own face", () => {
  test.each([
    ['0', 0],
    ['20', 20000],
    ['0.5', 500],
    ['500ms', 500],
    ['500msec', 500],
    ['2000us', 2],
    ['20s', 20000],
    ['20S', 20000],
    ['10sec', 10000],
    ['10seconds', 10000],
    ['1.5s', 1500],
    ['0.29s', 290],
    ['2m', 120000],
    ['10min', 600000],
    ['1h', 3600000],
    ['1d', 86400000],
  ])('%s is %i ms', (text, milliseconds) => {
    expect(parseDuration(text, { bareUnit: 's', unit: 'ms' }, 'vfload')).toEqual({
      ok: true,
      value: milliseconds,
    });
  });

  test.each([
    ['', 'is not a time'],
    ['-1', 'is not a time'],
    ['1:30', 'is not a time'],
    ['10x', 'has the unknown suffix "x"'],
    ['500us', 'is finer than a millisecond'],
    ['0.0005', 'is finer than a millisecond'],
    ['99999999999999d', 'is too long'],
  ])('%j is refused, because it %s', (text, problem) => {
    expect(parseDuration(text, { bareUnit: 's', unit: 'ms' }, 'vfload')).toEqual({ ok: false, problem });
  });

  test('a number alone counts what the option counts', () => {
    expect(parseDuration('100', { bareUnit: 'ms', unit: 'ms' }, 'vfload')).toEqual({ ok: true, value: 100 });
    expect(parseDuration('2000', { bareUnit: 'us', unit: 'ms' }, 'vfload')).toEqual({ ok: true, value: 2 });
  });
});

describe("times on fio's face", () => {
  test.each([
    ['20', 20000],
    ['10sec', 0],
    ['30000sec', 30],
    ['500ms', 500],
    ['500MSEC', 500],
    ['2m', 120000],
  ])('%s is %i ms', (text, milliseconds) => {
    expect(parseDuration(text, { bareUnit: 's', unit: 'ms' }, 'fio')).toEqual({
      ok: true,
      value: milliseconds,
    });
  });
  test.each([
    ['0', 0],
    ['0us', 0],
    ['1us', 1],
    ['500us', 1],
    ['10sec', 1],
    ['1500us', 1],
  ])('%s is %i ms where a time never vanishes', (text, milliseconds) => {
    const units = { bareUnit: 's', unit: 'ms', neverVanishes: true } as const;
    expect(parseDuration(text, units, 'fio')).toEqual({ ok: true, value: milliseconds });
  });
});
