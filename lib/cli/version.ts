import { readFileSync } from 'node:fs';

/** Of the built program in dist/, and of the sources in lib/cli/. */
const manifests = ['../package.json', '../../package.json'];

/** @returns the package's version. Imports next to nothing, so that `vfload --version` answers at once. */
export function packageVersion(): string {
  for (const manifest of manifests) {
    try {
      const text = readFileSync(new URL(manifest, import.meta.url), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // Not there: the next one is.
    }
  }
  return 'unknown';
}
