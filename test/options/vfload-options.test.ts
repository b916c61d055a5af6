import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../lib/options/api-inputs.ts';

test('defaults', () => {
  expect(parseSettings({})).toEqual({
    ...{ preset: undefined, repeats: undefined, budget: undefined, only: undefined, output: undefined },
    ...{ calibrate: undefined, outputFormat: undefined, terseVersion: 3 },
    ...{
      order: undefined,
      orderSeed: undefined,
      hostCache: undefined,
      asPublished: false,
      settle: undefined,
    },
    until: undefined,
    ...{ format: 'table', keepFiles: false, allowOverwrite: false, stuckAfter: 10000, fioCompat: 'current' },
  });
});

test('values may be texts, numbers and booleans', () => {
  const settings = { keepFiles: true, repeats: 2, stuckAfter: 3, budget: '10m', fioCompat: 3.33 };
  expect(parseSettings({ ...settings, fioCompat: '3.33' })).toMatchObject({
    ...{ keepFiles: true, repeats: 2, stuckAfter: 3000, budget: 600000, fioCompat: '3.33' },
  });
});

test.each([
  [{}, undefined],
  [{ calibrate: true }, true],
  [{ calibrate: 0 }, false],
  // As the command line gives it.
  [{ noCalibrate: '1' }, false],
  [{ noCalibrate: '1', calibrate: '1' }, true],
])('calibration: of %o the last one counts', (given: object, calibrate) => {
  expect(parseSettings(given)).toMatchObject({ calibrate });
  expect(parseSettings(given)).not.toHaveProperty('noCalibrate');
});

describe('shorthands', () => {
  test('quick is a preset, json a format', () => {
    expect(parseSettings({ quick: true, json: 1 })).toMatchObject({ preset: 'quick', format: 'json' });
  });

  test('may repeat what is said, or be off', () => {
    expect(parseSettings({ quick: true, preset: 'quick' }).preset).toBe('quick');
    expect(parseSettings({ quick: false, preset: 'study' }).preset).toBe('study');
  });

  test('may not contradict', () => {
    expect(() => parseSettings({ quick: true, preset: 'study' })).toThrow('contradict');
    expect(() => parseSettings({ json: true, format: 'table' })).toThrow('contradict');
  });
});

describe("fio's output", () => {
  test.each([
    [{ outputFormat: 'normal,json+' }, ['normal', 'json+']],
    [{ outputFormat: ['terse', 'json'] }, ['terse', 'json']],
    [{ outputFormat: 'csv,terse,minimal' }, ['terse']],
    [{ minimal: true }, ['terse']],
    [{ appendTerse: 1 }, ['normal', 'terse']],
    [{ appendTerse: 1, minimal: '1' }, ['terse']],
    [{ appendTerse: '1', outputFormat: 'json' }, ['json', 'terse']],
    [{ minimal: false, appendTerse: 0 }, undefined],
  ])('%o is %j', (given: object, outputFormat) => {
    expect(parseSettings(given).outputFormat).toEqual(outputFormat);
  });

  test('and a form of vfload contradict each other', () => {
    const contradicts = expect.objectContaining({ code: 'ERR_VFLOAD_OPTION_CONFLICT' }) as Error;
    expect(() => parseSettings({ outputFormat: 'terse', format: 'study' })).toThrow(contradicts);
    expect(() => parseSettings({ outputFormat: 'terse', json: true })).toThrow(contradicts);
    expect(() => parseSettings({ outputFormat: 'normal', minimal: true })).toThrow(contradicts);
  });

  test('in a form that fio does not have is refused with what was meant', () => {
    expect(() => parseSettings({ outputFormat: 'normal,ters' })).toThrow(
      expect.objectContaining({
        message: 'Option outputFormat: "normal,ters" has "ters", which is not known.',
        remedy: 'Expected normal, terse, json or json+, or several with commas. Did you mean terse?',
      }),
    );
    expect(() => parseSettings({ outputFormat: '' })).toThrow('is not known');
    expect(() => parseSettings({ terseVersion: 6 })).toThrow('is more than 5');
  });
});

test('an unknown property is told with what was meant', () => {
  const options: object = { stuckafter: 3 };
  expect(() => parseSettings(options)).toThrow(
    expect.objectContaining({ code: 'ERR_VFLOAD_UNKNOWN_OPTION', remedy: 'Did you mean stuckAfter?' }),
  );
});
