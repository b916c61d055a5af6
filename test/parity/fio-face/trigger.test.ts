/** What happens beside the jobs: triggers end them, a file asks for results, processors are told to be idle. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../document-shape.ts';
import { pairMissing, pairOfBlock, tools } from './called-fio.ts';

const missing = pairMissing();
const endless = ['--name=x', '--size=1m', '--runtime=60', '--time_based', '--minimal'];
const later = ['--name=y', '--stonewall', '--size=64k'];

describe.skipIf(missing !== undefined)(`beside the jobs ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  test.each([
    ['a time that is over', ['--trigger-timeout=1', '--trigger=echo fired; exit 3']],
    ['a file that is there', ['--trigger-file=now', '--trigger=echo fired']],
    ['a time without a command', ['--trigger-timeout=1999ms']],
  ])('%s ends all jobs, and runs the command before the results', (_name, flags) => {
    const ends = tools.map((tool) => {
      writeFileSync(path.join(pair.directory(tool), 'now'), '');
      const { stdout, status } = pair.run(tool, [...flags, ...endless, ...later]);
      const isFileGone = !existsSync(path.join(pair.directory(tool), 'now'));
      const lines = stdout.trim().split('\n');
      // fio leaves jobs out that it did not come to; vfload has zeros for them. Now and then fio tells of a signal to
      // itself, after an empty line.
      const told = lines
        .filter((line) => !/;y;|^fio: terminating|^$/.test(line))
        .map((line) => line.split(';')[2] ?? line);
      return { told, status, isFileGone };
    });
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[1]?.told.at(-1)).toBe('x');
    expect(ends[1]?.status).toBe(0);
  });

  test('the file fio-dump-status in TMPDIR asks for results so far, once', async () => {
    for (const tool of tools) {
      const file = path.join(pair.root, 'fio-dump-status');
      const words = ['--name=x', '--size=1m', '--runtime=4', '--time_based', '--minimal'];
      const running = spawn('fio', words, {
        ...{ cwd: pair.directory(tool), env: { ...pair.environment(tool), TMPDIR: pair.root } },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let stdout = '';
      running.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      await delay(1500);
      writeFileSync(file, '');
      await once(running, 'close');
      expect(stdout.match(/^3;fio/gm), tool).toHaveLength(2);
      expect(existsSync(file), tool).toBe(false);
    }
  });

  test.each(['system', 'percpu'])('--idle-prof=%s is told in JSON and in normal output', (which) => {
    const words = [`--idle-prof=${which}`, '--name=x', '--size=64k', '--output-format=json,normal'];
    const [theirs, ours] = tools.map((tool) => {
      const { stdout } = pair.run(tool, tool === 'fio' ? words : ['--fio-compat=3.33', ...words]);
      const json = stdout.slice(stdout.indexOf('{\n'), stdout.indexOf('\n}\n') + 3);
      const idleness = stdout.slice(stdout.indexOf('CPU idleness')).replaceAll(/\d+\.\d\d/g, 'N');
      return { shape: shapeOf(json), idleness };
    });
    expect(ours).toEqual(theirs);
    expect(ours?.idleness).toContain('unit work');
  });
});
