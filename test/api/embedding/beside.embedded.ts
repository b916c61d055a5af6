/** Runs in another worker at the same time as measures.embedded.ts. */
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

it.each(['psync', 'libaio', 'mmap'] as const)('measures with %s beside another worker', async (ioengine) => {
  const done = await run({
    ...{ directory: place.directory, output: place.journal, size: '1m', runtime: '300ms' },
    ...{ rw: 'randrw', time_based: true, ioengine },
  });
  expect(done.repeats[0]?.result.vfload.outcome).toBe('measured');
  expect(place.left()).toEqual([]);
});
