/** SIGINT and SIGTERM in fio's place: the jobs end, results are printed, the exit code is 128. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { pairMissing, pairOfBlock, tools } from './called-fio.ts';

const missing = pairMissing();

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
});
