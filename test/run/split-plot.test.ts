/** What a study with several configurations asks of the addon: order, seeds, files, the host's cache. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VfloadError } from '../../lib/errors.ts';
import { parseSettings } from '../../lib/options/api-inputs.ts';
import type { SuiteOptions } from '../../lib/options/api-options.ts';
import { makeSuitePlan } from '../../lib/plan/make-plan.ts';
import { executePlan } from '../../lib/run/execute-plan.ts';
import type { SuiteResult } from '../../lib/run/suite-result.ts';
import { type Calls, scriptedAddon } from './scripted-addon.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-split-plot-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function execute(
  options: Partial<SuiteOptions> = {},
  abortInRun = Infinity,
): Promise<{ done: SuiteResult; calls: Calls; notices: string[] }> {
  const abort = new AbortController();
  let runs = 0;
  const { addon, calls } = scriptedAddon({
    run: (jobs) => {
      runs += 1;
      if (runs === abortInRun) abort.abort();
      return jobs.map(() => ({}));
    },
  });
  const asked: SuiteOptions = {
    ...{ directories: ['/a', '/b', '/c'], preset: 'quick', ioengine: 'psync', rw: 'randread,randwrite' },
    ...{ numjobs: '1', repeats: 2, output: path.join(folder, 'journal.jsonl'), calibrate: false },
    ...{ settle: 0 },
    ...options,
  };
  const notices: string[] = [];
  const done = await executePlan({
    addon,
    plan: makeSuitePlan(asked),
    settings: parseSettings(asked),
    signal: abort.signal,
    emit: (event) => {
      if (event.type === 'notice') notices.push(event.message);
    },
  });
  return { done, calls, notices };
}

const asRun = ({ repeats }: SuiteResult): string[] =>
  repeats.map(({ configuration, run, block }) => `${String(block)} ${configuration} ${run}`);

describe('a study of several configurations', () => {
  it('measures a configuration as a whole in each block, in an order that its printed seed gives again', async () => {
    const first = await execute();
    const seed = first.done.header.design?.seed ?? -1;
    expect(first.notices).toContain(`The order is split-plot, from the seed ${String(seed)}.`);
    const order = asRun(first.done);
    for (let at = 0; at < order.length; at += 2) {
      expect(order[at]?.split(' ').slice(0, 2)).toEqual(order[at + 1]?.split(' ').slice(0, 2));
    }
    const again = await execute({ orderSeed: seed, output: path.join(folder, 'again.jsonl') });
    expect(asRun(again.done)).toEqual(order);
    expect(again.done.repeats.map((repeat) => repeat.seed)).toEqual(
      first.done.repeats.map((repeat) => repeat.seed),
    );
  });

  it('records the seed that the jobs had, which differs from cell to cell', async () => {
    const { done, calls } = await execute();
    const seeds = done.repeats.map(({ seed }) => seed);
    expect(new Set(seeds).size).toBe(12);
    expect(calls.runs.map(({ jobs }) => String(jobs[0]?.randseed))).toEqual(seeds);
    expect(calls.runs.every(({ jobs }) => jobs.every(({ randrepeat }) => !randrepeat))).toBe(true);
    expect(done.header.design).toMatchObject({ order: 'split-plot', hostCache: 'as-is', asPublished: false });
  });

  it('leaves a seed alone that the user gave', async () => {
    const { done } = await execute({ randseed: 5 });
    expect(new Set(done.repeats.map(({ seed }) => seed))).toEqual(new Set(['5']));
  });

  it('writes all files before the first block; as published only those that are read', async () => {
    const contents = ({ calls }: { calls: Calls }): string[] =>
      calls.layouts.flatMap((files) => files.map(({ content }) => content));
    expect(contents(await execute({ rw: 'randwrite' }))).toEqual(['written', 'written', 'written']);
    const published = await execute({
      ...{ rw: 'randwrite', asPublished: true },
      output: path.join(folder, 'published.jsonl'),
    });
    expect(contents(published)).toEqual(['allocated', 'allocated', 'allocated']);
  });

  it('goes on in the order of the journal, whose seed nobody has to give', async () => {
    const first = await execute({}, 6);
    const { done, calls } = await execute();
    expect(calls.runs).toHaveLength(7);
    expect(done.header.design).toEqual(first.done.header.design);
    const order = asRun(done);
    for (let at = 0; at < order.length; at += 2) {
      expect(order[at]?.split(' ').slice(0, 2)).toEqual(order[at + 1]?.split(' ').slice(0, 2));
    }
    expect(done.repeats.map(({ position }) => position)).toEqual([...Array(12).keys()]);
  });

  it.each([
    ['order seed', { orderSeed: 2 }],
    ['order', { order: 'fixed' as const, hostCache: 'as-is' as const }],
    ['host cache', { hostCache: 'warm' as const }],
    ['files', { asPublished: true }],
  ])('refuses to go on with another %s, and names it', async (what, change) => {
    await execute({ orderSeed: 1 }, 3);
    await expect(execute(change)).rejects.toMatchObject({
      code: 'ERR_VFLOAD_OUTPUT',
      message: expect.stringMatching(new RegExp(`[;:] ${what} `)) as string,
    });
  });

  it('in the fixed order is what the study of 2020 was: no seeds, repeats back to back', async () => {
    const { done } = await execute({ order: 'fixed' });
    expect(asRun(done).slice(0, 4)).toEqual([
      '1 a randread-psync',
      '2 a randread-psync',
      '1 a randwrite-psync',
      '2 a randwrite-psync',
    ]);
    expect(new Set(done.repeats.map(({ seed }) => seed)).size).toBe(1);
  });
});

describe("the host's cache", () => {
  it('warm: all of a file is read before each run, and all configurations of a block read at the same offsets', async () => {
    const { done, calls } = await execute({ hostCache: 'warm', numjobs: '4', rw: 'randread' });
    expect(calls.runs).toHaveLength(6 * 5);
    for (let at = 0; at < calls.runs.length; at += 5) {
      const reads = calls.runs.slice(at, at + 4).map(({ jobs: [job] }) => job);
      expect(reads.map((job) => job?.filename)).toEqual([1, 2, 3, 4].map((n) => `vfload-file${String(n)}`));
      for (const job of reads) {
        expect(job).toMatchObject({ rw: 'read', size: 64 << 20, offset: 0, direct: false, timeBased: false });
      }
      expect(new Set(calls.runs.slice(at, at + 5).map(({ directory }) => directory)).size).toBe(1);
    }
    const seeds = (block: number): Set<string> =>
      new Set(done.repeats.filter((repeat) => repeat.block === block).map(({ seed }) => seed));
    expect([seeds(1).size, seeds(2).size]).toEqual([1, 1]);
    expect(seeds(1)).not.toEqual(seeds(2));
  });

  it('cold: is refused where nothing can empty it', () => {
    expect(() => makeSuitePlan({ directories: ['/a', '/b'], hostCache: 'cold' })).toThrow(VfloadError);
  });
});

describe('what is looked at around each run', () => {
  it('is what the page cache holds of its files, and the wait for dirty pages', async () => {
    const { done } = await execute({ settle: '1ms' });
    for (const { result } of done.repeats) {
      const { before, after } = result.vfload.residency ?? { before: [], after: [] };
      expect(before.map(({ filename }) => filename)).toEqual(['vfload-file1']);
      expect(after.map(({ filename }) => filename)).toEqual(['vfload-file1']);
      expect(result.vfload.settled).toMatchObject({ waitedMs: expect.any(Number) as number });
    }
  });

  it('is nothing where nobody asked: one directory is no study', async () => {
    const { done } = await execute({ directories: '/a' });
    for (const { result } of done.repeats) {
      expect(result.vfload).not.toHaveProperty('residency');
      expect(result.vfload).not.toHaveProperty('settled');
    }
  });
});
