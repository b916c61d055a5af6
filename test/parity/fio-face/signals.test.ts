/** SIGINT and SIGTERM in fio's place: the jobs end, results are printed, the exit code is 128. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, tools } from './called-fio.ts';

const missing = pairMissing();

/** Far more than a disk takes until the signal comes. */
const endless = '20g';

describe.skipIf(missing !== undefined)(`signals ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends the jobs, and what they did is printed',
    async (signal) => {
      for (const tool of tools) {
        const words = ['--name=x', '--size=1m', '--runtime=60', '--time_based', '--eta=never'];
        const running = spawn('fio', [...words, '--output-format=normal,terse'], {
          ...{ cwd: pair.directory(tool), env: pair.environment(tool) },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let stdout = '';
        running.stdout.on('data', (chunk: Buffer) => {
          stdout += chunk.toString();
        });
        while (!stdout.includes('Starting 1 process')) await delay(20);
        await delay(1500);
        running.kill(signal);
        const [exitCode] = (await once(running, 'close')) as [number | null];
        expect(exitCode, tool).toBe(128);
        expect(stdout, tool).toMatch(/^fio: terminating on signal (2|15)$/m);
        const fields = /^3;.*$/m.exec(stdout)?.[0].split(';') ?? [];
        expect(fields[4], tool).toBe('0');
        expect(Number(fields[5]), tool).toBeGreaterThan(0);
        expect(stdout, tool).toContain('Run status group 0');
      }
    },
  );

  test('SIGINT while files are laid out leaves no half-made one', async () => {
    for (const tool of tools) {
      const words = ['--name=laid', `--size=${endless}`, '--fallocate=none', '--eta=never'];
      const file = path.join(pair.directory(tool), 'laid.0.0');
      const running = spawn('fio', words, {
        ...{ cwd: pair.directory(tool), env: pair.environment(tool), stdio: 'ignore' },
      });
      const ended = once(running, 'close');
      while (!existsSync(file)) await delay(5);
      // Into the midst of it.
      await delay(300);
      running.kill('SIGINT');
      await ended;
      expect({ tool, isLeft: existsSync(file) }).toEqual({ tool, isLeft: false });
    }
  });
});
