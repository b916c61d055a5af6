/** The published JSON schema of a journal's lines. Used when building only: the library behind it is not shipped. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { journalSchemaVersion } from './journal.ts';
import { journalLineSchema, namedSchemas } from './journal-schema.ts';

/** As text, as the file `schema/journal.schema.json` has it. */
export function journalJsonSchema(): string {
  const { $schema, ...schema } = toJsonSchema(journalLineSchema, { definitions: namedSchemas });
  const described = {
    $schema,
    // A name, not an address: the schema comes with the package.
    $id: `urn:vfload:journal:${journalSchemaVersion.toString()}`,
    title: 'vfload journal line',
    description: 'A journal is one such document a line: a header, then a line per finished repeat.',
    ...schema,
  };
  return `${JSON.stringify(described, undefined, 2)}\n`;
}
