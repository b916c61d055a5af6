import { describe, expect, expectTypeOf, test } from 'vitest';
import { sortInputs } from '../../lib/options/api-inputs.ts';
import type { RunOptions } from '../../lib/options/api-options.ts';
import { completeJob } from '../../lib/options/complete-job.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import { parseOptions } from '../../lib/options/parse-options.ts';
import { jobOptionTable, optionNames, vfloadOptionTable } from '../../lib/options/registry.ts';
import { parseValue } from '../../lib/options/parse-value.ts';
import type { UnsupportedEntry } from '../../lib/options/unsupported-entry.ts';
import {
  isDefault,
  unsupportedByGroup,
  unsupportedOptionTable,
} from '../../lib/options/unsupported-options.ts';

const everyUnsupported = Object.entries(unsupportedOptionTable);

function refusalOf(name: string, value = '1'): unknown {
  try {
    return parseOptions(jobOptionTable, [{ name, value, origin: `Option ${name}` }]);
  } catch (error) {
    return error;
  }
}

function givenOf(...options: [string, string][]): [string, string][] {
  const raw = options.map(([name, value]) => ({ name, value, origin: `Option ${name}` }));
  return [...parseOptions(jobOptionTable, raw).given];
}

test('no option is both taken and unsupported, and none is unsupported twice', () => {
  const taken = [...optionNames(jobOptionTable), ...optionNames(vfloadOptionTable)];
  const unsupported = Object.values(unsupportedByGroup).flatMap((table) => optionNames(table));
  const names = [...taken, ...unsupported];
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(everyUnsupported)('%s has a line of help and a reason, both without a full stop', (_, entry) => {
  expect(entry.help).toMatch(/^[A-Zf].{5,}[^.]$/);
  expect(entry.reason).toMatch(/^vfload .{5,}[^.]$/);
});

const valuesToTry = ['0', '1', '2', '100', '16m', '1-2', '4k/100', 'text'];

/** Something that is not the default, which would be taken. */
function valueOf(entry: UnsupportedEntry): string {
  const words = 'choices' in entry ? [...entry.choices] : [];
  const value = [...words, ...valuesToTry].find(
    (text) =>
      parseValue(entry, text, 'vfload').ok && !isDefault(entry, { name: '', value: text, origin: '' }),
  );
  if (value === undefined) throw new Error('there is no other value');
  return value;
}

describe('an unsupported option is refused by its name, with the reason', () => {
  test.each(everyUnsupported)('%s', (name, entry) => {
    const { reason, aliases = [] } = entry;
    if (entry.kind === 'enum' && entry.choices.length === 1) return;
    for (const each of [name, ...aliases]) {
      expect(refusalOf(each, valueOf(entry))).toMatchObject({
        code: 'ERR_VFLOAD_OPTION_UNSUPPORTED',
        message: `Option ${each}: ${reason}.`,
        remedy: `Leave ${each} out.`,
      });
    }
  });

  test('in the API as well', () => {
    const options = { rw: 'read', trim_backlog: 8 } as RunOptions;
    expect(() => sortInputs(options)).toThrow('Option trim_backlog: vfload does not trim');
  });
});

test.each([
  ['loops', 'many', '"many" is not a whole number'],
  ['rate', '1m,x', '"1m,x" has "x", which is not a size'],
  ['random_distribution', 'zip:1.1', '"zip:1.1" is not known'],
  ['startdelay', 'soon', '"soon" is not a time'],
])('%s=%s is refused for its value, which no vfload will take', (name, value, message) => {
  expect(refusalOf(name, value)).toMatchObject({
    code: 'ERR_VFLOAD_OPTION_VALUE',
    message: `Option ${name}: ${message}.`,
  });
});

describe("fio's default is taken, being what vfload does", () => {
  test.each(everyUnsupported)('of %s', (_, entry) => {
    if (entry.default === undefined) return;
    expect(isDefault(entry, { name: '', value: entry.default, origin: '' })).toBe(true);
  });

  test.each([
    ['startdelay', '0s'],
    ['percentage_random', '100'],
    ['thinktime', '0ms'],
  ])('however it is written: %s=%s', (name, value) => {
    expect(givenOf([name, value])).toEqual([[name, value]]);
  });

  test('and told among the options given, by the canonical name', () => {
    expect(givenOf(['loops', '1'], ['trim_percentage', '0'])).toEqual([
      ['loops', '1'],
      ['trim_percentage', '0'],
    ]);
    const options = { loops: 1, trim_percentage: 0 } as RunOptions;
    expect(sortInputs(options).job).toMatchObject([{ name: 'loops' }, { name: 'trim_percentage' }]);
  });

  test('of flags and bools that fio tells no default of: off', () => {
    expect(givenOf(['verify_only', '0'], ['log_unix_epoch', '0'])).toHaveLength(2);
  });

  test('and not by an engine that does not have the option', () => {
    const raw = { name: 'j', filename: 'f', size: '1m', nonvectored: '-1' };
    const options = Object.entries(raw).map(([name, value]) => ({ name, value, origin: name }));
    expect(() => completeJob(options)).toThrow('ioengine=psync has no nonvectored.');
  });
});

test.each([
  ['verfy', 'verify'],
  ['nr_file', 'nr_files'],
  ['disk_utils', 'disk_util'],
  ['iodept', 'iodepth'],
])('for %s, %s is suggested, whether it is supported or not', (name, suggestion) => {
  expect(refusalOf(name)).toMatchObject({
    code: 'ERR_VFLOAD_UNKNOWN_OPTION',
    remedy: `Did you mean ${suggestion}?`,
  });
});

describe('a word that is not supported', () => {
  test.each([
    ['ioengine', 'splice', 'vfload does not have this engine', 'Expected psync, mmap'],
    ['zonemode', 'zbd', 'vfload measures files, not zoned block devices', 'Expected none'],
  ])('%s=%s is refused with the reason', (name, value, reason, remedy) => {
    expect(refusalOf(name, value)).toMatchObject({
      code: 'ERR_VFLOAD_OPTION_VALUE',
      message: expect.stringContaining(`"${value}" is not supported: `) as string,
      remedy: expect.stringContaining(remedy) as string,
    });
    expect(refusalOf(name, value)).toMatchObject({ message: expect.stringContaining(reason) as string });
  });

  test.each(Object.entries(jobOptionTable))('%s takes none of the words it refuses', (_, entry) => {
    if (entry.kind !== 'enum' && entry.kind !== 'postfixed') return;
    const { choices, choiceAliases = {}, unsupportedChoices = {} } = entry;
    const taken = [...choices, ...Object.keys(choiceAliases)];
    expect(Object.keys(unsupportedChoices).filter((word) => taken.includes(word))).toEqual([]);
    for (const reason of Object.values(unsupportedChoices)) expect(reason).toMatch(/^vfload .*[^.]$/);
  });
});

test('jobs have no place for what is unsupported or has no effect', () => {
  expectTypeOf<JobOptions>().not.toHaveProperty('trim_percentage');
  expectTypeOf<JobOptions>().not.toHaveProperty('unique_filename');
});
