import { existsSync, statfsSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ProgressEvent, type SuiteOptions, suite } from '../../lib/index.ts';
import { readJournal } from '../../lib/result/journal-reader.ts';
import { directoryForEachTest, measuredDirectory, smallSuite } from './measured-directory.ts';

const place = directoryForEachTest();

function options(signal: AbortSignal, changes: Partial<SuiteOptions> = {}): SuiteOptions {
  const cells = { ioengine: 'psync', rw: 'seqread,randread', numjobs: '1', runtime: '30s' } as const;
  return smallSuite(place, { ...cells, signal, ...changes });
}

describe('an abort', () => {
  it('during a run drains it, and keeps what was measured as interrupted', async () => {
    const abort = new AbortController();
    const running = suite(options(abort.signal));
    for await (const event of running) if (isAtWork(event)) abort.abort();
    const done = await running;
    expect(done.interrupted).toBe(true);
    expect(done.repeats).toHaveLength(1);
    const { vfload, jobs } = done.repeats[0]?.result ?? {};
    expect(vfload).toMatchObject({ outcome: 'measured', interrupted: true });
    expect(jobs?.[0]?.read.total_ios).toBeGreaterThan(0);
    expect((await readJournal(place.journal)).repeats).toEqual(done.repeats);
    expect(place.left()).toEqual([]);
  });

  it('between two runs starts no further one', async () => {
    const abort = new AbortController();
    const running = suite(options(abort.signal, { runtime: '100ms' }));
    for await (const event of running) if (event.type === 'repeat') abort.abort();
    const done = await running;
    expect(done.repeats.length).toBeLessThanOrEqual(2);
    expect(done.repeats[0]?.result.vfload.interrupted).toBe(false);
    expect(done.interrupted).toBe(true);
    expect(place.left()).toEqual([]);
  });

  it('during the layout removes the partial file and the journal, and is an error', async (context) => {
    const onDisk = measuredDirectory('disk');
    onTestFinished(onDisk.remove);
    const { bavail, bsize } = statfsSync(onDisk.directory);
    const freeBytes = bavail * bsize;
    context.skip(freeBytes < 6 * 2 ** 30, 'the layout would need 4 GiB of free space');
    const abort = new AbortController();
    const running = suite(options(abort.signal, { directories: onDisk.directory, size: '4g' }));
    const events = (async () => {
      for await (const event of running) if (event.type === 'layout') abort.abort();
    })();
    await expect(events).rejects.toMatchObject({ code: 'ERR_VFLOAD_ABORTED' });
    expect(onDisk.left()).toEqual([]);
    expect(existsSync(place.journal)).toBe(false);
  });

  it('before the start touches nothing', async () => {
    await expect(suite(options(AbortSignal.abort()))).rejects.toMatchObject({ code: 'ERR_VFLOAD_ABORTED' });
    expect(place.left()).toEqual([]);
  });
});

function isAtWork(event: ProgressEvent): boolean {
  return event.type === 'running' && event.phase === 'running' && event.iops > 0;
}
