import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RunOptions, type SuiteResult, run } from '../../lib/index.ts';
import { type MeasuredDirectory, measuredDirectory } from './measured-directory.ts';

let places: MeasuredDirectory[];
beforeEach(() => {
  places = [measuredDirectory(), measuredDirectory()];
});
afterEach(() => {
  for (const place of places) place.remove();
});

function options(index: number): RunOptions {
  const place = places[index];
  return {
    ...{ directory: place?.directory ?? '', output: place?.journal ?? '' },
    ...{ rw: 'randread', size: '1m', runtime: '500ms', time_based: true },
  };
}

function outcome(done: SuiteResult): string | undefined {
  return done.repeats[0]?.result.vfload.outcome;
}

it('two directories are measured at the same time', async () => {
  const done = await Promise.all([run(options(0)), run(options(1))]);
  expect(done.map(outcome)).toEqual(['measured', 'measured']);
  expect(places.map((place) => place.left())).toEqual([[], []]);
});

it('the second vfload in a directory is refused, and the first one goes on', async () => {
  const first = run(options(0));
  let second: Promise<unknown> | undefined;
  const refused = { code: 'ERR_VFLOAD_LOCKED', message: expect.stringContaining('process') as string };
  for await (const event of first) {
    if (event.type === 'plan') {
      second = expect(run({ ...options(0), output: places[1]?.journal ?? '' })).rejects.toMatchObject(
        refused,
      );
    }
    if (event.type === 'repeat') break;
  }
  expect(second).toBeDefined();
  await second;
  expect(outcome(await first)).toBe('measured');
  expect(places[0]?.left()).toEqual([]);
});

it('gives up the lock at the end', async () => {
  await run(options(0));
  expect(outcome(await run({ ...options(0), output: places[1]?.journal ?? '' }))).toBe('measured');
});
