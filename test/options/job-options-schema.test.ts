import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { jobOptionsJsonSchema } from '../../lib/options/job-options-schema.ts';
import { jobOptionTable, optionNames } from '../../lib/options/registry.ts';
import { unsupportedOptionTable } from '../../lib/options/unsupported-options.ts';

const schema = JSON.parse(jobOptionsJsonSchema()) as { properties: object };
const validate = new Ajv.Ajv({ allowUnionTypes: true }).compile(schema);

test('the published schema is what the registry says: npm run docs:options writes it anew', async () => {
  await expect(jobOptionsJsonSchema()).toMatchFileSnapshot('../../schema/job-options.schema.json');
});

test('every option is in it, by every name', () => {
  const names = [...optionNames(jobOptionTable), ...optionNames(unsupportedOptionTable)];
  expect(Object.keys(schema.properties).sort()).toEqual(names.sort());
});

test.each([
  { rw: 'randread', bs: '4k', size: 1048576, runtime: 2.5, time_based: true, direct: 1 },
  { cpus_allowed: [0, 1], percentile_list: [50, 99.9], fadvise_hint: 0, randseed: 7 },
  { readwrite: 'rw', blocksize: 4096 },
  { verify_fatal: false, number_ios: 0, zonemode: 'none' },
  {},
])('%j is taken', (options) => {
  expect(validate(options), JSON.stringify(validate.errors)).toBe(true);
});

test.each([
  { rw: 'randred' },
  { bs: -1 },
  { blocksze: '4k' },
  { iodepth: 0 },
  { direct: 2 },
  { trim_verify_zero: false },
  { cgroup: 'a' },
])('%j is refused', (options) => {
  expect(validate(options)).toBe(false);
});
