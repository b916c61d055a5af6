/** vfload inside somebody's vitest, in processes and in threads. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const folder = path.join(import.meta.dirname, 'embedding');

/** The inner vitest must not think that it is a part of the outer one. */
function environment(pool: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV$)/.test(name));
  return { ...Object.fromEntries(inherited), VFLOAD_TEST_POOL: pool, NO_COLOR: '1' };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

it.each(['forks', 'threads'])(
  'works in a test suite of its own under pool %s',
  async (pool) => {
    const args = [
      vitest,
      'run',
      '--config',
      path.join(folder, 'vitest.config.ts'),
      '--pool',
      pool,
      '--reporter=json',
    ];
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: environment(pool),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      exitCode(child),
    ]);
    expect(code, stdout + stderr).toBe(0);
    const summary = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    expect(summary).toMatchObject({ numPassedTests: 6, numFailedTests: 0 });
  },
  60_000,
);
