import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { NativeLimits, NativeProgress } from '../../lib/run/native.ts';
import { awaitWork } from '../../lib/run/work.ts';
import { scriptedWork } from './scripted-addon.ts';

const limits: NativeLimits = {
  stuckAfterMs: 10_000,
  endGraceMs: 5_000,
  taskStuckAfterMs: 60_000,
  killGraceMs: 2_000,
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function progress(changes: Partial<NativeProgress>): NativeProgress {
  return {
    phase: 'running',
    readBytes: 0,
    writeBytes: 0,
    trimBytes: 0,
    readCompleted: 0,
    writeCompleted: 0,
    trimCompleted: 0,
    doneBytes: 0,
    totalBytes: 0,
    ...changes,
  };
}

it('returns how the work ended', async () => {
  const work = scriptedWork([{ end: 'exited', exitCode: 3 }]);
  const { end, supervisorHung } = await awaitWork(work, { limits, signal: undefined, kind: 'jobs' });
  expect(end.children[0]).toMatchObject({ end: 'exited', exitCode: 3 });
  expect(supervisorHung).toBe(false);
});

it('looks at the progress four times a second', async () => {
  const work = scriptedWork([{}], 'on-demand', () => [progress({})]);
  const seen: number[] = [];
  const ended = awaitWork(work, {
    ...{ limits, signal: undefined, kind: 'jobs' },
    onProgress: () => seen.push(performance.now()),
  });
  vi.advanceTimersByTime(2_000);
  work.end();
  await ended;
  expect(seen).toHaveLength(8);
});

it('kills a supervisor under which jobs stand still beyond all of its deadlines', async () => {
  const work = scriptedWork([{ end: 'lost' }], 'on-demand', () => [progress({})]);
  const ended = awaitWork(work, { limits, signal: undefined, kind: 'jobs' });
  vi.advanceTimersByTime(17_000);
  expect(work.killed()).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(work.killed()).toBe(true);
  expect((await ended).supervisorHung).toBe(true);
});

it('lets a task without progress take as long as its supervisor does', async () => {
  const work = scriptedWork([{}], 'on-demand', () => [progress({ doneBytes: 5 })]);
  const ended = awaitWork(work, { limits, signal: undefined, kind: 'task' });
  vi.advanceTimersByTime(60_000);
  expect(work.killed()).toBe(false);
  vi.advanceTimersByTime(20_000);
  expect(work.killed()).toBe(true);
  await ended;
});

it('does not mind how long work takes that goes on', async () => {
  let completed = 0;
  const work = scriptedWork([{}], 'on-demand', () => [progress({ readCompleted: (completed += 1) })]);
  const ended = awaitWork(work, { limits, signal: undefined, kind: 'jobs' });
  vi.advanceTimersByTime(3_600_000);
  expect(work.killed()).toBe(false);
  work.end();
  expect((await ended).supervisorHung).toBe(false);
});

it('returns even where a killed supervisor does not end', async () => {
  const work = scriptedWork([{ end: 'lost' }], 'on-demand', () => [progress({})]);
  const immortal = { ...work, kill: vi.fn() };
  const ended = awaitWork(immortal, { limits, signal: undefined, kind: 'jobs' });
  vi.advanceTimersByTime(40_000);
  expect(immortal.kill).toHaveBeenCalledTimes(1);
  expect((await ended).supervisorHung).toBe(true);
  work.end();
});

it('asks for a drained end when aborted, before or after the start', async () => {
  for (const abortFirst of [true, false]) {
    const abort = new AbortController();
    const work = scriptedWork([{}], 'on-demand');
    const stoppable = { ...work, stop: vi.fn(work.end) };
    if (abortFirst) abort.abort();
    const ended = awaitWork(stoppable, { limits, signal: abort.signal, kind: 'jobs' });
    if (!abortFirst) abort.abort();
    await ended;
    expect(stoppable.stop).toHaveBeenCalledTimes(1);
  }
});

it('leaves no listener on the signal', async () => {
  const abort = new AbortController();
  const work = scriptedWork([{}]);
  const stoppable = { ...work, stop: vi.fn() };
  await awaitWork(stoppable, { limits, signal: abort.signal, kind: 'jobs' });
  abort.abort();
  expect(stoppable.stop).not.toHaveBeenCalled();
});
