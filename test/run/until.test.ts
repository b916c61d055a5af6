/** A study that goes on until it knows enough, around an addon whose figures vary as the test says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LineProgress } from '../../lib/cli/progress/line-progress.ts';
import { parseSettings } from '../../lib/options/api-inputs.ts';
import type { SuiteOptions } from '../../lib/options/api-options.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import { executePlan } from '../../lib/run/execute-plan.ts';
import type { SuiteResult } from '../../lib/run/suite-result.ts';
import { CapturedStream } from '../cli/fake-io.ts';
import { direction, statistics } from '../result/statistics-fixture.ts';
import { scriptedAddon } from './scripted-addon.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-until-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Of /b the figures vary by some 10 %, of /a they do not; depends on the seed alone, and so on the block. */
async function execute(
  more: Partial<SuiteOptions> = {},
  abortInRun = Infinity,
): Promise<{ done: SuiteResult; runs: number; notices: string[]; stream: CapturedStream }> {
  const abort = new AbortController();
  const notices: string[] = [];
  const stream = new CapturedStream();
  const progress = new LineProgress(stream);
  let runs = 0;
  const { addon } = scriptedAddon({
    run: (jobs, directory) => {
      runs += 1;
      if (runs === abortInRun) abort.abort();
      const wobble = directory === '/b' ? Number((jobs[0]?.randseed ?? 0n) % 5n) : 0;
      const latencies = Array.from({ length: 40 + 2 * wobble }, () => 1000);
      return jobs.map(() => ({ statistics: statistics({ read: direction(latencies) }) }));
    },
  });
  const asked: SuiteOptions = {
    ...{ directories: ['/a', '/b'], preset: 'quick', ioengine: 'psync', rw: 'randread', numjobs: '1' },
    ...{ output: path.join(folder, 'journal.jsonl'), calibrate: false, settle: 0, until: 5, orderSeed: 3 },
    ...more,
  };
  const done = await executePlan({
    ...{ addon, plan: makeSuitePlan(asked), settings: parseSettings(asked), signal: abort.signal },
    emit: (event) => {
      if (event.type === 'notice') notices.push(event.message);
      progress.show(event);
    },
  });
  return { done, runs, notices, stream };
}

const places = ({ repeats }: SuiteResult): string[] =>
  repeats.map(
    ({ position, block, configuration }) => `${String(position)} ${String(block)} ${configuration}`,
  );

it('counts up to all that is to be measured, once that is known', async () => {
  const { done, stream } = await execute();
  const all = done.plan.order.length;
  expect(all).toBeGreaterThan(10);
  const counters = stream.text.split('\n').flatMap((line) => /^\[\d+\/\d+\]/.exec(line)?.[0] ?? []);
  expect(counters).toEqual(
    Array.from({ length: all }, (_, index) => `[${String(index + 1)}/${String(index < 10 ? 10 : all)}]`),
  );
});

it('that is complete says so, and does not tell again what it measured', async () => {
  const all = (await execute()).done.plan.order.length;
  const { runs, stream } = await execute();
  expect(runs).toBe(0);
  expect(stream.text).toContain(`\nall ${String(all)} measurements are in the journal already\n`);
  expect(stream.text).not.toMatch(/^\[|takes about|disk space/m);
});

it('adds blocks of the cell that varies, and says so; the steady one has its five', async () => {
  const { done, notices } = await execute();
  const count = (label: string): number =>
    done.repeats.filter(({ configuration }) => configuration === label).length;
  expect(count('a')).toBe(5);
  expect(count('b')).toBeGreaterThan(5);
  expect(notices).toContainEqual(expect.stringMatching(/^For 5% 1 cells need up to \d+ more blocks/));
  expect(done.header.design?.untilPercent).toBe(5);
});

it('goes on as it would have, wherever it was cut off', async () => {
  const whole = await execute();
  for (const cut of [4, 10, 12]) {
    const output = path.join(folder, `cut-${String(cut)}.jsonl`);
    await execute({ output }, cut);
    const { done } = await execute({ output });
    expect(places(done), String(cut)).toEqual(places(whole.done));
  }
});

it('runs nothing again where the target was reached', async () => {
  const whole = await execute();
  const again = await execute();
  expect(again.runs).toBe(0);
  expect(places(again.done)).toEqual(places(whole.done));
});

it('begins no block that the budget would not last for', async () => {
  const { done, notices } = await execute({ budget: '1ms' });
  expect(done.repeats).toHaveLength(10);
  expect(notices).toContainEqual(expect.stringContaining('The budget ends before the target is reached'));
});
