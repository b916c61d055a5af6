// The style of HTML reports: that of the charts, then our own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const sources = [
  path.join(path.dirname(createRequire(import.meta.url).resolve('uplot')), 'uPlot.min.css'),
  path.join(import.meta.dirname, '..', 'lib', 'report', 'html', 'page', 'page.css'),
];

/**
 * A plugin for rolldown that adds report-page.css to what it writes.
 *
 * @returns {import('tsdown').Rolldown.Plugin}
 */
export function reportPageStyle() {
  return {
    name: 'report-page-style',
    buildStart() {
      for (const file of sources) this.addWatchFile(file);
    },
    generateBundle() {
      const source = sources.map((file) => readFileSync(file, 'utf8').trim()).join('\n');
      this.emitFile({ type: 'asset', fileName: 'report-page.css', source: `${source}\n` });
    },
  };
}
