/** The page's own script and style, which the build bundles (tsdown.config.ts). */
import { readFileSync } from 'node:fs';
import { VfloadError } from '../../errors.ts';

export interface PageAssets {
  script: string;
  style: string;
}

/** Beside the built program, and in dist/ of a checkout for sources in lib/report/html/. */
const folders = ['./', '../../../dist/'];

function read(name: string): string {
  for (const folder of folders) {
    try {
      return readFileSync(new URL(`${folder}${name}`, import.meta.url), 'utf8');
    } catch {
      // Not there: the next one is.
    }
  }
  throw new VfloadError(
    'ERR_VFLOAD_RESULT_FILE',
    `${name}, a part of HTML reports, is not in this package.`,
    {
      path: name,
      cause: 'the package was not built, or files are missing from it',
      remedy: 'install vfload again; in a checkout, npm run build:dist',
    },
  );
}

/** @throws VfloadError ERR_VFLOAD_RESULT_FILE where the package is not whole */
export function pageAssets(): PageAssets {
  return { script: read('report-page.iife.js'), style: read('report-page.css') };
}
