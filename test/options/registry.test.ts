import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Share } from '../../lib/options/value-form.ts';
import type { JobOptions } from '../../lib/options/job-options.ts';
import type { VfloadOptions } from '../../lib/options/vfload-options.ts';
import { formatValue } from '../../lib/options/format-value.ts';
import { everyDirection } from '../../lib/options/parse/directions.ts';
import { isPerDirection, parseValue } from '../../lib/options/parse-value.ts';
import type { Directions } from '../../lib/options/value-form.ts';
import { findOption, jobOptionTable, optionNames, vfloadOptionTable } from '../../lib/options/registry.ts';

const everyOption = Object.entries({ ...jobOptionTable, ...vfloadOptionTable });

test('no two options share a name or alias', () => {
  const names = [...optionNames(jobOptionTable), ...optionNames(vfloadOptionTable)];
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(everyOption)('%s has a line of help without a full stop', (_, entry) => {
  expect(entry.help).toMatch(/^[A-Zf].{5,}[^.]$/);
});

test.each(everyOption)('%s: the default, written as text, parses to itself', (_, entry) => {
  const preset = 'default' in entry ? entry.default : undefined;
  if (preset === undefined) return;
  const complete = entry.kind === 'postfixed' ? { word: preset, postfix: '', numbers: [] } : preset;
  expect(parseValue(entry, formatValue(entry, preset), 'vfload')).toEqual({
    ok: true,
    value: isPerDirection(entry) ? everyDirection(complete) : complete,
  });
});

test.each(everyOption)('%s: an inverse option has an option to set', (_, entry) => {
  if (entry.inverseOf === undefined) return;
  const table = entry.scope === 'job' ? jobOptionTable : vfloadOptionTable;
  expect(table[entry.inverseOf]).toMatchObject({ kind: entry.kind });
});

describe('look-up', () => {
  test.each([
    ['bs', 'bs'],
    ['blocksize', 'bs'],
    ['readwrite', 'rw'],
    ['timeout', 'runtime'],
    ['fileoffset', 'offset'],
    ['buffered', 'buffered'],
  ])('%s is %s', (name, canonical) => {
    expect(findOption(jobOptionTable, name)?.name).toBe(canonical);
  });

  test.each(['BS', 'nope', 'toString', ''])('%j is none', (name) => {
    expect(findOption(jobOptionTable, name)).toBeUndefined();
  });
});

test('the types of job options are derived from the registry', () => {
  expectTypeOf<JobOptions['iodepth']>().toEqualTypeOf<number>();
  expectTypeOf<JobOptions['bs']>().toEqualTypeOf<Directions<number>>();
  expectTypeOf<JobOptions['size']>().toEqualTypeOf<number | Share>();
  expectTypeOf<JobOptions['direct']>().toEqualTypeOf<boolean>();
  expectTypeOf<JobOptions['fadvise_hint']>().toEqualTypeOf<'0' | '1' | 'random' | 'sequential'>();
  expectTypeOf<JobOptions['rw']['word']>().toEqualTypeOf<
    | ('read' | 'write' | 'randread' | 'randwrite' | 'rw' | 'randrw')
    | ('trim' | 'randtrim' | 'trimwrite' | 'randtrimwrite')
  >();
  expectTypeOf<JobOptions['rw']['numbers']>().toEqualTypeOf<readonly number[]>();
  expectTypeOf<JobOptions['randseed']>().toEqualTypeOf<bigint | undefined>();
  expectTypeOf<JobOptions['cpus_allowed']>().toEqualTypeOf<readonly number[] | undefined>();
  expectTypeOf<JobOptions>().not.toHaveProperty('buffered');
  expectTypeOf<VfloadOptions['keepFiles']>().toEqualTypeOf<boolean>();
  expectTypeOf<VfloadOptions['repeats']>().toEqualTypeOf<number | undefined>();
});
