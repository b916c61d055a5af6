// Headers to compile the addon against, without a download. node-gyp fetches a whole Node release's headers when it finds
// none; an addon that uses Node-API alone needs four files, and npm delivers them (node-api-headers). They are laid out
// here as node-gyp expects, with a common.gypi of our own, so the addon is compiled with the same flags on every machine.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectRoot } from './project.mjs';

/** @type {{ include_dir: string }} */
const nodeApiHeaders = createRequire(import.meta.url)('node-api-headers');

/** What Node's own common.gypi would bring and the addon needs: the two configurations and nothing else. */
const commonGypi = `{
  'target_defaults': {
    'default_configuration': 'Release',
    'configurations': {
      'Release': { 'cflags': ['-O2'], 'defines': ['NDEBUG'] },
      'Debug': { 'cflags': ['-O0', '-g'] },
    },
    'cflags': ['-pthread'],
    'ldflags': ['-pthread'],
  },
}
`;

/** Lays the headers out and returns the folder for node-gyp's --nodedir. */
export function prepareNodeHeaders() {
  const nodeDirectory = path.join(projectRoot, '.cache', 'node-headers');
  const target = path.join(nodeDirectory, 'include', 'node');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // Keeping the times keeps make from compiling everything again.
  cpSync(nodeApiHeaders.include_dir, target, { recursive: true, preserveTimestamps: true });
  writeFileSync(path.join(target, 'common.gypi'), commonGypi);
  writeFileSync(path.join(target, 'config.gypi'), '{"variables": {}, "target_defaults": {}}\n');
  return nodeDirectory;
}
