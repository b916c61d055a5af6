// A bundle contains other people's code; their licences ask that their notices travel with it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const packageFolder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/**
 * @param {string} folder of a package
 * @returns {string} its name, version, licence, and the text of its licence file
 */
function noticeOf(folder) {
  /** @type {{ name: string; version: string; license?: string }} */
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file, so it cannot be bundled`);
  const text = readFileSync(path.join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}

/**
 * A plugin for rolldown that adds THIRD-PARTY-NOTICES.txt to what it writes.
 *
 * @param {readonly string[]} others packages that are in other bundles of this package
 * @returns {import('tsdown').Rolldown.Plugin}
 */
export function thirdPartyNotices(others) {
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) =>
        chunk.type === 'chunk' ? chunk.moduleIds : [],
      );
      const folders = new Set([
        ...modules.map((id) => packageFolder.exec(id)?.[1]).filter((folder) => folder !== undefined),
        ...others.map((name) => path.join(import.meta.dirname, '..', 'node_modules', name)),
      ]);
      this.emitFile({
        type: 'asset',
        fileName: 'THIRD-PARTY-NOTICES.txt',
        source: [...folders]
          .sort()
          .map(noticeOf)
          .join(`\n${'-'.repeat(80)}\n\n`),
      });
    },
  };
}
