import Ajv2020 from 'ajv/dist/2020.js';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { journalJsonSchema } from '../../lib/result/journal-json-schema.ts';
import { header, repeat } from './journal-fixture.ts';

const schema = JSON.parse(journalJsonSchema()) as { $schema: string };
const validator = schema.$schema.includes('2020') ? new Ajv2020.Ajv2020() : new Ajv.Ajv();

test('the published schema is the one that the reader checks with (vitest -u writes it)', async () => {
  await expect(journalJsonSchema()).toMatchFileSnapshot('../../schema/journal.schema.json');
});

test('the published schema has a name of its own, with its version', () => {
  expect(schema).toMatchObject({ $id: `urn:vfload:journal:${String(header.schemaVersion)}` });
});

test('the published schema accepts the lines of a journal', () => {
  const validate = validator.compile(schema);
  for (const line of [header, repeat()]) {
    expect(validate(JSON.parse(JSON.stringify(line))), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('the published schema refuses a line with a member missing', () => {
  const validate = validator.compile(schema);
  const incomplete = { ...header, planHash: undefined };
  expect(validate(JSON.parse(JSON.stringify(incomplete)))).toBe(false);
});
