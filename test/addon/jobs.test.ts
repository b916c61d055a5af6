import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type EngineFacts, engineFacts } from '../../lib/options/engine-facts.ts';
import {
  addon,
  fileBytes,
  finished,
  layoutFile,
  limits,
  OpenedDirectory,
  timedJob,
} from './supervised-work.ts';

/** Engines whose I/Os are what is measured. */
const engines = addon.engines().filter(({ name, reads }) => {
  const facts: Readonly<Partial<Record<string, EngineFacts>>> = engineFacts;
  return reads && facts[name]?.measuresOpens !== true;
});

for (const { name: ioengine, synchronous } of engines) {
  test(`${ioengine}: a mixed job runs to its end with statistics that agree`, async (context) => {
    const opened = await OpenedDirectory.open([layoutFile('f')]);
    const end = await finished(
      addon.run(opened.native, { jobs: [timedJob({ filename: 'f', ioengine, rw: 'randrw' })], limits }),
    );
    await opened.close();
    const [child] = end.children;
    const failure = child?.failure;
    if (ioengine === 'io_uring' && (failure?.errno === 1 || failure?.errno === 38)) {
      context.skip(`this kernel does not allow io_uring (errno ${failure.errno})`);
    }
    expect(end.supervisorSignal).toBeUndefined();
    expect(child?.end).toBe('ended');
    expect(failure).toBeUndefined();
    expect(child?.phase).toBe('ended');
    for (const direction of [child?.statistics?.read, child?.statistics?.write]) {
      if (direction === undefined) throw new Error('a job without statistics');
      expect(direction.completed).toBeGreaterThan(0);
      expect(direction.issued).toBe(direction.completed);
      expect(direction.bytes).toBe(direction.completed * 4096);
      expect(direction.clat.count).toBe(direction.completed);
      expect(direction.lat.count).toBe(direction.completed);
      expect(direction.slat.count).toBe(synchronous || ioengine === 'vsync' ? 0 : direction.completed);
      expect(sum(direction.clatBuckets)).toBe(BigInt(direction.completed));
      expect(sum(direction.latencyClasses)).toBe(BigInt(direction.completed));
      expect(direction.clat.sum).toBeGreaterThanOrEqual(
        BigInt(direction.clat.min ?? 0) * BigInt(direction.completed),
      );
      // Cauchy and Schwarz: n times the sum of squares is at least the square of the sum.
      expect(direction.clat.squares * BigInt(direction.completed)).toBeGreaterThanOrEqual(
        direction.clat.sum ** 2n,
      );
      expect(direction.bwSamples.count).toBeGreaterThan(0);
      expect(direction.runtimeNs).toBeGreaterThanOrEqual(300e6);
    }
  });
}

function sum(counts: BigUint64Array): bigint {
  return counts.reduce((total, count) => total + count, 0n);
}

test('progress counts up while jobs run, and stop() ends them early', async () => {
  const opened = await OpenedDirectory.open([layoutFile('f')]);
  const work = addon.run(opened.native, {
    jobs: [timedJob({ filename: 'f', runtimeMs: 600_000 })],
    limits,
  });
  await expect.poll(() => work.progress()[0]?.readCompleted, { timeout: 10_000 }).toBeGreaterThan(100);
  expect(work.progress()[0]?.phase).toBe('running');
  work.stop();
  const end = await finished(work);
  expect(end.children[0]?.end).toBe('ended');
  expect(end.children[0]?.statistics?.read.completed).toBeGreaterThan(100);
  await opened.close();
});

test('two works in two directories run at once and do not meet', async () => {
  const directories = await Promise.all([
    OpenedDirectory.open([layoutFile('f')]),
    OpenedDirectory.open([layoutFile('f'), layoutFile('g')]),
  ]);
  const ends = await Promise.all(
    directories.map(async (opened, index) => {
      const filenames = index === 0 ? ['f'] : ['f', 'g'];
      const jobs = filenames.map((filename, job) => timedJob({ filename, jobNumber: job + 1 }));
      return finished(addon.run(opened.native, { jobs, limits }));
    }),
  );
  expect(ends.map(({ children }) => children.map(({ end }) => end))).toEqual([['ended'], ['ended', 'ended']]);
  for (const opened of directories) await opened.close();
});

test("a job's failure carries errno, point and file", async () => {
  const opened = await OpenedDirectory.open();
  const end = await finished(addon.run(opened.native, { jobs: [timedJob({ filename: 'missing' })], limits }));
  expect(end.children[0]?.failure).toMatchObject({ errno: 2, point: 'open', filename: 'missing' });
  await opened.close();
});

test('layout reports states, and the files are gone after the release', async () => {
  const opened = await OpenedDirectory.open();
  const layout = addon.layout(opened.native, {
    files: [layoutFile('a'), { ...layoutFile('b'), content: 'allocated' }],
    limits,
  });
  await finished(layout);
  expect(layout.states()).toEqual([
    { filename: 'a', state: 'fresh', laidOutBytes: fileBytes },
    { filename: 'b', state: 'unwritten', laidOutBytes: fileBytes },
  ]);
  expect(layout.progress()).toMatchObject([{ doneBytes: 2 * fileBytes, totalBytes: 2 * fileBytes }]);
  await opened.release();
  expect(readdirSync(opened.path)).toEqual([]);
  await opened.close();
});

test('a released directory takes no more work, and other values are no directories', async () => {
  const opened = await OpenedDirectory.open();
  await opened.release();
  expect(() => addon.probe(opened.native, { limits })).toThrow(/released/);
  const { constructor: NativeClass } = opened.native as unknown as { constructor: new () => unknown };
  expect(() => new NativeClass()).toThrow(/cannot be constructed/);
  const impostor = {} as typeof opened.native;
  expect(() => addon.probe(impostor, { limits })).toThrow(TypeError);
  await opened.close();
});

test('a job with a word that the core does not know is refused', async () => {
  const opened = await OpenedDirectory.open();
  const job = timedJob({ ioengine: 'sync2' });
  expect(() => addon.run(opened.native, { jobs: [job], limits })).toThrow(/no engine 'sync2'/);
  await opened.close();
});

test('a job with a text that the core has no room for is refused, and not carried out with a part of it', async () => {
  const opened = await OpenedDirectory.open();
  const job = timedJob({ writeIolog: `/tmp/${'a'.repeat(4096)}` });
  expect(() => addon.run(opened.native, { jobs: [job], limits })).toThrow(
    /'writeIolog' of 4101 bytes: 4095 at most/,
  );
  await opened.close();
});
