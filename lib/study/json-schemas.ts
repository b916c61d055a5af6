/** The published JSON schemas of files of studies and suites. Used when building only: the library behind it is not shipped. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { studySchema, suiteSchema } from './schema.ts';

/** As text, as the file `schema/study.schema.json` has it. */
export function studyJsonSchema(): string {
  return asText(
    studySchema,
    'study',
    'A study: configurations, suite, repeats and hooks (vfload study FILE.yaml).',
  );
}

/** As text, as the file `schema/suite.schema.json` has it. */
export function suiteJsonSchema(): string {
  return asText(
    suiteSchema,
    'suite',
    'A suite: runs and options as they are used, and as they were published.',
  );
}

function asText(schema: GenericSchema, name: string, description: string): string {
  const { $schema, ...rest } = toJsonSchema(schema);
  const described = { $schema, $id: `urn:vfload:${name}:1`, title: `vfload ${name}`, description, ...rest };
  return `${JSON.stringify(described, undefined, 2)}\n`;
}
