/** Results while jobs work: `--status-interval` and SIGUSR1 print a whole report each, which the last one goes on from. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../document-shape.ts';
import { pairMissing, pairOfBlock, tools } from './called-fio.ts';

const missing = pairMissing();
const job = ['--name=x', '--size=4m', '--rw=randread', '--runtime=3', '--time_based'];

/** KiB that were read by then, of each terse line. */
function readKibOf(stdout: string): number[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('3;fio-'));
  return lines.map((line) => Number(line.split(';')[5]));
}

function expectAscending(values: readonly number[], tool: string): void {
  expect(values, tool).toEqual(values.toSorted((a, b) => a - b));
  expect(new Set(values).size, tool).toBe(values.length);
}

describe.skipIf(missing !== undefined)(`interim reports ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  test('--status-interval prints a terse line so often, and one at the end', () => {
    for (const tool of tools) {
      const { stdout, status } = pair.run(tool, [...job, '--minimal', '--status-interval=1']);
      expect(status, tool).toBe(0);
      const readKib = readKibOf(stdout);
      expect(readKib.length, tool).toBeGreaterThanOrEqual(3);
      expectAscending(readKib, tool);
    }
  });

  test('JSON documents follow each other, each of the shape of the last one', () => {
    for (const tool of tools) {
      const words = [
        '--output-format=json',
        '--status-interval=1',
        ...job,
        '--name=later',
        '--stonewall',
        '--size=4k',
      ];
      const compat = tool === 'fio' ? [] : ['--fio-compat=3.33'];
      const { stdout } = pair.run(tool, [...compat, ...words]);
      const documents = stdout
        .slice(stdout.indexOf('{\n'))
        .trim()
        .split(/(?<=^\}\n)\s*(?=\{$)/m);
      expect(documents.length, tool).toBeGreaterThanOrEqual(3);
      const names = documents.map((text) =>
        (JSON.parse(text) as { jobs: { jobname: string }[] }).jobs.map(({ jobname }) => jobname),
      );
      expect(new Set(names.map((each) => each.join())), tool).toEqual(new Set(['x,later']));
      if (tool === 'vfload') expect(() => documents.map(shapeOf)).not.toThrow();
    }
  });

  test('SIGUSR1 prints one, and the jobs go on', async () => {
    for (const tool of tools) {
      const running = spawn('fio', [...job, '--minimal'], {
        ...{ cwd: pair.directory(tool), env: pair.environment(tool) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let stdout = '';
      running.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      await delay(2000);
      running.kill('SIGUSR1');
      const [exitCode] = (await once(running, 'close')) as [number | null];
      expect(exitCode, tool).toBe(0);
      const readKib = readKibOf(stdout);
      expect(readKib, tool).toHaveLength(2);
      expectAscending(readKib, tool);
    }
  });
});
