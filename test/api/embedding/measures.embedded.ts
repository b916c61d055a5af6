import { isMainThread } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { run } from '../../../lib/index.ts';
import { type MeasuredDirectory, measuredDirectory } from '../measured-directory.ts';

let place: MeasuredDirectory;
beforeEach(() => {
  place = measuredDirectory();
});
afterEach(() => {
  place.remove();
});

it('is in the pool that was asked for', () => {
  expect(isMainThread).toBe(process.env['VFLOAD_TEST_POOL'] === 'forks');
});

it('measures inside a test, with progress', async () => {
  const running = run({
    ...{ directory: place.directory, output: place.journal, size: '1m', runtime: '400ms' },
    ...{ rw: 'randread', time_based: true, numjobs: 2, group_reporting: true },
  });
  const phases = new Set<string>();
  for await (const event of running) if (event.type === 'running') phases.add(event.phase);
  const done = await running;
  expect(phases).toContain('running');
  expect(done.repeats[0]?.result.vfload.outcome).toBe('measured');
  expect(place.left()).toEqual([]);
});

it('drains when the test is over before the measurement', async ({ signal }) => {
  const abort = new AbortController();
  const running = run({
    ...{ directory: place.directory, output: place.journal, size: '1m', runtime: '30s' },
    ...{ rw: 'randread', time_based: true, signal: AbortSignal.any([signal, abort.signal]) },
  });
  for await (const event of running) if (event.type === 'running' && event.iops > 0) abort.abort();
  expect((await running).interrupted).toBe(true);
});
