import { defineConfig, type UserConfig } from 'tsdown';
import { reportPageStyle } from './scripts/report-page-style.mjs';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';

// Everything is bundled: a package with runtime dependencies does not install in a guest without a network. Dynamic
// imports stay chunks of their own, so that `vfload --version` reads only what it needs.
const program: UserConfig = {
  entry: { index: 'lib/index.ts', cli: 'lib/cli/bin.ts', fio: 'lib/cli/fio-bin.ts' },
  platform: 'node',
  target: 'node20',
  format: 'esm',
  fixedExtension: false,
  hash: false,
  dts: { entry: 'lib/index.ts' },
  sourcemap: false,
  logLevel: 'warn',
  // What may be part of the bundle: the libraries that vfload uses, then what these need. Anything else is an error.
  deps: {
    onlyBundle: [
      ...['commander', 'cli-table3', 'picocolors', 'valibot', 'log-update', 'yaml', 'jstat'],
      ...[
        '@colors/colors',
        'ansi-escapes',
        'ansi-regex',
        'ansi-styles',
        'cli-cursor',
        'emoji-regex',
        'environment',
      ],
      ...['get-east-asian-width', 'is-fullwidth-code-point', 'mimic-function', 'onetime', 'restore-cursor'],
      ...['signal-exit', 'slice-ansi', 'string-width', 'strip-ansi', 'wrap-ansi'],
    ],
  },
  plugins: [thirdPartyNotices(['uplot'])],
};

// The script of HTML reports, which is put into each of them: one file that runs in a browser, with its libraries' notice.
const reportPage: UserConfig = {
  entry: { 'report-page': 'lib/report/html/page/main.ts' },
  tsconfig: 'tsconfig.page.json',
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  minify: true,
  dts: false,
  clean: false,
  logLevel: 'warn',
  banner: { js: '/*! uPlot, Copyright (c) Leon Sorokin, MIT License: https://github.com/leeoniya/uPlot */' },
  deps: { onlyBundle: ['uplot'] },
  plugins: [reportPageStyle()],
};

export default defineConfig([program, reportPage]);
