// Writes schema/journal.schema.json, which the package publishes, from the schema that the reader checks journals with.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'tsdown';
import { projectRoot } from './project.mjs';

const bundleFolder = path.join(projectRoot, '.cache', 'schema');
await build({
  config: false,
  cwd: projectRoot,
  entry: { schema: 'lib/result/journal-json-schema.ts' },
  outDir: bundleFolder,
  format: 'esm',
  fixedExtension: true,
  dts: false,
  logLevel: 'error',
});
/** @type {typeof import('../lib/result/journal-json-schema.ts')} */
const { journalJsonSchema } = await import(pathToFileURL(path.join(bundleFolder, 'schema.mjs')).href);

const file = path.join(projectRoot, 'schema', 'journal.schema.json');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, journalJsonSchema());
