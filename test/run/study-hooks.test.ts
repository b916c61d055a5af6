/** Hooks of a study: real commands, around an addon that does no I/O. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStudyPlan } from '../../lib/plan/make-plan.ts';
import { readJournal } from '../../lib/result/journal-reader.ts';
import { executePlan } from '../../lib/run/execute-plan.ts';
import { runHook } from '../../lib/run/run-hook.ts';
import type { SuiteResult } from '../../lib/run/suite-result.ts';
import { readStudy } from '../../lib/study/study-file.ts';
import { studyRun } from '../../lib/study/study-run.ts';
import { scriptedAddon } from './scripted-addon.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vfload-hooks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const log = (): string[] => readFileSync(path.join(folder, 'log'), 'utf8').trimEnd().split('\n');

async function execute(hooks: object, more: object = {}, signal?: AbortSignal): Promise<SuiteResult> {
  const file = path.join(folder, 'study.yaml');
  const configurations = ['a', 'b'].map((label) => ({ label, directory: `/${label}` }));
  // JSON is YAML.
  writeFileSync(
    file,
    JSON.stringify({
      ...{ configurations, hooks, preset: 'quick', repeats: 2, calibrate: false, settle: 0 },
      ...{ runs: { rw: 'randread', ioengine: 'psync', numjobs: 1 }, ...more },
    }),
  );
  const study = await readStudy(file);
  const plan = makeStudyPlan(study);
  const { addon } = scriptedAddon({ run: (jobs) => jobs.map(() => ({})) });
  return await executePlan({
    ...{ addon, plan, study: studyRun(study, plan), signal, emit: () => undefined },
    settings: {
      ...{ stuckAfter: 10_000, keepFiles: false, allowOverwrite: false },
      output: path.join(folder, 'journal.jsonl'),
    },
  });
}

const say = (word: string): string =>
  `echo ${word} $VFLOAD_CONFIGURATION $VFLOAD_DIRECTORY $VFLOAD_BLOCK | tee -a log`;

describe('hooks', () => {
  it('prepare in order, empty the cache before each run, clean up in the opposite order; the journal keeps what they said', async () => {
    const done = await execute(
      { prepare: say('prepare'), dropHostCache: say('drop'), cleanup: say('cleanup') },
      { hostCache: 'cold' },
    );
    expect(done.exitCode).toBe(0);
    const order = done.repeats.map(
      ({ configuration, block }) => `drop ${configuration} /${configuration} ${String(block)}`,
    );
    expect(log()).toEqual(['prepare a /a', 'prepare b /b', ...order, 'cleanup b /b', 'cleanup a /a']);
    const { hooks = [], repeats, warnings } = await readJournal(done.journalPath);
    expect(warnings).toEqual([]);
    expect(hooks.map(({ output }) => output.trim())).toEqual(log());
    expect(hooks.map(({ exitCode }) => exitCode)).toEqual(Array.from({ length: 8 }, () => 0));
    expect(hooks.flatMap(({ position }) => position ?? [])).toEqual(repeats.map(({ position }) => position));
  });

  it('that fail to prepare end the study before anything is measured, and what was begun is cleaned up', async () => {
    const prepare = 'echo "no tag x" >&2; test $VFLOAD_CONFIGURATION = a';
    await expect(execute({ prepare, cleanup: say('cleanup') })).rejects.toMatchObject({
      code: 'ERR_VFLOAD_HOOK',
      message: 'The hook prepare of b ended with exit code 1: no tag x.',
    });
    expect(log()).toEqual(['cleanup b /b', 'cleanup a /a']);
    expect(existsSync(path.join(folder, 'journal.jsonl'))).toBe(false);
  });

  it('that Ctrl-C ends while they prepare are not blamed, and what was begun is cleaned up', async () => {
    const abort = new AbortController();
    const running = execute(
      { prepare: 'echo begun; touch began; sleep 30; true', cleanup: say('cleanup') },
      {},
      abort.signal,
    );
    const refused = expect(running).rejects.toMatchObject({ code: 'ERR_VFLOAD_ABORTED' });
    while (!existsSync(path.join(folder, 'began'))) await sleep(10);
    abort.abort();
    await refused;
    expect(log()).toEqual(['cleanup a /a']);
  });

  it('that Ctrl-C ends while they empty the cache leave no failed repeat behind', async () => {
    const abort = new AbortController();
    const dropHostCache = 'test $VFLOAD_BLOCK = 1 || { touch began; sleep 30; true; }';
    const running = execute({ dropHostCache }, { hostCache: 'cold' }, abort.signal);
    while (!existsSync(path.join(folder, 'began'))) await sleep(10);
    abort.abort();
    const { repeats, interrupted } = await running;
    expect(interrupted).toBe(true);
    expect(repeats.map(({ block, result }) => [block, result.vfload.outcome])).toEqual([
      [1, 'measured'],
      [1, 'measured'],
    ]);
  });

  it('that fail to empty the cache fail their repeat: it would not have been cold', async () => {
    const dropHostCache = 'test $VFLOAD_CONFIGURATION = a';
    const done = await execute({ dropHostCache }, { hostCache: 'cold' });
    for (const { configuration, result } of done.repeats) {
      expect(result.vfload.outcome).toBe(configuration === 'a' ? 'measured' : 'failed');
    }
    expect(
      done.repeats.find(({ configuration }) => configuration === 'b')?.result.vfload.reason,
    ).toMatchObject({
      operation: 'dropHostCache',
      message: 'The hook dropHostCache of b ended with exit code 1.',
    });
    expect(done.exitCode).toBe(1);
  });

  it('leave the host cache alone where it is to be as it is', async () => {
    await execute({ dropHostCache: say('drop') });
    expect(existsSync(path.join(folder, 'log'))).toBe(false);
  });
});

describe('a hook', () => {
  const hook = { hook: 'prepare', configuration: 'a', environment: {}, signal: undefined } as const;

  it('may leave a daemon behind that keeps its output open', async () => {
    const end = await runHook({ ...hook, folder, command: 'echo started; sleep 30 & echo $! > pid' });
    expect(end).toMatchObject({ exitCode: 0, output: 'started\n' });
    expect(end.elapsedMs).toBeLessThan(20_000);
    process.kill(Number(readFileSync(path.join(folder, 'pid'), 'utf8')));
  });

  it('is ended by an abort, with what it has started', async () => {
    const abort = new AbortController();
    const running = runHook({
      ...hook,
      folder,
      signal: abort.signal,
      command: 'touch began; sleep 30; true',
    });
    while (!existsSync(path.join(folder, 'began'))) await sleep(10);
    abort.abort();
    expect(await running).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
  });

  it('says the end of what it said where that is much', async () => {
    const end = await runHook({ ...hook, folder, command: 'seq 100000; exit 3' });
    expect(end.exitCode).toBe(3);
    expect(end.output.length).toBeLessThanOrEqual(65_536);
    expect(end.output.endsWith('100000\n')).toBe(true);
  });
});
