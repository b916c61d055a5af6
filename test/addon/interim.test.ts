import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { NativeInterim, NativeWork } from '../../lib/run/native.ts';
import { nativeJob } from './native-job.mjs';
import { OpenedDirectory, addon, finished, layoutFile, limits, timedJob } from './supervised-work.ts';

async function firstIos(work: NativeWork): Promise<NativeInterim[]> {
  for (;;) {
    const interim = work.statistics();
    if ((interim[0]?.statistics.read.completed ?? 0) > 100) return interim;
    await sleep(5);
  }
}

test('what running jobs have measured so far is had without their noticing', async () => {
  const opened = await OpenedDirectory.open([layoutFile('f')]);
  const job = timedJob({ filename: 'f', runtimeMs: 60_000 });
  const { schedule } = nativeJob({});
  const jobs = [job, { ...job, jobNumber: 2, schedule: { ...schedule, shortestDelayMs: 60_000 } }];
  const work = addon.run(opened.native, { jobs, limits });
  const [running, waiting] = await firstIos(work);
  expect(running?.pid).toBeGreaterThan(0);
  expect(running?.startedAfterMs).toBeLessThan(5_000);
  expect(running?.statistics.read.runtimeNs).toBeGreaterThan(0);
  expect(running?.statistics.read.clat.count).toBeGreaterThan(0);
  expect(running?.statistics.depthLevel[0]).toBeGreaterThan(0n);
  expect(waiting?.startedAfterMs).toBeUndefined();
  expect(waiting?.statistics.read.issued).toBe(0);
  work.stop();
  const end = await finished(work);
  expect(end.endsAll).toBe(false);
  const [first, second] = end.children;
  expect(first?.statistics?.read.completed).toBeGreaterThan(running?.statistics.read.completed ?? Infinity);
  expect(first?.end).toBe('ended');
  expect(second).toMatchObject({ end: 'ended', startedAfterMs: undefined });
  await opened.close();
});

test('tasks have no statistics', async () => {
  const opened = await OpenedDirectory.open();
  const layout = addon.layout(opened.native, { files: [layoutFile('f')], limits });
  expect(layout.statistics()).toEqual([]);
  await finished(layout);
  await opened.close();
});
