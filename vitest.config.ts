import path from 'node:path';
import { defineConfig } from 'vitest/config';

// `npm test` runs the project "unit": no fio, no root, no big disk. The others need something of the machine and have a
// script each (test:parity, test:fault, test:large, test:browser, test:package).
const apart = ['parity', 'fault', 'large', 'browser', 'package'];

/** Where .ci/run wants the results in a form that it can count. */
const reports = process.env['VFLOAD_TEST_REPORTS'];

function apartProject(name: string, timeoutMs: number) {
  return {
    extends: true as const,
    test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: timeoutMs, hookTimeout: timeoutMs },
  };
}

export default defineConfig({
  test: {
    // Two forks: tests run real I/O, and more of them would only measure each other.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    reporters: reports === undefined ? ['default'] : ['default', 'json'],
    ...(reports === undefined ? {} : { outputFile: { json: path.join(reports, 'vitest.json') } }),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: apart.map((folder) => `test/${folder}/**`),
        },
      },
      apartProject('parity', 120_000),
      apartProject('fault', 180_000),
      apartProject('large', 600_000),
      apartProject('browser', 60_000),
      apartProject('package', 300_000),
    ],
  },
});
