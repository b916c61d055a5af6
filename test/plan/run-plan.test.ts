import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRunPlan } from '../../lib/plan/make-plan.ts';

describe('one run', () => {
  test("is called after its workload and has fio's name for its file", () => {
    const { runs, configurations, repeats, preset } = makeRunPlan({
      rw: 'randread',
      size: '1m',
      directory: '/mnt/a',
    });
    expect(runs).toMatchObject([
      { name: 'randread-psync', jobs: [{ filename: 'randread-psync.0.0', iodepth: 1 }] },
    ]);
    expect({ configurations, repeats, preset }).toEqual({
      configurations: [{ label: 'a', directory: '/mnt/a' }],
      repeats: 1,
      preset: undefined,
    });
  });

  test('works in the current directory unless told otherwise', () => {
    expect(makeRunPlan({ size: '1m' }).configurations).toEqual([
      { label: path.basename(process.cwd()), directory: process.cwd() },
    ]);
  });

  test('numbers clones as fio does, each with its own file', () => {
    const { runs } = makeRunPlan({ name: 'j', size: '1m', numjobs: 4 });
    expect(runs[0]?.jobs.map(({ filename }) => filename)).toEqual(['j.0.0', 'j.3.0', 'j.2.0', 'j.1.0']);
  });

  test('shares a named file among clones', () => {
    const { runs, files } = makeRunPlan({ size: '1m', numjobs: 2, filename: 'f' });
    expect(runs[0]?.jobs.map(({ filename }) => filename)).toEqual(['f', 'f']);
    expect(files).toHaveLength(1);
  });

  test('takes a preset, a label and repeats', () => {
    const made = makeRunPlan({ quick: true, repeats: 3, label: 'virtiofs-none', rw: 'write' });
    expect(made).toMatchObject({ preset: 'quick', repeats: 3, configurations: [{ label: 'virtiofs-none' }] });
    expect(made.runs[0]?.jobs).toMatchObject([{ size: 2 ** 26, runtime: 500 }]);
  });

  test('needs a size', () => {
    expect(() => makeRunPlan({ rw: 'read' })).toThrow('Option size is missing');
  });

  test('has nothing to choose from', () => {
    const options: object = { size: '1m', only: 'x' };
    expect(() => makeRunPlan(options)).toThrow('Option only: this option cannot be given here');
  });
});
