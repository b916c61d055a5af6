import { copyFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type ProgressEvent, type SuiteOptions, report, run, suite } from '../../lib/index.ts';
import { readJournal } from '../../lib/result/journal-reader.ts';
import { directoryForEachTest, smallSuite } from './measured-directory.ts';

const place = directoryForEachTest();

function small(options: Partial<SuiteOptions>): SuiteOptions {
  return smallSuite(place, options);
}

it('measures runs of every engine, one job and four, and leaves the directory empty', async () => {
  const done = await suite(small({ rw: 'randread,randrw', numjobs: '1,4' }));
  expect(done.repeats).toHaveLength(16);
  for (const { run: name, result } of done.repeats) {
    const { vfload, jobs } = result;
    // Containers often forbid io_uring: that is a result as well.
    if (vfload.outcome === 'unsupported') {
      expect(name).toContain('io_uring');
      expect(vfload.reason?.remedy).toMatch(/\S/);
      continue;
    }
    expect(vfload.outcome, `${name}: ${JSON.stringify(vfload.reason)}`).toBe('measured');
    expect(jobs[0]?.read.total_ios, name).toBeGreaterThan(0);
    if (name.includes('randrw')) expect(jobs[0]?.write.total_ios, name).toBeGreaterThan(0);
    expect(vfload.mount?.mountPoint, name).toMatch(/^\//);
    expect(vfload.files.map(({ filename }) => filename)).toContain('vfload-file1');
  }
  expect(done.exitCode).toBe(0);
  expect(place.left()).toEqual([]);
});

it('tells the plan, the run and each repeat, in this order', async () => {
  const running = suite(
    small({ ioengine: 'psync', rw: 'randread', numjobs: '1', repeats: 2, runtime: '600ms' }),
  );
  const events: ProgressEvent[] = [];
  for await (const event of running) events.push(event);
  const types = events.map(({ type }) => type).filter((type) => type !== 'layout');
  expect(types[0]).toBe('plan');
  expect(types.filter((type) => type === 'repeat')).toHaveLength(2);
  expect(types.at(-1)).toBe('repeat');
  const speeds = events.flatMap((event) => (event.type === 'running' ? [event.iops] : []));
  expect(Math.max(...speeds)).toBeGreaterThan(0);
  const fractions = events.flatMap((event) => (event.type === 'running' ? [event.planFraction] : []));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
});

it('writes a journal that reads back as what was returned, and reports the same', async () => {
  const done = await suite(small({ ioengine: 'psync', rw: 'seqread', numjobs: '1', repeats: 2 }));
  const journal = await readJournal(done.journalPath);
  expect(done.journalPath).toBe(place.journal);
  expect(journal.warnings).toEqual([]);
  expect(journal.header).toEqual(done.header);
  expect(journal.repeats).toEqual(done.repeats);
  const text = await report(done.journalPath);
  expect(text).toContain('seqread-psync');
  expect(await report(done)).toBe(text);
  const copy = `${done.journalPath}.copy`;
  await copyFile(done.journalPath, copy);
  expect(await report([done.journalPath, copy])).toBe(`${text}\n${text}`);
  await expect(report([copy, copy])).rejects.toMatchObject({ code: 'ERR_VFLOAD_USAGE', path: copy });
});

it('keeps its files where it is asked to, uses them the next time, and does not take them away then', async () => {
  const options = small({ ioengine: 'psync', rw: 'seqread', numjobs: '1', keepFiles: true });
  const first = await suite(options);
  expect(first.repeats[0]?.result.vfload.files).toEqual([
    { filename: 'vfload-file1', state: 'fresh', laidOutBytes: 1048576 },
  ]);
  expect(place.left()).toContain('vfload-file1');
  // Later runs make a second file beside the kept one, and remove only that.
  const second = await suite({ ...options, output: `${place.journal}.2`, numjobs: '4', keepFiles: false });
  expect(second.repeats[0]?.result.vfload.files.map(({ state }) => state)).toEqual([
    'written',
    ...['fresh', 'fresh', 'fresh'],
  ]);
  expect(place.left().sort()).toEqual(['.vfload-files.json', 'vfload-file1']);
});

it('runs what fio’s options describe', async () => {
  const done = await run({
    directory: place.directory,
    output: place.journal,
    ...{ name: 'mine', rw: 'randwrite', bs: '8k', size: '256k', numjobs: 2, group_reporting: true },
  });
  const [repeat] = done.repeats;
  expect(repeat?.run).toBe('mine');
  expect(repeat?.result.vfload.outcome).toBe('measured');
  expect(repeat?.result.jobs).toHaveLength(1);
  expect(repeat?.result.jobs[0]?.write).toMatchObject({ total_ios: 64, io_bytes: 524288 });
  expect(place.left()).toEqual([]);
});

it('records a seed that gives the same offsets again', async () => {
  const once = await run({
    directory: place.directory,
    output: place.journal,
    size: '64k',
    rw: 'randread',
    randrepeat: 0,
  });
  const seed = once.repeats[0]?.seed ?? '';
  expect(seed).toMatch(/^\d+$/);
  const again = await run({
    ...{
      directory: place.directory,
      output: `${place.journal}.2`,
      size: '64k',
      rw: 'randread',
      randrepeat: 0,
    },
    randseed: seed,
  });
  expect(again.repeats[0]?.seed).toBe(seed);
});

it('calls O_DIRECT with a crooked block size a wrong request, where the file system takes O_DIRECT otherwise', async () => {
  const done = await run({
    ...{
      directory: place.directory,
      output: place.journal,
      size: '64k',
      rw: 'randread',
      direct: 1,
      bs: 1000,
    },
  });
  const { outcome, reason } = done.repeats[0]?.result.vfload ?? {};
  // tmpfs takes any size and alignment; disks refuse this one.
  if (outcome === 'measured') return;
  expect(outcome === 'failed' ? reason?.kind : outcome).toMatch(/^(usage|unsupported)$/);
  expect(reason?.errnoName).toBe('EINVAL');
});
