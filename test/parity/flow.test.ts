/** flow: the ratio of the I/Os of jobs, beside fio's. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Tool, pairMissing, pairOfBlock, tools } from './fio-face/called-fio.ts';

const missing = pairMissing();
/** Slowly enough that it does not count who is alone for a moment, at the beginning and at the end. */
const timed = ['--runtime=1s', '--time_based=1', '--rate_iops=2000'];
const slept = ['--flow_sleep=500'];

describe.skipIf(missing !== undefined)(`flow ${missing ?? ''}`, () => {
  const pair = pairOfBlock();

  /** The I/Os of each job. */
  function countsOf(tool: Tool, options: readonly string[]): number[] {
    const words = ['--ioengine=null', '--rw=read', '--bs=4k', '--size=1m', ...options];
    const { status } = pair.run(tool, [...words, '--output-format=json', '--output=result']);
    expect(status).toBe(0);
    const text = readFileSync(path.join(pair.directory(tool), 'result'), 'utf8');
    const { jobs } = JSON.parse(text.slice(text.indexOf('{\n'))) as {
      jobs: { read: { total_ios: number } }[];
    };
    return jobs.map(({ read }) => read.total_ios);
  }

  test.each([
    ['1 to 3', [...timed, '--name=a', '--flow=1', '--name=b', ...timed, '--flow=3']],
    [
      '8 to 2, asleep',
      [...timed, '--name=a', '--flow=8', ...slept, '--name=b', ...timed, '--flow=2', ...slept],
    ],
  ])('holds jobs at %s', (_name, options) => {
    const weights = options.flatMap((option) => /^--flow=(\d+)$/.exec(option)?.[1] ?? []);
    const [first = 0, second = 0] = weights.map(Number);
    for (const tool of tools) {
      const [a = 0, b = 0] = countsOf(tool, options);
      expect(a).toBeGreaterThan(5);
      expect(a / b).toBeGreaterThan((first / second) * 0.8);
      expect(a / b).toBeLessThan((first / second) * 1.25);
    }
  });

  test.each([
    ['that have ended hold up nobody', ['--name=a', '--flow=1', '--name=b', '--flow=100']],
    ['of other flow_ids hold up nobody', ['--name=a', '--flow=1', '--name=b', '--flow=100', '--flow_id=2']],
    ['without flow hold up nobody', ['--name=a', '--flow=1', '--name=b']],
    ['alone go on', ['--name=a', '--flow=5', '--flow_sleep=1000']],
    ['may be threads', ['--thread=1', '--name=a', '--flow=1', '--name=b', '--thread=1', '--flow=4']],
  ])('jobs %s', (_name, options) => {
    const [expected, measured] = tools.map((tool) => countsOf(tool, options));
    expect(new Set(expected)).toEqual(new Set([256]));
    expect(measured).toEqual(expected);
  });
});
