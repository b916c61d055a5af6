import { expect, test } from 'vitest';
import { EtaLine } from '../../../lib/cli/fio/eta-line.ts';
import { readCommandLine } from '../../../lib/fio-face/command-line.ts';
import { fioJobs } from '../../../lib/fio-face/fio-jobs.ts';
import { presentSurroundings } from '../../../lib/jobfile/surroundings.ts';
import { type FioPlan, makeFioPlan } from '../../../lib/plan/fio-plan.ts';
import type { PlannedRun } from '../../../lib/plan/plan.ts';
import type { NativeProgress } from '../../../lib/run/native.ts';

function planOf(words: string): FioPlan {
  const { jobs, globalOptions } = fioJobs(readCommandLine(words.split(' ')), [], presentSurroundings());
  return makeFioPlan(jobs, globalOptions, '3.33');
}

function partOf(plan: FioPlan, index: number): PlannedRun {
  const run = plan.runs[index];
  if (run === undefined) throw new Error(`no part ${index}`);
  return run;
}

const ended = {
  readBytes: 0,
  writeBytes: 0,
  trimBytes: 0,
  readCompleted: 0,
  writeCompleted: 0,
  trimCompleted: 0,
  doneBytes: 0,
  totalBytes: 0,
};
const working = (counts: Partial<NativeProgress> = {}): NativeProgress => ({
  ...ended,
  phase: 'running',
  ...counts,
});

test('the first line of a part has no figures, the next one what changed in between', () => {
  const plan = planOf('--name=x --rw=randrw --size=1g --runtime=4 --time_based');
  const line = new EtaLine(plan);
  const run = partOf(plan, 0);
  expect(line.text(run, [working()], 0)).toBe('Jobs: 1 (f=1)');
  const counts = { readBytes: 2 ** 20, readCompleted: 256, writeBytes: 2 ** 19, writeCompleted: 128 };
  expect(line.text(run, [working(counts)], 1000)).toBe(
    'Jobs: 1 (f=1): [m(1)][25.0%][r=1024KiB/s,w=512KiB/s][r=256,w=128 IOPS][eta 00m:03s]',
  );
});

test('every job of all parts has its letter: done, at work in its way, or yet to come', () => {
  const plan = planOf(
    '--size=4k --name=a --name=b --stonewall --rw=write --numjobs=2 --name=c --rw=randread --name=d --stonewall',
  );
  const line = new EtaLine(plan);
  const run = partOf(plan, 1);
  const progress = [working(), { ...ended, phase: 'ended' as const }, working()];
  line.text(run, progress, 0);
  expect(line.text(run, progress, 1000)).toMatch(
    /^Jobs: 2 \(f=2\): \[_\(1\),W\(1\),_\(1\),r\(1\),P\(1\)\]\[/,
  );
});

test('without a limit that is known nothing is said about the end', () => {
  const plan = planOf('--name=x --size=4k --runtime=0');
  const line = new EtaLine(plan);
  const run = partOf(plan, 0);
  line.text(run, [working()], 0);
  expect(line.text(run, [working()], 1000)).toContain('[-.-%][r=0B/s][r=0 IOPS][eta --]');
});

test('bytes count where they come first, and long times have hours and days', () => {
  const plan = planOf('--name=x --size=1000000 --bs=1 --rw=write');
  const line = new EtaLine(plan);
  const run = partOf(plan, 0);
  line.text(run, [working()], 0);
  expect(line.text(run, [working({ writeBytes: 10 })], 1000)).toMatch(/\[0\.0%\].*\[eta 1d:03h:46m:39s\]$/);
});
