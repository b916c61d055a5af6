/** The library as one JavaScript file, for processes and worker threads that have no TypeScript. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'tsdown';

const root = path.resolve(import.meta.dirname, '../..');

/** The addon of the checkout, which a bundle elsewhere would not find. */
export const addonEnvironment: Readonly<Record<string, string>> = {
  VFLOAD_NATIVE: process.env['VFLOAD_NATIVE'] ?? path.join(root, 'build', 'Release', 'vfload.node'),
};

/** @returns the bundle's path; the caller removes its folder. */
export async function bundleLibrary(): Promise<string> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'vfload-bundle-'));
  await build({
    config: false,
    cwd: root,
    entry: { index: 'lib/index.ts' },
    outDir,
    platform: 'node',
    format: 'esm',
    fixedExtension: true,
    dts: false,
    clean: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/./] },
  });
  return path.join(outDir, 'index.mjs');
}
