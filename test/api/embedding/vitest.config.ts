/** A test suite of somebody who embeds vfload: run by ../embedding.test.ts, once in each pool. */
import path from 'node:path';
import { type ViteUserConfig, defineConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  cacheDir: path.resolve(import.meta.dirname, '../../../node_modules/.vite-embedding'),
  test: {
    root: import.meta.dirname,
    include: ['*.embedded.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});

export default config;
