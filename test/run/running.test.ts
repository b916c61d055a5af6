import { expect, it } from 'vitest';
import type { ProgressEvent } from '../../lib/run/events.ts';
import { type Emit, Running } from '../../lib/run/running.ts';

function notice(message: string): ProgressEvent {
  return { type: 'notice', message };
}

function layout(doneBytes: number): ProgressEvent {
  return { type: 'layout', configuration: 'a', doneBytes, totalBytes: 10, etaMs: undefined };
}

async function collect(events: AsyncIterable<ProgressEvent>): Promise<ProgressEvent[]> {
  const seen: ProgressEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

it('resolves to the result when awaited', async () => {
  expect(await new Running(() => Promise.resolve(7))).toBe(7);
});

it('rejects with what the work threw, also when that was thrown at once', async () => {
  const running = new Running(() => {
    throw new Error('no addon');
  });
  await expect(running).rejects.toThrow('no addon');
});

it('can be caught and finished like any promise', async () => {
  const finished: string[] = [];
  const good: Promise<number> = new Running(() => Promise.resolve(7));
  expect(await good.finally(() => finished.push('good'))).toBe(7);
  const bad = new Running(() => Promise.reject(new Error('broken')));
  expect(await bad.catch((reason: unknown) => (reason as Error).message)).toBe('broken');
  await expect(bad.finally(() => finished.push('bad'))).rejects.toThrow('broken');
  expect(finished).toEqual(['good', 'bad']);
});

it('gives the first iterator what happened before it, then the rest, then ends', async () => {
  let proceed: (() => void) | undefined;
  const running = new Running(async (emit) => {
    emit(notice('early'));
    await new Promise<void>((resolve) => (proceed = resolve));
    emit(notice('late'));
  });
  await Promise.resolve();
  await Promise.resolve();
  const collected = collect(running);
  setImmediate(() => proceed?.());
  expect(await collected).toEqual([notice('early'), notice('late')]);
});

it('keeps only the newest progress for a slow reader, and everything else', async () => {
  const running = new Running(async (emit) => {
    for (let done = 1; done <= 5; done += 1) emit(layout(done));
    emit(notice('laid out'));
    emit(layout(6));
    emit(layout(7));
    await Promise.resolve();
  });
  await running;
  expect(await collect(running)).toEqual([layout(5), notice('laid out'), layout(7)]);
});

it('throws the failure out of the loop, and leaves no rejection unhandled', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => {
    unhandled.push(reason);
  };
  process.on('unhandledRejection', note);
  const running = new Running(async (emit) => {
    emit(notice('started'));
    await Promise.resolve();
    throw new Error('broken');
  });
  await expect(collect(running)).rejects.toThrow('broken');
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

it('goes on when the loop is left early', async () => {
  let emitted = 0;
  const running = new Running(async (emit: Emit) => {
    for (let step = 0; step < 3; step += 1) {
      emit(notice(String(step)));
      emitted += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return 'done';
  });
  for await (const event of running) {
    expect(event).toEqual(notice('0'));
    break;
  }
  expect(await running).toBe('done');
  expect(emitted).toBe(3);
});

it('serves two iterators at once', async () => {
  const running = new Running(async (emit) => {
    await new Promise((resolve) => setImmediate(resolve));
    emit(notice('for both'));
  });
  const [first, second] = await Promise.all([collect(running), collect(running)]);
  expect(first).toEqual([notice('for both')]);
  expect(second).toEqual([notice('for both')]);
});

it('wakes every caller of next that waits', async () => {
  const running = new Running(async (emit) => {
    await new Promise((resolve) => setImmediate(resolve));
    emit(notice('one'));
    emit(notice('two'));
  });
  const iterator = running[Symbol.asyncIterator]();
  const [first, second, third] = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
  expect([first.value, second.value]).toEqual([notice('one'), notice('two')]);
  expect(third.done).toBe(true);
});
