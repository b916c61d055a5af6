import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../lib/options/api-inputs.ts';

test('defaults', () => {
  expect(parseSettings({})).toEqual({
    ...{ preset: undefined, repeats: undefined, budget: undefined, only: undefined, output: undefined },
    calibrate: undefined,
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

test('an unknown property is told with what was meant', () => {
  const options: object = { stuckafter: 3 };
  expect(() => parseSettings(options)).toThrow(
    expect.objectContaining({ code: 'ERR_VFLOAD_UNKNOWN_OPTION', remedy: 'Did you mean stuckAfter?' }),
  );
});
