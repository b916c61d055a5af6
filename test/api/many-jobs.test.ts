/** 64 jobs at once: each has its place in the result, and the controller costs what it costs with one. */
import { expect, it } from 'vitest';
import { report, run } from '../../lib/index.ts';
import { directoryForEachTest } from './measured-directory.ts';

const place = directoryForEachTest();
const blocksPerJob = 16;

it.each([
  ['psync', 'processes'],
  ['mmap', 'processes'],
  ['libaio', 'processes'],
  ['io_uring', 'processes'],
  ['null', 'processes'],
  ['psync', 'threads'],
  ['libaio', 'threads'],
] as const)('64 jobs of %s as %s are all in the result, and in its sums', async (ioengine, as) => {
  const done = await run({
    ...{ directory: place.directory, output: place.journal, rw: 'randread', ioengine, iodepth: 4 },
    ...{ size: blocksPerJob * 4096, numjobs: 64, thread: as === 'threads' },
  });
  const [result] = done.repeats.map((repeat) => repeat.result);
  if (result === undefined) throw new Error('there is no result');
  const { vfload, jobs } = result;
  if (vfload.outcome === 'unsupported' && ioengine === 'io_uring') return;
  expect(vfload.outcome, vfload.reason?.message).toBe('measured');
  expect(jobs).toHaveLength(64);
  expect(jobs.map(({ read }) => read.total_ios)).toEqual(Array<number>(64).fill(blocksPerJob));
  expect(jobs.map(({ error }) => error)).toEqual(Array<number>(64).fill(0));
  expect(vfload.issued).toBe(64 * blocksPerJob);
  expect(vfload.achieved.bytes).toBe(64 * blocksPerJob * 4096);
  expect(vfload.clat_ns.read?.N).toBe(64 * blocksPerJob);
  expect(await report(done)).toMatch(/randread/);
  expect(place.left()).toEqual([]);
});
